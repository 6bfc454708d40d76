import * as z from "zod/mini";
import { problemSchema } from "@/lib/problem.ts";

export type SignInOutcome =
  | "signed-in"
  | "wrong"
  | "foreign-address"
  | "unanswered"
  /** There were too many wrong ones: the sentence says how long to wait. */
  | { wait: string };

/** Tries to sign in. On success the session cookie is set. */
export async function signIn(credentials: { email: string; password: string }): Promise<SignInOutcome> {
  let response: Response;
  try {
    response = await fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(credentials),
    });
  } catch {
    return "unanswered";
  }
  if (response.ok) return "signed-in";
  switch (response.status) {
    case 401:
    case 422:
      return "wrong";
    case 403:
      return "foreign-address";
    case 429:
      return { wait: await sentenceOf(response) };
    default:
      return "unanswered";
  }
}

async function sentenceOf(response: Response): Promise<string> {
  const problem = z.safeParse(problemSchema, await response.json().catch(() => null));
  return problem.data?.detail ?? "There were too many attempts. Wait 15 minutes, then try again.";
}
