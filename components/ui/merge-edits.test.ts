import { assert, constantFrom, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { differingFields, mergeEdits } from "./merge-edits.ts";

const base = { name: "Revenue team", description: "", environment: "production", expiresAt: "" };
const value = constantFrom("", "a", "b");
const values = record({ name: value, description: value, environment: value, expiresAt: value });

describe("two edits of one thing", () => {
  it("differ in the fields that have another value", () => {
    expect(differingFields({ ...base, name: "Revenue", description: " " }, base)).toEqual([
      "name",
      "description",
    ]);
    expect(differingFields(base, { ...base })).toEqual([]);
  });

  it("keep what only one of them changed, whoever wins", () => {
    const mine = { ...base, name: "Revenue" };
    const theirs = { ...base, description: "Nightly" };
    for (const wins of ["mine", "theirs"] as const) {
      expect(mergeEdits(base, mine, theirs, wins)).toEqual({
        ...base,
        name: "Revenue",
        description: "Nightly",
      });
    }
  });

  it("give a field that both changed to the one who wins, and no other", () => {
    const mine = { ...base, name: "Mine", environment: "mock" };
    const theirs = { ...base, name: "Theirs", expiresAt: "2030-01-31" };
    const both = { ...base, environment: "mock", expiresAt: "2030-01-31" };
    expect(mergeEdits(base, mine, theirs, "mine")).toEqual({ ...both, name: "Mine" });
    expect(mergeEdits(base, mine, theirs, "theirs")).toEqual({ ...both, name: "Theirs" });
  });

  it("never make a value that neither of them had", () => {
    assert(
      property(values, values, values, constantFrom("mine", "theirs"), (before, mine, theirs, wins) => {
        const merged = mergeEdits(before, mine, theirs, wins as "mine" | "theirs");
        for (const [field, text] of Object.entries(merged)) {
          expect([mine[field as keyof typeof base], theirs[field as keyof typeof base]]).toContain(text);
        }
      }),
    );
  });
});
