import * as z from "zod/mini";
import { AuthError, askAuth } from "@/lib/auth-client.ts";

export type SignInOutcome =
  | "signed-in"
  | "code-needed"
  | "wrong"
  | "too-many"
  | "foreign-address"
  | "unanswered";

const answerSchema = z.object({ twoFactorRedirect: z.optional(z.boolean()) });

/** Signs in with a password. On success the session cookie is set, or the one that a code is asked for by. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInOutcome> {
  try {
    const { twoFactorRedirect } = await askAuth("/api/auth/sign-in/email", answerSchema, credentials);
    return twoFactorRedirect === true ? "code-needed" : "signed-in";
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return outcomeOf(error.status);
  }
}

function outcomeOf(status: number | null): SignInOutcome {
  switch (status) {
    // 400 is an email address that is none: to whoever signs in, that is a wrong one.
    case 400:
    case 401:
    case 422:
      return "wrong";
    case 403:
      return "foreign-address";
    case 429:
      return "too-many";
    default:
      return "unanswered";
  }
}
