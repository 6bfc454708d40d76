import { describe, expect, it } from "vitest";
import { peopleAi } from "@/lib/connectors/people-ai.ts";
import { connectorOnScreen } from "./connector-on-screen.ts";
import { isRejectedSinceSwitch, otherHosts, otherLabels, usersInWords } from "./key-switch.ts";

const replacedAt = "2026-11-24T12:00:00.000Z";
const undoUntil = "2026-11-25T12:00:00.000Z";
const at = (minutes: number) => new Date(Date.parse(replacedAt) + minutes * 60_000).toISOString();
const rejected = { verdict: "rejected", verdictSince: at(3), keyReplacedAt: replacedAt, undoUntil } as const;

describe("a rejection since the key was replaced", () => {
  it("is one that began within the first 15 minutes, or with the test before an insisted switch", () => {
    expect(isRejectedSinceSwitch(rejected)).toBe(true);
    expect(isRejectedSinceSwitch({ ...rejected, verdictSince: at(15) })).toBe(true);
    expect(isRejectedSinceSwitch({ ...rejected, verdictSince: at(-0.1) })).toBe(true);
    expect(isRejectedSinceSwitch({ ...rejected, verdictSince: at(15.1) })).toBe(false);
  });

  it("stays one, however often the service rejects it again", () => {
    const still = { ...rejected, testedAt: at(90) };
    expect(isRejectedSinceSwitch(still)).toBe(true);
  });

  it("is none without a switch, without an Undo, and of no other verdict", () => {
    expect(isRejectedSinceSwitch({ ...rejected, keyReplacedAt: null })).toBe(false);
    expect(isRejectedSinceSwitch({ ...rejected, undoUntil: null })).toBe(false);
    expect(isRejectedSinceSwitch({ ...rejected, verdictSince: null })).toBe(false);
    for (const verdict of [
      "valid",
      "limited",
      "unexpected",
      "unreachable",
      "unreadable",
      "untested",
    ] as const) {
      expect(isRejectedSinceSwitch({ ...rejected, verdict })).toBe(false);
    }
  });
});

describe("the other environments of a connector", () => {
  const connector = connectorOnScreen(peopleAi, (_, environment) => environment === "mock");

  it("are named, and whoever would see the key there is", () => {
    expect(otherLabels(connector, "production")).toBe("Staging and Mock");
    expect(otherHosts(connector, "production")).toBe("api-staging.people.ai and the bundled emulator");
    expect(otherLabels(connector, "mock")).toBe("Production and Staging");
  });
});

describe("what uses a credential", () => {
  it("is counted in words, or is nothing", () => {
    expect(usersInWords({ sources: 2, destinations: 1 })).toBe("2 sources and 1 destination");
    expect(usersInWords({ sources: 0, destinations: 3 })).toBe("3 destinations");
    expect(usersInWords({ sources: 0, destinations: 0 })).toBeNull();
  });
});
