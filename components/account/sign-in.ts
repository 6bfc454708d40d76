export type SignInOutcome = "signed-in" | "wrong" | "too-many" | "foreign-address" | "unanswered";

/**
 * Asks better-auth, which answers in its own shape and not in problem+json, so only the status counts.
 * On success the session cookie is set.
 */
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
