import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MASK, maskOf, streamingMaskOf } from "./mask.ts";

const KEY = `s3cr+t/k"ey&<7>\\~ end`;

describe("a key is masked", () => {
  test.each([
    ["as it is", KEY],
    ["in JSON", JSON.stringify(KEY).slice(1, -1)],
    ["in JSON that escapes slashes", JSON.stringify(KEY).slice(1, -1).replaceAll("/", "\\/")],
    ["in JSON within JSON", JSON.stringify(JSON.stringify(KEY)).slice(3, -3)],
    ["in JSON with code points", [...KEY].map((c) => `\\u00${c.charCodeAt(0).toString(16)}`).join("")],
    ["in a URL", encodeURIComponent(KEY)],
    ["in a URL, in lower case", encodeURIComponent(KEY).toLowerCase()],
    ["in a URL within a URL", encodeURIComponent(encodeURIComponent(KEY))],
    ["in a form", new URLSearchParams({ k: KEY }).toString().slice(2)],
    ["in HTML", KEY.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;")],
    ["in HTML with code points", [...KEY].map((c) => `&#${c.charCodeAt(0)};`).join("")],
    ["in base64", Buffer.from(KEY).toString("base64")],
    ["in base64 for URLs", Buffer.from(KEY).toString("base64url")],
    ["half escaped", encodeURIComponent(KEY.slice(0, 9)) + KEY.slice(9)],
  ])("%s", (_how, text) => {
    expect(maskOf(KEY)(`before ${text} after`)).toBe(`before ${MASK} after`);
  });

  test.each(["", "u", "us", "usr"])("inside base64 of more, after %j", (before) => {
    const text = Buffer.from(`${before}:${KEY}:after`).toString("base64");
    expect(maskOf(KEY)(text)).toContain(MASK);
    expect(Buffer.from(maskOf(KEY)(text).replace(MASK, ""), "base64").toString()).not.toContain("s3cr");
  });

  test("every time that it occurs", () => {
    expect(maskOf(KEY)(`${KEY},${KEY}`)).toBe(`${MASK},${MASK}`);
  });
});

test("no printable key survives masking, whatever stands around it", () => {
  const printable = fc.string({ unit: "grapheme-ascii", minLength: 4, maxLength: 64 });
  fc.assert(
    fc.property(printable, fc.string(), fc.string(), (key, before, after) => {
      const masked = maskOf(key)(before + key + after);
      expect(masked.replaceAll(MASK, "\0")).not.toContain(key);
    }),
  );
});

test("a text without the key stays as it is", () => {
  const text = JSON.stringify({ data: [{ id: 1, name: "s3cr" }], note: "%25 & <b>" });
  expect(maskOf(KEY)(text)).toBe(text);
});

test.each([239, 240, 241, 480, 481, 721, 1_000, 4_095, 4_096])(
  "a key of %i characters is masked whole",
  (length) => {
    const key = Array.from({ length }, (_, index) => String.fromCharCode(33 + ((index * 7_919) % 94))).join(
      "",
    );
    for (const text of [
      key,
      JSON.stringify(key).slice(1, -1),
      encodeURIComponent(key),
      Buffer.from(key).toString("base64"),
    ]) {
      expect(maskOf(key)(`x ${text} y`)).toBe(`x ${MASK} y`);
    }
  },
);

test("the longest key is masked, in texts that nearly repeat it too", () => {
  const key = `${"ab/+".repeat(1023)}end!`;
  expect(maskOf(key)(`x${key}y`)).toBe(`x${MASK}y`);
  const nearly = "\\".repeat(200_000) + "%25".repeat(50_000) + "&#0".repeat(50_000);
  expect(maskOf(key)(nearly)).toBe(nearly);
});

describe("a text that comes in pieces", () => {
  const pieces = (text: string, cuts: readonly number[]) => {
    const at = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
    return [...at, text.length].map((end, index) => text.slice(at[index - 1] ?? 0, end));
  };
  const maskPieces = (key: string, parts: readonly string[]) => {
    const mask = streamingMaskOf(key);
    return parts.map((part) => mask.push(part)).join("") + mask.end();
  };

  test("is masked as the whole text is, wherever it is cut", () => {
    const key = fc.string({
      unit: fc.constantFrom("a", "b", "/", "%", "\\", "+"),
      minLength: 1,
      maxLength: 9,
    });
    const escapes = [
      (text: string) => text,
      (text: string) => JSON.stringify(text).slice(1, -1),
      encodeURIComponent,
      (text: string) => Buffer.from(text).toString("base64"),
      (text: string) => [...text].map((c) => `&#00000${c.charCodeAt(0)};`).join(""),
    ];
    const part = fc.oneof(fc.string({ maxLength: 8 }), fc.constantFrom(...escapes));
    fc.assert(
      fc.property(key, fc.array(part, { maxLength: 12 }), fc.array(fc.nat()), (key, parts, cuts) => {
        const text = parts.map((part) => (typeof part === "string" ? part : part(key))).join("");
        expect(maskPieces(key, pieces(text, cuts))).toBe(maskOf(key)(text));
      }),
    );
  });

  test("is held back by no more than the longest way to write the key", () => {
    const mask = streamingMaskOf("0123456789");
    expect(mask.push("x".repeat(1_000)).length).toBeGreaterThanOrEqual(1_000 - 110);
    expect(mask.push("y".repeat(1_000)).length).toBe(1_000);
  });

  test("that repeats the key without end is not kept", () => {
    const mask = streamingMaskOf("aaaaaa");
    let given = 0;
    for (let count = 0; count < 1_000; count += 1) given += mask.push("YWFhYWFh".repeat(50)).length;
    expect(given + mask.end().length).toBeLessThan(1_000_000);
    expect(mask.end()).toBe("");
  });
});
