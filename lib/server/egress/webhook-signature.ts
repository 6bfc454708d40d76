import { createHmac, randomBytes } from "node:crypto";
import type { Secret } from "../vault/secret.ts";

/*
 * Signed as the Standard Webhooks specification says, so that a receiver finds a library for it in its own language.
 */

const SECRET_BYTES = 32;
const PREFIX = "whsec_";

/** A new signing secret: `whsec_` and 32 random bytes in Base64. */
export function newSigningSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/** The headers that prove who sent `body`, when, and under which id: the same id on every try. */
export function signedHeaders(
  secret: Secret,
  message: { id: string; at: Date; body: string },
): Record<"webhook-id" | "webhook-timestamp" | "webhook-signature", string> {
  const seconds = String(Math.floor(message.at.getTime() / 1_000));
  const key = Buffer.from(secret.reveal().slice(PREFIX.length), "base64");
  const signature = createHmac("sha256", key)
    .update(`${message.id}.${seconds}.${message.body}`)
    .digest("base64");
  key.fill(0);
  return { "webhook-id": message.id, "webhook-timestamp": seconds, "webhook-signature": `v1,${signature}` };
}
