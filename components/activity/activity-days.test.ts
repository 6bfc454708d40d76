import { expect, test } from "vitest";
import type { ActivityEvent } from "@/lib/activity.ts";
import { daysOf, exactMoment, timeOf } from "./activity-days.ts";

const at = (moment: string): ActivityEvent => ({
  id: moment,
  at: moment,
  actor: { kind: "person", id: "ada", name: "Ada" },
  action: "credential.created",
  subject: { id: "c", name: "Revenue team" },
  credentialId: null,
  before: null,
  after: null,
  detail: {},
  requestId: "r",
  address: null,
});

test("events stand under their days, in the order in which they came", () => {
  const days = daysOf([
    at("2026-11-24T23:59:59.999Z"),
    at("2026-11-24T00:00:00.000Z"),
    at("2026-11-23T12:00:00.000Z"),
  ]);
  expect(days.map(({ date, events }) => [date, events.length])).toEqual([
    ["2026-11-24", 2],
    ["2026-11-23", 1],
  ]);
  expect(days[0]?.title).toMatch(/^Tuesday,? 24 November 2026$/);
});

test("nothing has no days", () => {
  expect(daysOf([])).toEqual([]);
});

test("times are in UTC, and the exact one says so", () => {
  expect(timeOf("2026-11-24T14:05:09.123Z")).toBe("14:05");
  expect(exactMoment("2026-11-24T14:05:09.123Z")).toBe("24 November 2026 at 14:05:09 UTC");
});
