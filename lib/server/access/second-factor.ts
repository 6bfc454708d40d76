import { passkey } from "@better-auth/passkey";
import { APIError } from "better-auth/api";
import { twoFactor } from "better-auth/plugins/two-factor";
import type { BetterAuthOptions } from "better-auth/types";

type UserHook = NonNullable<
  NonNullable<NonNullable<NonNullable<BetterAuthOptions["databaseHooks"]>["user"]>["update"]>["after"]
>;

/** By address, on top of the library's own: 5 codes for a password, and 10 wrong ones in a row for an account. */
export const secondFactorLimits = {
  "/two-factor/*": { window: 60, max: 20 },
  "/passkey/*": { window: 60, max: 60 },
};

const DIGITS = 6;
const PERIOD_SECONDS = 30;
const RECOVERY_CODES = 10;
const CHALLENGE_SECONDS = 600;

/** Codes of an authenticator app, and recovery codes. Both are encrypted under the session secret in the database. */
export function authenticatorApp() {
  return twoFactor({
    issuer: "Tessera",
    totpOptions: { digits: DIGITS, period: PERIOD_SECONDS },
    backupCodeOptions: { amount: RECOVERY_CODES, storeBackupCodes: "encrypted" },
    twoFactorCookieMaxAge: CHALLENGE_SECONDS,
    // Nothing is trusted without a code: the route does not let anybody ask for it, and this ends it at once.
    trustDeviceMaxAge: 0,
  });
}

/** Passkeys for pages under these origins. They stand for both factors, so each must have verified its person. */
export function passkeys({ rpID, origin }: { rpID: string; origin: string }) {
  return passkey({
    rpID,
    rpName: "Tessera",
    origin,
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
    registration: {
      afterVerification: async ({ verification }) =>
        refuseUnverified(verification.registrationInfo?.userVerified),
    },
    authentication: {
      afterVerification: async ({ verification }) =>
        refuseUnverified(verification.authenticationInfo.userVerified),
    },
  });
}

function refuseUnverified(userVerified: boolean | undefined): undefined {
  if (userVerified !== true) {
    throw new APIError("UNAUTHORIZED", { code: "USER_NOT_VERIFIED", message: "The person was not verified" });
  }
}

/**
 * When somebody turns two-factor on, sessions from before end: they began with a password alone. The library
 * makes a new one for whoever turned it on right after this.
 */
export const endEarlierSessions: UserHook = async (user, context) => {
  if (context?.path !== "/two-factor/verify-totp") return;
  await context.context.internalAdapter.deleteUserSessions(user.id);
};
