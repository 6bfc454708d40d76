import * as z from "zod/mini";
import { isOwnPath } from "./own-path.ts";
import { isBlank, isVisibleLine } from "./visible-text.ts";

const password = z.string().check(z.minLength(1, { error: "Enter your password." }), z.maxLength(1024));

/** The password again, before something of one's own sign-in changes. */
export const passwordSchema = z.strictObject({ password });

/** What an authenticator app shows, with or without the space that many show in its middle. */
export const codeSchema = z.strictObject({
  code: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.replaceAll(/[\s-]/g, "")),
    ),
    z.string().check(z.regex(/^[0-9]{6}$/, { error: "Enter the 6 digits that your app shows." })),
  ),
});

const RECOVERY_HALF = 5;

/** A recovery code, however its halves were typed apart. Capitals matter. */
export const recoveryCodeSchema = z.strictObject({
  code: z.pipe(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.replaceAll(/[^A-Za-z0-9]/g, "")),
    ),
    z.pipe(
      z.string().check(
        z.regex(/^[A-Za-z0-9]{10}$/, {
          error: "Enter one of your recovery codes: 10 letters and digits, capitals as they are.",
        }),
      ),
      z.transform((text: string) => `${text.slice(0, RECOVERY_HALF)}-${text.slice(RECOVERY_HALF)}`),
    ),
  ),
});

export const PASSKEY_NAME_MAX = 60;
const NAME_PASSKEY = "Name the passkey after the device that holds it.";

export const passkeyNameSchema = z.strictObject({
  name: z.string({ error: "Enter a name." }).check(
    z.trim(),
    z.normalize("NFC"),
    z.minLength(1, { error: NAME_PASSKEY }),
    z.refine((name) => !isBlank(name), { error: NAME_PASSKEY }),
    z.maxLength(PASSKEY_NAME_MAX, { error: `Keep the name to ${PASSKEY_NAME_MAX} characters.` }),
    z.refine(isVisibleLine, {
      error: "Remove the invisible characters from the name: type it instead of pasting it.",
    }),
  ),
});

/** The provider of `OIDC_ISSUER`, by the name that better-auth knows it by. */
export const SINGLE_SIGN_ON = "oidc";

export const singleSignOnSchema = z.strictObject({
  provider: z.literal(SINGLE_SIGN_ON),
  /** Where to go once signed in. */
  callbackURL: z.string().check(z.refine(isOwnPath, { error: "Give a path of this site." })),
});

export interface Passkey {
  id: string;
  name: string;
  /** ISO 8601, or null when that was not written down. */
  createdAt: string | null;
  /** Whether it lives in an account of its maker's and not on one device alone. */
  synced: boolean;
}

/** How somebody signs in, as their own settings show it. */
export interface SignInSettings {
  twoFactor: boolean;
  passkeys: Passkey[];
}
