import { expect, test } from "vitest";
import { createReceivers } from "./receivers.ts";

test("an organization gets no more at once than it may, and the next when one has ended", async () => {
  const receivers = createReceivers({ atOnce: 2, restMs: 60 });
  const first = Promise.withResolvers<boolean>();
  const second = Promise.withResolvers<boolean>();
  const firstSent = receivers.sending("a", () => first.promise);
  expect(receivers.busy()).toEqual([]);
  const secondSent = receivers.sending("a", () => second.promise);
  const other = receivers.sending("b", async () => true);
  expect(receivers.busy()).toEqual(["a"]);
  await other;
  first.resolve(true);
  await firstSent;
  expect(receivers.busy()).toEqual([]);
  second.reject(new Error("It could not be kept."));
  await expect(secondSent).rejects.toThrow();
  expect(receivers.busy()).toEqual([]);
});

test("one that did not answer is left alone for a while, one that did is not", async () => {
  let now = 0;
  const receivers = createReceivers({ atOnce: 2, restMs: 60, now: () => now });
  await receivers.sending("a", async () => false);
  await receivers.sending("b", async () => true);
  expect(receivers.busy()).toEqual(["a"]);
  now = 60;
  expect(receivers.busy()).toEqual([]);
});
