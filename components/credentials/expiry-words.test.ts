import { describe, expect, it } from "vitest";
import { expiryTone, expiryWords } from "./expiry-words.ts";

const now = "2026-11-24T12:00:00.000Z";

describe("the last day of a key", () => {
  it.each([
    ["2026-11-24T23:59:59.999Z", "Expires today", "limited"],
    ["2026-11-25T23:59:59.999Z", "Expires tomorrow", "limited"],
    ["2026-12-01T23:59:59.999Z", "Expires in 7 days", "limited"],
    ["2026-12-01T00:00:00.000Z", "Expires in 7 days", "limited"],
    ["2026-12-24T23:59:59.999Z", "Expires in 30 days", "limited"],
    ["2026-12-25T00:00:00.000Z", "Expires on 25 Dec 2026", null],
    ["2026-11-24T12:00:00.000Z", "Expired today", "rejected"],
    ["2026-11-23T23:59:59.999Z", "Expired yesterday", "rejected"],
    ["2026-11-20T23:59:59.999Z", "Expired 4 days ago", "rejected"],
    ["2025-11-20T23:59:59.999Z", "Expired on 20 Nov 2025", "rejected"],
  ])("%s is “%s”", (expiresAt, words, tone) => {
    expect(expiryWords(expiresAt, now)).toBe(words);
    expect(expiryTone(expiresAt, now)).toBe(tone);
  });
});
