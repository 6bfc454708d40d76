import { expect, test } from "vitest";
import { toldLately } from "./told-lately.ts";

test("the same of the same is news once in its time, something else at once", () => {
  let now = 0;
  const told = toldLately({ forMs: 60, most: 10, now: () => now });
  expect(told.isNews("a", "valid")).toBe(true);
  expect(told.isNews("a", "valid")).toBe(false);
  expect(told.isNews("b", "valid")).toBe(true);
  expect(told.isNews("a", "rejected")).toBe(true);
  expect(told.isNews("a", "rejected")).toBe(false);
  now = 60;
  expect(told.isNews("a", "rejected")).toBe(true);
  told.forget("a");
  expect(told.isNews("a", "rejected")).toBe(true);
});

test("no more are remembered than said, those that were spoken of first are forgotten first", () => {
  const told = toldLately({ forMs: 60, most: 2, now: () => 0 });
  for (const id of ["a", "b", "c"]) told.isNews(id, "valid");
  expect(told.isNews("b", "valid")).toBe(false);
  expect(told.isNews("c", "valid")).toBe(false);
  expect(told.isNews("a", "valid")).toBe(true);
});
