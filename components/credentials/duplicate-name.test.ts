import { describe, expect, it } from "vitest";
import { peopleAi } from "@/lib/connectors/people-ai.ts";
import { nameSchema } from "@/lib/credentials.ts";
import { connectorOnScreen } from "./connector-on-screen.ts";
import { duplicateName, otherEnvironment } from "./duplicate-name.ts";

const connector = connectorOnScreen(peopleAi, () => false);

describe("the name of a duplicate", () => {
  it.each([
    ["Revenue team", "staging", "Revenue team (Staging)"],
    ["Revenue team (Production)", "staging", "Revenue team (Staging)"],
    ["Revenue team (EMEA)", "mock", "Revenue team (EMEA) (Mock)"],
    ["Revenue team", "moon", "Revenue team (moon)"],
  ])("of %s for %s is %s", (name, environment, expected) => {
    expect(duplicateName(name, connector, environment)).toBe(expected);
  });

  it("is never too long, and never half a character", () => {
    for (const name of ["W".repeat(80), "🏺".repeat(40), `${"a".repeat(69)} ${"b".repeat(10)}`]) {
      const suggested = duplicateName(name, connector, "staging");
      expect(nameSchema("credential").parse(suggested)).toBe(suggested);
      expect(suggested.endsWith(" (Staging)")).toBe(true);
    }
  });

  it("is for another environment than the one that there is", () => {
    expect(otherEnvironment(connector, "production")).toBe("staging");
    expect(otherEnvironment(connector, "staging")).toBe("production");
  });
});
