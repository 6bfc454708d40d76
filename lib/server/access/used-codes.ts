import { APIError } from "better-auth/api";
import type { BetterAuthOptions, BetterAuthPlugin } from "better-auth/types";

/** Longer than a code is accepted: half a minute, and the one before and after it. */
const REMEMBERED_MS = 120_000;

/**
 * A code of an authenticator app signs in once (RFC 6238, 5.2): whoever saw it being typed comes too late. The
 * library accepts it for as long as it is shown, so no session begins here where the code was used before.
 */
export function codesWorkOnce(): BetterAuthPlugin {
  return {
    id: "codes-work-once",
    init: () => ({ options: { databaseHooks: { session: { create: { before: refuseUsedCode } } } } }),
  };
}

type SessionHook = NonNullable<
  NonNullable<NonNullable<NonNullable<BetterAuthOptions["databaseHooks"]>["session"]>["create"]>["before"]
>;

const refuseUsedCode: SessionHook = async ({ userId }, context) => {
  if (context?.path !== "/two-factor/verify-totp") return;
  const { createAuthCookie, internalAdapter, secret } = context.context;
  // Without it the code turned two-factor on, which begins a session, too.
  if (!(await context.getSignedCookie(createAuthCookie("two_factor").name, secret))) return;
  const isFirstUse = await internalAdapter.reserveVerificationValue({
    identifier: `used-code-${userId}-${context.body.code}`,
    value: "used",
    expiresAt: new Date(Date.now() + REMEMBERED_MS),
  });
  if (isFirstUse) return;
  throw new APIError("UNAUTHORIZED", { code: "INVALID_CODE", message: "Invalid code" });
};
