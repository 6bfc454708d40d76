import { expect, test } from "vitest";
import * as z from "zod/mini";
import { codeSchema, recoveryCodeSchema, singleSignOnSchema } from "./sign-in.ts";

test.each(["123456", "123 456", " 123456\n", "123-456"])("%j is the code 123456", (code) => {
  expect(z.parse(codeSchema, { code })).toEqual({ code: "123456" });
});

test.each(["", "12345", "1234567", "12345a", "１２３４５６"])("%j is no code", (code) => {
  expect(z.safeParse(codeSchema, { code }).success).toBe(false);
});

test.each(["aB3dE-fG4hI", "aB3dEfG4hI", " aB3dE fG4hI "])("%j is the recovery code aB3dE-fG4hI", (code) => {
  expect(z.parse(recoveryCodeSchema, { code })).toEqual({ code: "aB3dE-fG4hI" });
});

test("signing in with the provider leads to a path of this site", () => {
  const lead = (callbackURL: string) =>
    z.safeParse(singleSignOnSchema, { provider: "oidc", callbackURL }).success;
  expect(lead("/sources?add")).toBe(true);
  for (const elsewhere of ["//evil.example", "https://evil.example", "/\\evil.example", ""]) {
    expect(lead(elsewhere)).toBe(false);
  }
});
