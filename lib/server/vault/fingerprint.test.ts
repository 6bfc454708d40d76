import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateKey } from "./aead.ts";
import { fingerprintOf, keyHintOf, mosaicOf } from "./fingerprint.ts";
import { Secret } from "./secret.ts";

const indexKey = generateKey();
const anyText = fc.string({ unit: "binary" });

describe("a fingerprint", () => {
  test("is equal for equal keys and different for different ones", () => {
    fc.assert(
      fc.property(anyText, anyText, (one, other) => {
        const fingerprint = fingerprintOf(indexKey, Secret.of(one));
        expect(fingerprint).toMatch(/^[A-Za-z0-9_-]{43}$/);
        expect(fingerprintOf(indexKey, Secret.of(one))).toBe(fingerprint);
        expect(fingerprintOf(indexKey, Secret.of(other)) === fingerprint).toBe(one === other);
      }),
    );
  });

  test("is different under another index key", () => {
    const secret = Secret.of("the same key");
    expect(fingerprintOf(generateKey(), secret)).not.toBe(fingerprintOf(indexKey, secret));
  });

  test("is not the bare HMAC of the key, which something else might publish", () => {
    const bare = createHmac("sha256", indexKey).update("key").digest("base64url");
    expect(fingerprintOf(indexKey, Secret.of("key"))).not.toBe(bare);
  });
});

describe("a key hint", () => {
  test.each([
    ["is the last four characters of a key of 16", "0123456789abcdef", "cdef"],
    ["is empty for a key of 15, of which four would be too much", "0123456789abcde", ""],
    ["is empty for an empty key", "", ""],
    ["counts characters and splits none", `${"😀".repeat(15)}`, ""],
    ["takes whole characters", `${"a".repeat(13)}😀😀😀😀`, "😀😀😀😀"],
  ])("%s", (_, key, hint) => {
    expect(keyHintOf(Secret.of(key))).toBe(hint);
  });
});

describe("a mosaic", () => {
  const mosaics = Array.from({ length: 5_000 }, (_, index) =>
    mosaicOf(fingerprintOf(indexKey, Secret.of(`key ${index}`))),
  );

  test("is two different pigments of five and fifteen cells", () => {
    for (const mosaic of mosaics) expect(mosaic).toMatch(/^([1-5])(?!\1)[1-5]:[012]{15}$/);
  });

  test("shows stone and both pigments in at least three cells each, so that none is nearly blank", () => {
    for (const mosaic of mosaics) {
      for (const colour of ["0", "1", "2"]) {
        expect(mosaic.slice(3).split(colour).length - 1, mosaic).toBeGreaterThanOrEqual(3);
      }
    }
  });

  test("is always the same for a fingerprint", () => {
    fc.assert(
      fc.property(anyText, (fingerprint) => {
        expect(mosaicOf(fingerprint)).toBe(mosaicOf(fingerprint));
      }),
    );
  });

  test("differs from key to key, in every pair of pigments", () => {
    expect(new Set(mosaics).size).toBeGreaterThan(mosaics.length - 5);
    expect(new Set(mosaics.map((mosaic) => mosaic.slice(0, 2))).size).toBe(20);
  });
});
