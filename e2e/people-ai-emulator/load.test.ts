import { expect, test } from "vitest";
import { createLoad } from "./load.ts";

test("the busiest second and the most requests at once are those of all keys together", () => {
  let now = 0;
  const load = createLoad(() => now);
  const ends = ["a", "b", "a"].map((key) => load.enter(key));
  for (const end of ends) end();
  now = 999;
  load.enter("c")();
  now = 5_000;
  load.enter("a")();
  expect(load.report()).toEqual({ sent: { a: 3, b: 1, c: 1 }, busiestSecond: 4, mostAtOnce: 3 });
  load.reset();
  expect(load.report()).toEqual({ sent: {}, busiestSecond: 0, mostAtOnce: 0 });
});
