import { expect, test } from "vitest";
import * as z from "zod/mini";
import { descriptionSchema, nameSchema } from "./credentials.ts";
import { passkeyNameSchema } from "./sign-in.ts";

const schemas = {
  "a name": nameSchema("credential"),
  "a passkey's name": passkeyNameSchema.shape.name,
};

const invisible: [string, string][] = [
  ["a line break", "a\nb"],
  ["NUL", "a\0b"],
  ["half a surrogate pair", "a\ud800b"],
  ["a zero-width space", "a\u200bb"],
  ["an override of the direction", "a\u202eb"],
  ["an isolate", "a\u2066b"],
  ["a soft hyphen", "a\u00adb"],
  ["letters made of tags", "a\u{e0041}\u{e0042}b"],
];
const blank: [string, string][] = [
  ["nothing", ""],
  ["spaces", " \u00a0\u3000 "],
  ["Hangul that is a blank", "\u3164"],
  ["its other kinds", "\u115f \u1160\uffa0"],
  ["Braille without dots", "\u2800"],
  ["a variation of nothing", "\ufe0f"],
];

for (const [what, schema] of Object.entries(schemas)) {
  test.each([...invisible, ...blank])(`${what} with %s is refused`, (_, name) => {
    expect(z.safeParse(schema, name).success).toBe(false);
  });

  test.each(["Ünïcode", "数据团队", "حساب", "한글", "ᄒᆞᆫ", "❤️ Sales", "a b"])(`${what} may be %s`, (name) => {
    expect(z.parse(schema, ` ${name} `)).toBe(name.normalize("NFC"));
  });
}

test.each([...invisible.slice(1), ["halves on two lines", "\ud83c\n\udfdb"]])(
  "a description with %s is refused",
  (_, text) => {
    expect(z.safeParse(descriptionSchema, text).success).toBe(false);
  },
);

test("a description may be empty, and have lines and tabs", () => {
  for (const text of ["", "Fresh every night.\n\tAsk Ada.\r\nOr Eve."]) {
    expect(z.parse(descriptionSchema, text)).toBe(text);
  }
});
