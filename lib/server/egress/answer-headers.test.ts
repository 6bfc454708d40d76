import { expect, test } from "vitest";
import { isJson, retryAfterSeconds } from "./answer-headers.ts";

test.each([
  ["application/json", true],
  ["Application/Problem+JSON; charset=utf-8", true],
  ["application/jsonp", false],
  ["text/html; x=application/json", false],
  ["", false],
])("%j is JSON: %j", (type, is) => {
  expect(isJson({ "content-type": type })).toBe(is);
});

test("a Retry-After is seconds, however it is written, and nothing where it is nonsense", () => {
  const wait = (text: string) => retryAfterSeconds({ "retry-after": text });
  expect(wait("7")).toBe(7);
  const inAMinute = wait(new Date(Date.now() + 60_000).toUTCString()) ?? 0;
  expect(inAMinute).toBeGreaterThan(58);
  expect(inAMinute).toBeLessThanOrEqual(60);
  expect(wait("Thu, 01 Jan 1970 00:00:00 GMT")).toBe(0);
  expect([wait("soon"), wait(""), wait("9999999999"), retryAfterSeconds({})]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});
