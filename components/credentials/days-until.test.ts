import { expect, test } from "vitest";
import { daysUntil } from "./days-until.ts";

test.each([
  ["2026-12-24T10:00:00.000Z", "in 30 days"],
  ["2026-12-24T09:58:00.000Z", "in 30 days"],
  ["2026-11-25T10:00:00.000Z", "in 1 day"],
  ["2026-11-24T12:00:00.000Z", "today"],
  ["2026-11-20T10:00:00.000Z", "today"],
])("%s is %s", (at, words) => {
  expect(daysUntil(at, "2026-11-24T10:00:00.000Z")).toBe(words);
});
