import { expect, test } from "vitest";
import { createLimits, REQUESTS_A_SECOND, REQUESTS_AT_ONCE } from "./limits.ts";

test("a sixth request within a second is refused, and passes once the second is over", () => {
  let now = 0;
  const limits = createLimits(() => now);
  for (let count = 0; count < REQUESTS_A_SECOND; count += 1) {
    expect(limits.enter("key")).toBe(true);
    limits.leave("key");
  }
  now = 999;
  expect(limits.enter("key")).toBe(false);
  now = 1_000;
  expect(limits.enter("key")).toBe(true);
});

test("an eleventh request at once is refused until one has ended", () => {
  let now = 0;
  const limits = createLimits(() => now);
  for (let count = 0; count < REQUESTS_AT_ONCE; count += 1) {
    expect(limits.enter("key")).toBe(true);
    now += 250;
  }
  expect(limits.enter("key")).toBe(false);
  limits.leave("key");
  expect(limits.enter("key")).toBe(true);
});

test("each key has limits of its own", () => {
  const limits = createLimits(() => 0);
  for (let count = 0; count < REQUESTS_A_SECOND; count += 1) limits.enter("busy");
  expect(limits.enter("busy")).toBe(false);
  expect(limits.enter("quiet")).toBe(true);
});
