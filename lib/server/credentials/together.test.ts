import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { together } from "./together.ts";

const forever = new AbortController().signal;

/** Work that goes on until it is told to end, and takes its time to do so. */
function untilAborted(ended: string[], name: string) {
  return async (signal: AbortSignal) => {
    await new Promise((resolve) => signal.addEventListener("abort", resolve, { once: true }));
    await pause(1);
    ended.push(name);
  };
}

test("the first that fails ends the others, and is told when they have ended", async () => {
  const ended: string[] = [];
  const fails = async () => {
    throw new Error("The database is gone.");
  };
  const works = [untilAborted(ended, "a"), fails, untilAborted(ended, "b")];
  await expect(together(forever, works)).rejects.toThrow("The database is gone.");
  expect(ended).toEqual(["a", "b"]);
});

test("whoever gives up ends all; what ends by itself ends nothing", async () => {
  const ended: string[] = [];
  const patience = new AbortController();
  const all = together(patience.signal, [async () => {}, untilAborted(ended, "a")]);
  await pause(1);
  expect(ended).toEqual([]);
  patience.abort();
  await all;
  expect(ended).toEqual(["a"]);
});
