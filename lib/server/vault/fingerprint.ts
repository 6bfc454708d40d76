import { createHmac, hash, type KeyObject } from "node:crypto";
import type { Secret } from "./secret.ts";

const FINGERPRINT_DOMAIN = "tessera fingerprint 1\n";
const HINT_CHARACTERS = 4;
/** A shorter key would give too much of itself away. */
const HINTED_FROM_CHARACTERS = 16;

const MOSAIC_DOMAIN = "tessera mosaic 1";
const PIGMENTS = 5;
/** 5 rows of 3: the left, the next and the middle column. The other two mirror the first two. */
const CELLS = 15;
const COLOURS = [0, 1, 2];
const LEAST_OF_EACH = 3;

/** About 1 MB. */
const DRAWN_KEPT = 5_000;
/** Mosaics by fingerprint, the oldest first: a list shows the same ones over and over, and a hash costs microseconds. */
const drawn = new Map<string, string>();

/**
 * HMAC-SHA-256 in base64url. Within an organization, equal keys have equal fingerprints; without
 * its index key a fingerprint neither gives a key away nor lets a guessed one be checked.
 */
export function fingerprintOf(indexKey: KeyObject, secret: Secret): string {
  return createHmac("sha256", indexKey)
    .update(FINGERPRINT_DOMAIN)
    .update(secret.reveal(), "utf8")
    .digest("base64url");
}

/** The last four characters of a key that has at least 16, else an empty string. */
export function keyHintOf(secret: Secret): string {
  const characters = Array.from(secret.reveal());
  return characters.length < HINTED_FROM_CHARACTERS ? "" : characters.slice(-HINT_CHARACTERS).join("");
}

/**
 * The mosaic of a fingerprint: 5 × 5 tesserae, the same from left to right as from right to left,
 * as `"<a><b>:<cells>"`. `a` and `b` are two different pigments of 1 to 5; the 15 cells run row by
 * row (left, next, middle): 0 is stone, 1 the pigment `a`, 2 the pigment `b`.
 *
 * Drawn from SHA-256 of the fingerprint and a counter, which goes up until each of the three covers
 * at least 3 of the 15 cells (three draws in four do), so that no mosaic is nearly blank. The same
 * fingerprint always has the same mosaic. Some 100 million look different: equal mosaics suggest
 * equal keys, equal fingerprints prove them.
 */
export function mosaicOf(fingerprint: string): string {
  const known = drawn.get(fingerprint);
  if (known !== undefined) return known;
  const mosaic = draw(fingerprint);
  const [oldest] = drawn.keys();
  if (drawn.size >= DRAWN_KEPT && oldest !== undefined) drawn.delete(oldest);
  drawn.set(fingerprint, mosaic);
  return mosaic;
}

function draw(fingerprint: string): string {
  for (let counter = 0; ; counter += 1) {
    const bytes = hash("sha256", `${MOSAIC_DOMAIN}\n${fingerprint}\n${counter}`, "buffer");
    const cells = Array.from(bytes.subarray(2, 2 + CELLS), (byte) => byte % COLOURS.length);
    if (COLOURS.every((colour) => cells.filter((cell) => cell === colour).length >= LEAST_OF_EACH)) {
      return `${pigmentsOf(bytes)}:${cells.join("")}`;
    }
  }
}

/** The second is counted on from the first, by less than a full turn, so the two always differ. */
function pigmentsOf(bytes: Buffer): string {
  const first = bytes.readUInt8(0) % PIGMENTS;
  const second = (first + 1 + (bytes.readUInt8(1) % (PIGMENTS - 1))) % PIGMENTS;
  return `${first + 1}${second + 1}`;
}
