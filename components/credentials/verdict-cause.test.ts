import { expect, test } from "vitest";
import { verdictCause } from "./verdict-cause.ts";

test("who asked is named where it is known, and what asked is said in any case", () => {
  expect(verdictCause({ cause: "person", askedBy: "Ada" })).toBe("Tested by Ada");
  expect(verdictCause({ cause: "person", askedBy: "" })).toBe("Tested by hand");
  expect(verdictCause({ cause: "token", askedBy: "Nightly" })).toBe("Tested by token Nightly");
  expect(verdictCause({ cause: "schedule", askedBy: "Tessera" })).toBe("Scheduled check");
  expect(verdictCause({ cause: "traffic", askedBy: "Ada" })).toBe("Seen in use by Ada");
});
