import * as z from "zod/mini";
import { AuthError, askAuth } from "@/lib/auth-client.ts";

export type SignInOutcome =
  | "signed-in"
  | "code-needed"
  | "wrong"
  | "foreign-address"
  | "unanswered"
  /** There were too many wrong ones: the sentence says how long to wait. */
  | { wait: string };

const answerSchema = z.object({ twoFactorRedirect: z.optional(z.boolean()) });

/** Signs in with a password. On success the session cookie is set, or the one that a code is asked for by. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInOutcome> {
  try {
    const { twoFactorRedirect } = await askAuth("/api/auth/sign-in/email", answerSchema, credentials);
    return twoFactorRedirect === true ? "code-needed" : "signed-in";
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return outcomeOf(error);
  }
}

function outcomeOf({ status, detail }: AuthError): SignInOutcome {
  switch (status) {
    case 401:
    case 422:
      return "wrong";
    case 403:
      return "foreign-address";
    case 429:
      return { wait: detail || "There were too many attempts. Wait 15 minutes, then try again." };
    default:
      return "unanswered";
  }
}
