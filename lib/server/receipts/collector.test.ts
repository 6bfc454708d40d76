import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { log } from "../log.ts";
import { type Counted, createReceiptCollector, type Occasion } from "./collector.ts";

beforeEach(() => {
  vi.useFakeTimers();
  vi.setSystemTime("2026-11-24T10:59:59.900Z");
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const occasion: Occasion = {
  organizationId: "o",
  credentialId: "c",
  integrationId: null,
  by: { kind: "token", id: "t", name: "Nightly" },
  host: "api.example.com",
  statusClass: "2xx",
  isUse: true,
};
const one = { count: 1, bytesSent: 2, bytesReceived: 3 };

/** A collector, and all that it has saved. */
function collecting(save: (counted: readonly Counted[]) => Promise<void> = async () => {}) {
  const saved: (readonly Counted[])[] = [];
  const collector = createReceiptCollector({
    async save(counted) {
      await save(counted);
      saved.push(counted);
    },
  });
  const total = () => saved.flat().reduce((sum, { count }) => sum + count, 0);
  return { ...collector, saved, total };
}

test("what is of one kind within an hour is one row, saved in one go within a second", async () => {
  const { note, saved } = collecting();
  note(occasion, one);
  vi.setSystemTime("2026-11-24T10:59:59.950Z");
  note(occasion, { count: 0, bytesSent: 0, bytesReceived: 7 });
  note({ ...occasion, statusClass: "none" }, one);
  note({ ...occasion, isUse: false }, one);
  note({ ...occasion, integrationId: "i" }, one);
  vi.setSystemTime("2026-11-24T11:00:00.000Z");
  note(occasion, one);
  expect(saved).toEqual([]);
  await vi.advanceTimersByTimeAsync(999);
  expect(saved).toHaveLength(1);
  expect(saved[0]).toHaveLength(5);
  expect(saved[0]?.[0]).toEqual({
    ...occasion,
    hour: Date.parse("2026-11-24T10:00:00Z"),
    count: 1,
    bytesSent: 2,
    bytesReceived: 10,
    firstAt: Date.parse("2026-11-24T10:59:59.900Z"),
    lastAt: Date.parse("2026-11-24T10:59:59.950Z"),
  });
  expect(saved[0]?.[4]).toMatchObject({ hour: Date.parse("2026-11-24T11:00:00Z"), count: 1 });
  await vi.advanceTimersByTimeAsync(60_000);
  expect(saved).toHaveLength(1);
});

test("nobody is kept waiting by it, and what comes while it is saved is saved next", async () => {
  let finish = () => {};
  const { note, saved } = collecting(() => new Promise((resolve) => (finish = resolve)));
  note(occasion, one);
  await vi.advanceTimersByTimeAsync(1_000);
  note(occasion, one);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(saved).toEqual([]);
  finish();
  await vi.advanceTimersByTimeAsync(1_000);
  finish();
  await vi.advanceTimersByTimeAsync(0);
  expect(saved.map(([row]) => row?.count)).toEqual([1, 1]);
});

test("what the database does not take is kept, with what comes meanwhile, and tried again less and less often", async () => {
  vi.setSystemTime("2026-11-24T10:30:00.000Z");
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  let isDown = true;
  let tries = 0;
  const { note, saved, total } = collecting(async () => {
    tries += 1;
    if (isDown) throw new Error("down");
  });
  note(occasion, one);
  await vi.advanceTimersByTimeAsync(1_000);
  note(occasion, { ...one, count: 4 });
  note({ ...occasion, credentialId: "d" }, one);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(tries).toBeLessThan(30);
  expect(logged).toHaveBeenCalledTimes(tries);
  isDown = false;
  await vi.advanceTimersByTimeAsync(31_000);
  expect(total()).toBe(6);
  expect(saved.flat().map(({ count }) => count)).toEqual([5, 1]);
  // It is quick again afterwards.
  note(occasion, one);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(total()).toBe(7);
});

test("the end saves all that is there, waits for it, and lets nothing wait that comes later", async () => {
  const { note, stop, total } = collecting(() => new Promise((resolve) => setTimeout(resolve, 50)));
  note(occasion, one);
  await vi.advanceTimersByTimeAsync(500);
  note(occasion, one);
  const stopped = stop();
  await vi.advanceTimersByTimeAsync(100);
  await stopped;
  expect(total()).toBe(2);
  note(occasion, one);
  await vi.advanceTimersByTimeAsync(60);
  expect(total()).toBe(3);
});
