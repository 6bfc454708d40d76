import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askedAnew } from "./asked-anew.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("what is older than its time is asked for once more, for all who want it, and a refusal is kept as long", async () => {
  const ask = vi.fn<() => Promise<string>>();
  const latest = askedAnew("first", 1_000, ask);
  vi.advanceTimersByTime(999);
  expect(await latest()).toBe("first");
  expect(ask).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  ask.mockResolvedValueOnce("second");
  expect(await Promise.all([latest(), latest(), latest()])).toEqual(["second", "second", "second"]);
  expect(ask).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(1_000);
  ask.mockRejectedValueOnce(new Error("gone"));
  await expect(latest()).rejects.toThrow("gone");
  await expect(latest()).rejects.toThrow("gone");
  expect(ask).toHaveBeenCalledTimes(2);
});
