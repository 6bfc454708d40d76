import { AuthError } from "@/lib/auth-client.ts";

/** By the library's name for them. */
const byCode: Record<string, string> = {
  INVALID_PASSWORD: "This is not your password. Check it and try again.",
  INVALID_CODE: "This code is wrong or has run out. Enter the one that your app shows now.",
  INVALID_BACKUP_CODE: "This is none of your unused recovery codes. Check it, or use another one.",
  INVALID_TWO_FACTOR_COOKIE: "This sign-in has taken too long. Start again with your password.",
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: "There were too many wrong codes. Start again with your password.",
  ACCOUNT_TEMPORARILY_LOCKED:
    "There were too many wrong codes for this account. Wait 15 minutes, then try again.",
  TOTP_ALREADY_ENABLED: "Two-factor is on already. Reload the page.",
  SESSION_NOT_FRESH:
    "A new passkey needs a sign-in from the last 24 hours. Sign out, sign in again, then add it.",
  PASSKEY_NOT_FOUND: "Tessera does not know this passkey any more. Sign in another way.",
  USER_NOT_VERIFIED:
    "The passkey did not check that it is you. Use one that asks for your fingerprint, face or PIN.",
  AUTHENTICATION_FAILED: "This passkey could not be checked. Try again.",
  PROVIDER_NOT_FOUND: "The sign-in service does not answer. Try again in a minute, or sign in another way.",
};

/** What to say about an error that signing in, or a change of one's own sign-in, ended with. Throws what is no AuthError. */
export function authFailure(error: unknown): string {
  if (!(error instanceof AuthError)) throw error;
  const { status, code, detail } = error;
  const known = byCode[code];
  if (known !== undefined) return known;
  if (status === 401) return "Your session has ended. Sign in again.";
  if (status === 403) {
    return "Tessera does not accept this from the address in your browser. Open it at the address that it was set up with.";
  }
  if (status === 429) return detail || "There were too many attempts. Wait a minute, then try again.";
  if (status === null) return "Tessera did not answer. Check your connection and try again.";
  return "This did not work, and nothing was changed. Try again.";
}

/** Whether one has to begin with the password again: the code step has ended. */
export function endsCodeStep(error: unknown): boolean {
  return (
    error instanceof AuthError &&
    ["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"].includes(error.code)
  );
}
