import { expect, test } from "vitest";
import { Refusal } from "../errors.ts";
import { checkPassword } from "./check-password.ts";

const ada = { name: "Ada Lovelace", email: "ada.king@lovelace-engines.example" };

const refusalOf = async (password: string, field?: string) =>
  checkPassword(password, ada, field).then(
    () => null,
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );

test.each([
  ["correct horse battery staple"],
  ["a password of Eve's"],
  ["mauve kettle on the 9th floor"],
  ["T4k-zwischenraum-vogel"],
  ["быстрая лиса прыгает"],
  ["zx8!Kq0-mn2R"],
  ["482915730164882"],
  ["Ada likes difference engines"],
])("a password of its own is taken: %s", async (password) => {
  expect(await refusalOf(password)).toBeNull();
});

test.each([
  ["one of the list", "administrator"],
  ["one of the list, in capitals", "AdmiNistrator"],
  ["one of the list, with digits behind", "Password2026!"],
  ["one of the list, with signs around", "***sunshine***"],
  ["two of the list", "sunshinemonkey"],
  ["one of the list, twice", "qwertyqwerty"],
  ["a word and a number of the list", "password123456"],
  ["a piece that is repeated", "kx9!kx9!kx9!"],
  ["one character", "aaaaaaaaaaaaaaa"],
  ["four characters", "abcdabdcabcdbd"],
  ["the alphabet", "abcdefghijklm"],
  ["the digits", "123456789012"],
  ["the digits, backwards", "0987654321098"],
  ["full-width letters", "ａｄｍｉｎｉｓｔｒａｔｏｒ"],
])("what anybody would try first is refused: %s", async (_, password) => {
  const refusal = await refusalOf(password);
  expect(refusal?.status).toBe(422);
  expect(refusal?.message).toMatch(/tried first/);
});

test.each([
  ["the name", "Ada Lovelace"],
  ["the name, in one word", "AdaLovelaceAda"],
  ["the name with a year", "Lovelace-1815"],
  ["the address", "ada.king@lovelace-engines.example"],
  ["what stands before the @", "ada.king.ada.king"],
  ["the product", "Tessera-Tessera"],
])("what everybody knows of a person is refused: %s", async (_, password) => {
  expect((await refusalOf(password))?.message).toMatch(/your name or your email/);
});

test("a password of fewer than 12 or more than 128 characters is refused", async () => {
  expect(await refusalOf("k8-Zq!f4mRx")).toMatchObject({ status: 422 });
  expect(await refusalOf(`k8-Zq!f4mRx ${"walrus tin "}`.repeat(6))).toMatchObject({ status: 422 });
});

test("the refusal stands on the field that it is told, and does not repeat the password", async () => {
  for (const password of ["administrator", "Ada Lovelace", "short"]) {
    const refusal = await refusalOf(password, "newPassword");
    expect(refusal?.extras.errors?.map(({ field }) => field)).toEqual(["newPassword"]);
    expect(JSON.stringify(refusal?.extras.errors)).not.toContain(password);
  }
});
