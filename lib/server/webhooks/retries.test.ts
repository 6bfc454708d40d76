import { expect, test } from "vitest";
import { nextTry } from "./retries.ts";

const start = new Date("2026-01-01T00:00:00Z");

test("what was not taken is tried again at growing distances, for about three days, and then given up", () => {
  const pauses: number[] = [];
  let at = start;
  for (let attempts = 1; ; attempts += 1) {
    const next = nextTry(attempts, at);
    if (next === null) break;
    pauses.push(next.getTime() - at.getTime());
    at = next;
  }
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b));
  const days = (at.getTime() - start.getTime()) / 86_400_000;
  expect(days).toBeGreaterThan(2.5);
  expect(days).toBeLessThan(3.5);
});
