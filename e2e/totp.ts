import { createHmac } from "node:crypto";

const PERIOD_SECONDS = 30;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** What an authenticator app with this secret (base32) shows now: RFC 6238 with SHA-1, 30 s and 6 digits. */
export function totp(secret: string, at = Date.now()): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 1000 / PERIOD_SECONDS)));
  const mac = createHmac("sha1", fromBase32(secret)).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 1_000_000).padStart(6, "0");
}

/** Six digits that no app with this secret shows about now. */
export function wrongTotp(secret: string): string {
  const near = [-90, -60, -30, 0, 30, 60, 90].map((seconds) => totp(secret, Date.now() + seconds * 1000));
  const candidates = Array.from({ length: 10 }, (_, digit) => String(digit).repeat(6));
  return candidates.find((candidate) => !near.includes(candidate)) ?? "";
}

/** The bytes of a base32 text; white space, padding and case do not matter. */
export function fromBase32(text: string): Buffer {
  const bits = Array.from(text.toUpperCase().replaceAll(/[\s=]/g, ""), (character) =>
    ALPHABET.indexOf(character).toString(2).padStart(5, "0"),
  ).join("");
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
}
