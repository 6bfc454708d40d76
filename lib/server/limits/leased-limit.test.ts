import { expect, test } from "vitest";
import { LeasedLimit } from "./leased-limit.ts";
import type { SharedLimit } from "./rate-limit-store.ts";

const WINDOW_MS = 60_000;

/** A database's table of counts, in memory, with the clock of the test. */
function table(points: number) {
  const clock = { now: 1_000_000 };
  const counts = new Map<string, { counted: number; ends: number }>();
  const calls: string[] = [];
  const shared: SharedLimit = {
    points,
    async add(key, added) {
      calls.push(key);
      const found = counts.get(key);
      const current =
        found !== undefined && found.ends > clock.now ? found : { counted: 0, ends: clock.now + WINDOW_MS };
      current.counted += added;
      counts.set(key, current);
      const answer = { counted: current.counted, msLeft: current.ends - clock.now };
      await Promise.resolve();
      return answer;
    },
    read: () => Promise.reject(new Error("not used")),
    forget: () => Promise.reject(new Error("not used")),
  };
  return { clock, calls, process: (lease: number) => new LeasedLimit(shared, lease, () => clock.now) };
}

async function spendAll(limit: LeasedLimit, key: string, times: number): Promise<number> {
  const spent = await Promise.all(Array.from({ length: times }, () => limit.spend(key)));
  return spent.filter((wait) => wait === null).length;
}

test.each([
  [100, 20],
  [100, 7],
  [30, 20],
  [5, 20],
  [12, 1],
])("of a limit of %i, taken in leases of %i, exactly so many are spent", async (points, lease) => {
  const { process } = table(points);
  expect(await spendAll(process(lease), "ada", 3 * points)).toBe(points);
});

test("twenty requests cost one statement, also when they come at once", async () => {
  const { process, calls } = table(1_000);
  const limit = process(20);
  expect(await spendAll(limit, "ada", 20)).toBe(20);
  expect(calls).toHaveLength(1);
  for (let count = 0; count < 20; count += 1) await limit.spend("ada");
  expect(calls).toHaveLength(2);
});

test("whoever is refused costs no statement, and is told how long until the window ends", async () => {
  const { process, calls, clock } = table(40);
  const limit = process(20);
  await spendAll(limit, "ada", 41);
  const before = calls.length;
  clock.now += 15_000;
  for (let count = 0; count < 100; count += 1) expect(await limit.spend("ada")).toBe(45_000);
  expect(calls).toHaveLength(before);
});

test("the next window has all its points, and what was left of a lease is not carried over", async () => {
  const { process, clock } = table(40);
  const limit = process(20);
  expect(await spendAll(limit, "ada", 21)).toBe(21);
  clock.now += WINDOW_MS;
  expect(await spendAll(limit, "ada", 100)).toBe(40);
});

test("two processes together never spend more than the limit", async () => {
  const { process } = table(100);
  const [one, other] = [process(20), process(20)];
  const spent = await Promise.all([spendAll(one, "ada", 100), spendAll(other, "ada", 100)]);
  expect(spent[0] + spent[1]).toBe(100);
});

test("one who has spent everything takes nothing from another", async () => {
  const { process } = table(40);
  const limit = process(20);
  expect(await spendAll(limit, "ada", 50)).toBe(40);
  expect(await spendAll(limit, "grace", 50)).toBe(40);
});

test("a database that does not answer is said, and asked again the next time", async () => {
  const { process } = table(40);
  const failing: SharedLimit = {
    points: 40,
    add: () => Promise.reject(new Error("gone")),
    read: () => Promise.reject(new Error("gone")),
    forget: () => Promise.reject(new Error("gone")),
  };
  const limit = new LeasedLimit(failing, 20);
  await expect(limit.spend("ada")).rejects.toThrow("gone");
  await expect(limit.spend("ada")).rejects.toThrow("gone");
  expect(await process(20).spend("ada")).toBeNull();
});
