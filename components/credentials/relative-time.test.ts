import { assert, date, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { exactTime, relativeTime } from "./relative-time.ts";

const now = "2026-11-24T12:00:00.000Z";

describe("relative time", () => {
  it.each([
    ["2026-11-24T12:00:00.000Z", "just now"],
    ["2026-11-24T11:59:01.000Z", "just now"],
    ["2026-11-24T11:59:00.000Z", "1 min ago"],
    ["2026-11-24T11:00:01.000Z", "59 min ago"],
    ["2026-11-24T11:00:00.000Z", "1 h ago"],
    ["2026-11-23T12:00:01.000Z", "23 h ago"],
    ["2026-11-23T12:00:00.000Z", "1 day ago"],
    ["2026-11-22T12:00:00.000Z", "2 days ago"],
    ["2026-10-26T12:00:00.000Z", "29 days ago"],
    ["2026-10-25T12:00:00.000Z", "on 25 Oct 2026"],
  ])("%s is %s", (at, expected) => {
    expect(relativeTime(at, now)).toBe(expected);
  });

  it("never speaks of the future, whatever the clocks say", () => {
    assert(
      property(date({ min: new Date(now), noInvalidDate: true }), (later) => {
        expect(relativeTime(later.toISOString(), now)).toBe("just now");
      }),
    );
  });

  it("is exact in the same words in every time zone", () => {
    expect(exactTime("2026-11-03T14:05:09.000Z")).toBe("3 November 2026 at 14:05 UTC");
  });
});
