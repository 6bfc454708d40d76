import { expect, test } from "vitest";
import { PATIENCE_MS, type Retries, withRetries } from "./retry.ts";

const failing = async () => {
  throw new Error("no");
};

/** Time that passes at once, and tells how much of it did. */
async function waitsOf(changes: Partial<Retries>, attempt: () => Promise<unknown> = failing) {
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  const { signal } = new AbortController();
  const result = await withRetries(attempt, { tries: 5, signal, again: () => true, wait, ...changes }).then(
    (value) => value,
    (error: Error) => error.message,
  );
  return { waits, result };
}

test("it waits twice as long each time, half of it by chance, and gives up with the last error", async () => {
  expect(await waitsOf({ random: () => 1 })).toEqual({ waits: [500, 1_000, 2_000, 4_000], result: "no" });
  expect((await waitsOf({ random: () => 0 })).waits).toEqual([250, 500, 1_000, 2_000]);
  expect((await waitsOf({ tries: 8, random: () => 1 })).waits.at(-1)).toBe(8_000);
});

test("it stops as soon as it succeeds, or where trying again is of no use", async () => {
  let left = 2;
  const attempt = async () => (left-- > 0 ? failing() : "yes");
  expect(await waitsOf({ random: () => 1 }, attempt)).toEqual({ waits: [500, 1_000], result: "yes" });
  expect(await waitsOf({ again: () => false })).toEqual({ waits: [], result: "no" });
});

test("it waits as long as the other side says, and not at all where that is too long", async () => {
  const after = (afterMs: number) => waitsOf({ tries: 2, again: () => ({ afterMs }), random: () => 1 });
  expect((await after(7_000)).waits).toEqual([7_000]);
  expect((await after(0)).waits).toEqual([500]);
  expect((await after(PATIENCE_MS + 1)).waits).toEqual([]);
});

test("an abort ends the waiting at once", async () => {
  const controller = new AbortController();
  const again = () => {
    queueMicrotask(() => controller.abort());
    return { afterMs: PATIENCE_MS };
  };
  const begun = performance.now();
  await expect(withRetries(failing, { tries: 5, signal: controller.signal, again })).rejects.toThrow("no");
  expect(performance.now() - begun).toBeLessThan(PATIENCE_MS / 2);
});
