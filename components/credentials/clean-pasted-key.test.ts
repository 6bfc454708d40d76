import { array, assert, constantFrom, property, string, stringMatching, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanPastedKey, describeRemoved } from "./clean-pasted-key.ts";

const prefixes = ["X-API-Key:", "PEOPLE_AI_API_KEY="];
const clean = (text: string) => cleanPastedKey(text, prefixes).key;

/** Keys as services make them: they neither start nor end with a quote, and hold any visible ASCII. */
const key = stringMatching(/^[A-Za-z0-9][\x21-\x7e]{0,60}[A-Za-z0-9]$/).filter(
  (text) => !/^(x-api-key|people_ai_api_key)\s*[:=]/i.test(text),
);
const wrapping = constantFrom<[string, string]>(
  [" ", ""],
  ["", "\n"],
  ["\t", "\r\n"],
  ["\u00a0", " "],
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["„", "“"],
  ["‘", "’"],
  ["\ufeff", ""],
  ["", "\u200b"],
  ["X-API-Key: ", ""],
  ["x-api-key:", ""],
  ["PEOPLE_AI_API_KEY=", ""],
  ["PEOPLE_AI_API_KEY = ", ""],
  ["export PEOPLE_AI_API_KEY=", ""],
  ['-H "X-API-Key: ', '"'],
  ["--header 'X-API-Key: ", "' \\\n"],
  ['"X-API-Key": ', ""],
);

describe("cleaning a pasted key", () => {
  it("leaves a key alone, and says nothing then", () => {
    assert(
      property(key, (text) => {
        expect(cleanPastedKey(text, prefixes)).toEqual({ key: text, removed: [] });
      }),
    );
  });

  it("finds the key in whatever people copy around it, in any order and any number of times", () => {
    assert(
      property(key, array(wrapping, { maxLength: 5 }), (text, wrappings) => {
        const pasted = wrappings.reduce((inner, [before, after]) => before + inner + after, text);
        expect(clean(pasted)).toBe(text);
      }),
    );
  });

  it("does not take the quotes of a quoted name for those around the key", () => {
    expect(clean('-H "X-API-Key: "X-API-Key": -H "X-API-Key: abc""')).toBe("abc");
  });

  it("says that it removed something whenever it did", () => {
    assert(
      property(key, wrapping, (text, [before, after]) => {
        expect(describeRemoved(cleanPastedKey(before + text + after, prefixes).removed)).toMatch(
          /^Removed .+\.$/s,
        );
      }),
    );
  });

  it("never changes its mind: cleaning what is clean does nothing", () => {
    assert(
      property(tuple(string({ unit: "binary" }), wrapping), ([text, [before, after]]) => {
        const cleaned = clean(before + text + after);
        expect(cleanPastedKey(cleaned, prefixes)).toEqual({ key: cleaned, removed: [] });
      }),
    );
  });

  it("never touches the middle: what is left is one piece of what was pasted", () => {
    assert(
      property(string({ unit: "binary" }), (text) => {
        expect(text).toContain(clean(text));
      }),
    );
  });

  it.each([
    ["a b", "a b"],
    ['say "hello"', 'say "hello"'],
    ['"only opened', '"only opened'],
    ["my X-API-Key: abc", "my X-API-Key: abc"],
    ["Bearer abc", "Bearer abc"],
  ])("does not guess: %s stays", (text, expected) => {
    expect(clean(text)).toBe(expected);
  });

  it.each([
    [
      'export PEOPLE_AI_API_KEY="abc"\n',
      "Removed the line ends around it, “export PEOPLE_AI_API_KEY=” before it, and the quotes around it.",
    ],
    ['"abc"', "Removed the quotes around it."],
    ["X-API-Key: abc", "Removed “X-API-Key:” before it."],
    ["  abc ", "Removed the white space around it."],
    ["abc\u200b", "Removed invisible characters around it."],
    ["abc", ""],
  ])("says in words what it removed from %j", (text, sentence) => {
    const { key: cleaned, removed } = cleanPastedKey(text, prefixes);
    expect(cleaned).toBe("abc");
    expect(describeRemoved(removed)).toBe(sentence);
  });
});
