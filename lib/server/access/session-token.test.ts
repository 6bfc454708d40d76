import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { readSessionToken, signSessionToken } from "./session-token.ts";

const secret = "a secret of at least thirty-two characters";
const name = "better-auth.session_token";
const signed = (token: string, by = secret) =>
  encodeURIComponent(`${token}.${createHmac("sha256", by).update(token).digest("base64")}`);

test("a token with the library's signature is read, wherever its cookie stands", () => {
  expect(readSessionToken(`theme=dark; ${name}=${signed("abc")}; x=y`, name, secret)).toBe("abc");
});

test("a token that we sign is read as one that the library signed", () => {
  expect(signSessionToken("abc", secret)).toBe(signed("abc"));
  expect(readSessionToken(`${name}=${signSessionToken("abc", secret)}`, name, secret)).toBe("abc");
});

test.each([
  ["another secret", `${name}=${signed("abc", "another secret of at least thirty-two")}`],
  ["no signature", `${name}=abc`],
  ["an empty signature", `${name}=abc.`],
  ["a changed token", `${name}=${signed("abc").replace("abc", "abd")}`],
  ["another cookie", `not-${name}=${signed("abc")}`],
  ["broken encoding", `${name}=%E0%A4%A`],
  ["no cookie at all", ""],
])("a cookie with %s is nobody's", (_, header) => {
  expect(readSessionToken(header, name, secret)).toBeNull();
});
