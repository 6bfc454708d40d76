import { createHash } from "node:crypto";
import { decodeBase64url, KEY_BYTES } from "../aead.ts";

const FORMAT = "tessera-keyring-1";
const KEY_ID_DOMAIN = "tessera keyring id 1\n";
const KEY_ID_BYTES = 12;

/** What is wrong with a keyring file. `missing` and `exists` are what a caller may act upon. */
export type KeyringFileProblem =
  | "missing"
  | "exists"
  | "unreadable"
  | "unwritable"
  | "exposed"
  | "malformed"
  | "wrong-length"
  | "wrong-id";

/**
 * The message is one sentence for the operator. It names the path and holds nothing of the file's
 * content; nor does it have a cause, since what JSON.parse throws quotes what it could not read.
 */
export class KeyringFileError extends Error {
  override readonly name = "KeyringFileError";
  readonly problem: KeyringFileProblem;
  readonly path: string;

  constructor(problem: KeyringFileProblem, path: string, sentence: string) {
    super(sentence);
    this.problem = problem;
    this.path = path;
  }
}

/** `k_` and a truncated hash of the key, so that a file cannot pass for another. */
export function keyIdOf(key: Buffer): string {
  const digest = createHash("sha256").update(KEY_ID_DOMAIN).update(key).digest();
  return `k_${digest.subarray(0, KEY_ID_BYTES).toString("base64url")}`;
}

export function formatKeyringFile(key: Buffer): string {
  return `${JSON.stringify({ format: FORMAT, keyId: keyIdOf(key), key: key.toString("base64url") }, null, 2)}\n`;
}

/** The 32 bytes of the key. Throws KeyringFileError; `path` is only for its sentence. */
export function parseKeyringFile(text: string, path: string): Buffer {
  const { format, keyId, key } = fieldsOf(text);
  const bytes = typeof key === "string" ? decodeBase64url(key) : null;
  if (format !== FORMAT || typeof keyId !== "string" || bytes === null) {
    throw new KeyringFileError(
      "malformed",
      path,
      `The keyring file ${path} is not a ${FORMAT} file: restore it from a backup.`,
    );
  }
  if (bytes.length !== KEY_BYTES) {
    throw new KeyringFileError(
      "wrong-length",
      path,
      `The key in the keyring file ${path} has ${bytes.length} bytes instead of ${KEY_BYTES}: restore it from a backup.`,
    );
  }
  if (keyId !== keyIdOf(bytes)) {
    throw new KeyringFileError(
      "wrong-id",
      path,
      `The key id in the keyring file ${path} does not belong to its key, so it was edited or damaged: restore it from a backup.`,
    );
  }
  return bytes;
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
}
