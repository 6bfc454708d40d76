import { expect, test } from "vitest";
import { activityHref, isNarrowed, momentOf } from "./activity-query.ts";

test("an address holds what is asked for, and nothing that is empty", () => {
  expect(activityHref({})).toBe("/activity");
  expect(activityHref({ actorId: "", action: "credential.created", from: undefined })).toBe(
    "/activity?action=credential.created",
  );
  expect(activityHref({ credential: "R&D 100%" })).toBe("/activity?credential=R%26D+100%25");
});

test("a page further on is not narrower", () => {
  expect(isNarrowed({ cursor: "abc" })).toBe(false);
  expect(isNarrowed({ actorId: "", credential: "" })).toBe(false);
  expect(isNarrowed({ from: "2026-11-24" })).toBe(true);
});

test("a day begins at midnight UTC and ends where the next begins", () => {
  expect(momentOf("2026-11-24", "begins")).toBe("2026-11-24T00:00:00.000Z");
  expect(momentOf("2026-11-24", "ends")).toBe("2026-11-25T00:00:00.000Z");
  expect(momentOf("2026-12-31", "ends")).toBe("2027-01-01T00:00:00.000Z");
});

test.each(["", "yesterday", "2026-02-30", "2026-13-01", "0000-01-01", "24.11.2026", "2026-11-24T00:00"])(
  "%j is no day",
  (text) => {
    expect(momentOf(text, "begins")).toBeUndefined();
  },
);
