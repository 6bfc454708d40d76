import type { KeyObject } from "node:crypto";
import { type Context, decrypt, encrypt, generateKey } from "./aead.ts";
import { Secret } from "./secret.ts";
import { UnreadableError } from "./unreadable-error.ts";

const FORMAT = "t1";
const UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";
const SEALED_KEY = new RegExp(`^${FORMAT}\\.(?<dataKeyId>${UUID})\\.(?<box>[A-Za-z0-9_-]+)$`);
const DATA_KEY_ID = new RegExp(`^${UUID}$`);

/** The row that a sealed key lives in. It opens in this row and in no other. */
export interface Binding {
  readonly organizationId: string;
  readonly credentialId: string;
  readonly connector: string;
  readonly environment: string;
  /** Counts the keys that the credential has had, from 1. */
  readonly keyVersion: number;
}

/** A key of an organization, ready for use. */
export interface DataKey {
  /** A UUID in lower case. Every sealed key names the data key that opens it. */
  readonly id: string;
  readonly key: KeyObject;
}

/** Throws a TypeError unless `id` is a UUID in lower case. */
export function generateDataKey(id: string): DataKey {
  if (!DATA_KEY_ID.test(id)) throw new TypeError("The id of a data key must be a UUID in lower case.");
  return { id, key: generateKey() };
}

/** Seals `secret` to its row: `t1.<dataKeyId>.<base64url of nonce, ciphertext and tag>`. */
export function sealWith(dataKey: DataKey, secret: Secret, binding: Binding): string {
  const plaintext = Buffer.from(secret.reveal(), "utf8");
  const box = encrypt(dataKey.key, plaintext, contextOf(dataKey.id, binding));
  plaintext.fill(0);
  return `${FORMAT}.${dataKey.id}.${box}`;
}

/** Throws UnreadableError unless `sealedKey` is exactly what `sealWith` made of this key and binding. */
export function openWith(dataKey: DataKey, sealedKey: string, binding: Binding): Secret {
  const { dataKeyId, box } = parse(sealedKey);
  if (dataKeyId !== dataKey.id) {
    throw new UnreadableError(`It was sealed with data key ${dataKeyId}, not with ${dataKey.id}.`);
  }
  const plaintext = decrypt(dataKey.key, box, contextOf(dataKeyId, binding));
  const secret = Secret.of(plaintext.toString("utf8"));
  plaintext.fill(0);
  return secret;
}

/** Which data key opens `sealedKey`. Throws UnreadableError when it is malformed. */
export function dataKeyIdOf(sealedKey: string): string {
  return parse(sealedKey).dataKeyId;
}

function parse(sealedKey: string): { dataKeyId: string; box: string } {
  const { dataKeyId, box } = SEALED_KEY.exec(sealedKey)?.groups ?? {};
  if (dataKeyId === undefined || box === undefined) {
    throw new UnreadableError("It does not open: its text is not that of a sealed key.");
  }
  return { dataKeyId, box };
}

/** Frozen: another order or another part would make every key sealed so far unreadable. */
function contextOf(dataKeyId: string, binding: Binding): Context {
  return [
    "tessera sealed key",
    FORMAT,
    dataKeyId,
    binding.organizationId,
    binding.credentialId,
    binding.connector,
    binding.environment,
    String(binding.keyVersion),
  ];
}
