import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPace } from "./pace.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
afterEach(() => vi.useRealTimers());

const never = new AbortController().signal;

test("no second has more turns than the pace, whoever asks at once", async () => {
  const pace = createPace(5);
  const at: number[] = [];
  const all = Promise.all(
    Array.from({ length: 23 }, () => pace.turn(never).then(() => at.push(performance.now()))),
  );
  await vi.runAllTimersAsync();
  await all;
  const inSecondOf = (from: number) => at.filter((time) => time >= from && time <= from + 1_000).length;
  expect(Math.max(...at.map(inSecondOf))).toBe(5);
  expect((at.at(-1) ?? 0) - (at[0] ?? 0)).toBeLessThan(5_000);
});

test("after a pause, what was not used is not caught up with in a burst", async () => {
  const pace = createPace(5);
  await pace.turn(never);
  await vi.advanceTimersByTimeAsync(60_000);
  const begin = performance.now();
  const at: number[] = [];
  const all = Promise.all(
    Array.from({ length: 5 }, () => pace.turn(never).then(() => at.push(performance.now() - begin))),
  );
  await vi.runAllTimersAsync();
  await all;
  expect(at.at(-1)).toBeGreaterThanOrEqual(600);
});

test("whoever stops waiting takes no turn from the others", async () => {
  const pace = createPace(1);
  const impatient = new AbortController();
  await pace.turn(never);
  const given = expect(pace.turn(impatient.signal)).rejects.toMatchObject({ code: "cancelled" });
  const next = pace.turn(never).then(() => performance.now());
  const begin = performance.now();
  impatient.abort();
  await given;
  await vi.runAllTimersAsync();
  expect((await next) - begin).toBeLessThanOrEqual(1_010);
});
