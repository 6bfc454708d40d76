import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from "node:crypto";
import { UnreadableError } from "./unreadable-error.ts";

const CIPHER = "aes-256-gcm";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export const KEY_BYTES = 32;

/** A fresh 256-bit key. A KeyObject, because that prints nothing of itself. */
export function generateKey(): KeyObject {
  return keyOf(randomBytes(KEY_BYTES));
}

/** Takes the key over from `bytes` and wipes them. Throws a RangeError unless there are 32. */
export function keyOf(bytes: Buffer): KeyObject {
  if (bytes.length !== KEY_BYTES) {
    throw new RangeError(`A key has ${KEY_BYTES} bytes, not ${bytes.length}.`);
  }
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
}

/**
 * AES-256-GCM under a random nonce: base64url of nonce, ciphertext and tag. Each part of `context`
 * is authenticated, so that `decrypt` needs the very same parts in the same order.
 */
export function encrypt(key: KeyObject, plaintext: Uint8Array, context: Context): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(associatedDataOf(context));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]).toString(
    "base64url",
  );
}

/** Opens what `encrypt` made. Throws UnreadableError unless box, key and context are all as they were. */
export function decrypt(key: KeyObject, box: string, context: Context): Buffer {
  const bytes = decodeBase64url(box);
  if (bytes === null || bytes.length < NONCE_BYTES + TAG_BYTES) {
    throw new UnreadableError("It does not open: its text is malformed.");
  }
  const tagStart = bytes.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, bytes.subarray(0, NONCE_BYTES), {
    // Without this, Node accepts a tag of 4 bytes, which can be guessed.
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(associatedDataOf(context));
  decipher.setAuthTag(bytes.subarray(tagStart));
  const plaintext = decipher.update(bytes.subarray(NONCE_BYTES, tagStart));
  try {
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    throw new UnreadableError("It does not open: it was damaged, tampered with, or moved from its place.");
  } finally {
    plaintext.fill(0);
  }
}

/** What a ciphertext is bound to, most general part first. */
export type Context = readonly string[];

/** A JSON array: no two different contexts have the same encoding, whatever their parts contain. */
function associatedDataOf(context: Context): Buffer {
  return Buffer.from(JSON.stringify(context), "utf8");
}

/**
 * Null unless `text` is the one canonical spelling of its bytes. Node skips characters it does not
 * know and ignores unused trailing bits, so that many texts would otherwise decode to one value.
 */
export function decodeBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return bytes.toString("base64url") === text ? bytes : null;
}
