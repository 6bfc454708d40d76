import * as z from "zod/mini";
import {
  codeSchema,
  passkeyNameSchema,
  passwordSchema,
  recoveryCodeSchema,
  singleSignOnSchema,
} from "../../sign-in.ts";
import { isPlainAttestation } from "./attestation.ts";
import type { AuthPurpose } from "./auth-request.ts";

/** One address of better-auth that is in use. */
export interface SignInPath extends AuthPurpose {
  /** What the body must be: the library gets this and nothing else. Without it, as it came. */
  readonly body?: z.core.$ZodType;
  /** The fields of the library's answer that leave. The session's token is in none: it is the cookie's alone. */
  readonly answer: readonly string[];
  /** Asks a person who is signed in for their password again. */
  readonly asksPassword?: true;
  /** Answered by the instance that knows the provider, and only when there is one. */
  readonly singleSignOn?: true;
  /** The provider sends the browser here, with its answer in the query string. */
  readonly fromProvider?: true;
}

/** Bytes, as a browser writes them in JSON. */
const base64url = z.string().check(z.regex(/^[\w-]+$/));

/** What a browser's `PublicKeyCredential` says of itself; the library checks the rest. */
const publicKeyCredential = {
  id: base64url,
  rawId: base64url,
  type: z.literal("public-key"),
  authenticatorAttachment: z.optional(z.nullable(z.enum(["platform", "cross-platform"]))),
  clientExtensionResults: z.record(z.string(), z.unknown()),
};

const registration = z.strictObject({
  name: passkeyNameSchema.shape.name,
  response: z.strictObject({
    ...publicKeyCredential,
    response: z.object({
      clientDataJSON: base64url,
      attestationObject: base64url.check(
        z.refine(isPlainAttestation, { error: "Tessera takes passkeys without an attestation." }),
      ),
      transports: z.optional(z.array(z.string().check(z.regex(/^[a-z-]{1,20}$/))).check(z.maxLength(10))),
    }),
  }),
});

const assertion = z.strictObject({
  response: z.strictObject({
    ...publicKeyCredential,
    response: z.object({
      clientDataJSON: base64url,
      authenticatorData: base64url,
      signature: base64url,
      userHandle: z.optional(z.nullable(base64url)),
    }),
  }),
});

const ceremony = ["challenge", "timeout", "extensions", "hints"];

/** What of better-auth is in use. Whatever else its version at hand would answer does not exist. */
export const signInPaths: Readonly<Record<string, SignInPath>> = {
  "POST /api/auth/sign-in/email": { answer: ["twoFactorRedirect"], signsInWith: "password" },
  "POST /api/auth/sign-out": { answer: ["success"], signsOut: true },

  "POST /api/auth/two-factor/enable": {
    body: passwordSchema,
    answer: ["totpURI", "backupCodes"],
    asksPassword: true,
  },
  "POST /api/auth/two-factor/disable": { body: passwordSchema, answer: [], asksPassword: true },
  "POST /api/auth/two-factor/generate-backup-codes": {
    body: passwordSchema,
    answer: ["backupCodes"],
    asksPassword: true,
  },
  "POST /api/auth/two-factor/verify-totp": { body: codeSchema, answer: [], signsInWith: "code" },
  "POST /api/auth/two-factor/verify-backup-code": {
    body: recoveryCodeSchema,
    answer: [],
    signsInWith: "recovery-code",
    spendsRecoveryCode: true,
  },

  "GET /api/auth/passkey/generate-register-options": {
    answer: [
      ...ceremony,
      "rp",
      "user",
      "pubKeyCredParams",
      "excludeCredentials",
      "authenticatorSelection",
      "attestation",
    ],
  },
  "POST /api/auth/passkey/verify-registration": { body: registration, answer: ["id"] },
  "GET /api/auth/passkey/generate-authenticate-options": {
    answer: [...ceremony, "rpId", "allowCredentials", "userVerification"],
  },
  "POST /api/auth/passkey/verify-authentication": { body: assertion, answer: [], signsInWith: "passkey" },
  "POST /api/auth/passkey/delete-passkey": { body: z.strictObject({ id: z.uuid() }), answer: [] },

  "POST /api/auth/sign-in/social": { body: singleSignOnSchema, answer: ["url"], singleSignOn: true },
  "GET /api/auth/callback/oidc": {
    answer: [],
    singleSignOn: true,
    fromProvider: true,
    signsInWith: "single-sign-on",
  },
};
