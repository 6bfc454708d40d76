import { describe, expect, it } from "vitest";
import { usageWords } from "./usage-words.ts";

describe("the words for who uses a credential", () => {
  it.each([
    [{ sources: 0, destinations: 0 }, "not used"],
    [{ sources: 1, destinations: 0 }, "1 source"],
    [{ sources: 3, destinations: 0 }, "3 sources"],
    [{ sources: 0, destinations: 1 }, "1 destination"],
    [{ sources: 2, destinations: 1 }, "used by 3"],
    [{ sources: 12_000, destinations: 0 }, "12,000 sources"],
  ])("%j is “%s”", (usedBy, words) => {
    expect(usageWords(usedBy)).toBe(words);
  });
});
