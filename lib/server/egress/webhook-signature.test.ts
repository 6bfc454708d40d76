import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { Secret } from "../vault/secret.ts";
import { newSigningSecret, signedHeaders } from "./webhook-signature.ts";

const message = { id: "msg_1", at: new Date("2026-01-02T03:04:05.999Z"), body: '{"type":"webhook.test"}' };

test("a signing secret is 32 random bytes that say what they are", () => {
  const secret = newSigningSecret();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(newSigningSecret()).not.toBe(secret);
});

test("the signature is over id, second and body, as the Standard Webhooks specification says", () => {
  const key = Buffer.alloc(32, 7);
  const headers = signedHeaders(Secret.of(`whsec_${key.toString("base64")}`), message);
  const signature = createHmac("sha256", key).update(`msg_1.1767323045.${message.body}`).digest("base64");
  expect(headers).toEqual({
    "webhook-id": "msg_1",
    "webhook-timestamp": "1767323045",
    "webhook-signature": `v1,${signature}`,
  });
});

test("another body, id, second or secret has another signature", () => {
  const secret = Secret.of(newSigningSecret());
  const signatures = [
    signedHeaders(secret, message),
    signedHeaders(secret, { ...message, body: `${message.body} ` }),
    signedHeaders(secret, { ...message, id: "msg_2" }),
    signedHeaders(secret, { ...message, at: new Date(message.at.getTime() + 1_000) }),
    signedHeaders(Secret.of(newSigningSecret()), message),
  ].map((headers) => headers["webhook-signature"]);
  expect(new Set(signatures).size).toBe(5);
});
