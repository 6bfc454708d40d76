import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConnectorEndpoint } from "./define-connector.ts";
import { endpointPath, settingsOf, typedOf, wrongSettings } from "./endpoint-settings.ts";
import { connectors, findEndpoint } from "./index.ts";
import { peopleAi } from "./people-ai.ts";

function source(id: string): ConnectorEndpoint {
  const endpoint = findEndpoint(peopleAi, "source", id);
  if (endpoint === undefined) throw new Error(`There is no source endpoint ${id}.`);
  return endpoint;
}
const activities = source("activities");
const namesOf = (settings: object) => wrongSettings(activities, { ...settings }).map(({ name }) => name);

describe("settings", () => {
  test.each([
    [{}],
    [{ from: "2026-01-01", to: "2026-01-01" }],
    [{ "last-n-days": 30, "time-zone": "America/Argentina/Buenos_Aires" }],
    [{ "internal-external": "external", "include-deleted": "true", "account-id": "0015f00000A-b_9" }],
  ])("%j are taken", (settings) => {
    expect(wrongSettings(activities, { ...settings })).toEqual([]);
  });

  test.each([
    [{ from: "2026-02-30" }, "from"],
    [{ from: "yesterday" }, "from"],
    [{ from: 20_260_131 }, "from"],
    [{ from: "2026-01-31T00:00:00Z" }, "from"],
    [{ from: "2026-02-01", to: "2026-01-31" }, "to"],
    [{ "last-n-days": 0 }, "last-n-days"],
    [{ "last-n-days": 1.5 }, "last-n-days"],
    [{ "last-n-days": "7" }, "last-n-days"],
    [{ "last-n-days": 7, from: "2026-01-01" }, "last-n-days"],
    [{ "internal-external": "both" }, "internal-external"],
    [{ "include-deleted": true }, "include-deleted"],
    [{ "account-id": "a&limit=1" }, "account-id"],
    [{ "account-id": "" }, "account-id"],
    [{ "opportunity-id": "x".repeat(101) }, "opportunity-id"],
    [{ "time-zone": null }, "time-zone"],
  ])("%j are refused on what is wrong", (settings, name) => {
    expect(namesOf(settings)).toEqual([name]);
  });

  test("that the endpoint does not have are refused, and named only where they are somebody's parameter", () => {
    const settings = { from: "2026-01-01", "a key pasted here": "x" };
    const wrong = wrongSettings(source("teams"), settings, (name) => name === "from");
    expect(wrong.map(({ name }) => name)).toEqual(["from", ""]);
    expect(JSON.stringify(wrong)).not.toContain("a key pasted here");
    for (const name of ["__proto__", "constructor", "offset", "limit"]) {
      expect(wrongSettings(activities, JSON.parse(`{"${name}":"1"}`))).toHaveLength(1);
    }
  });
});

test("what is typed becomes settings: numbers where they are, and nothing of what is empty", () => {
  const typed = { from: " ", "last-n-days": "30", "account-id": " 001 ", other: "x" };
  expect(settingsOf(activities, typed)).toEqual({ "last-n-days": 30, "account-id": "001" });
  expect(settingsOf(activities, { "last-n-days": "many" })).toEqual({ "last-n-days": "many" });
});

test("settings become what is typed, and the same settings again", () => {
  const settings = { from: "2026-01-01", "last-n-days": 30 };
  const typed = typedOf(activities, settings);
  expect(typed).toMatchObject({ from: "2026-01-01", "last-n-days": "30", "account-id": "" });
  expect(settingsOf(activities, typed)).toEqual(settings);
});

describe("the path of an endpoint", () => {
  test("has what is set, in the order of the form, and the limit last", () => {
    expect(endpointPath(activities, {}, 10)).toBe("/activities?limit=10");
    expect(endpointPath(activities, {})).toBe("/activities");
    expect(
      endpointPath(activities, { "account-id": "1", from: "2026-01-01", "time-zone": "Etc/GMT+1" }, 10),
    ).toBe("/activities?from=2026-01-01&time-zone=Etc%2FGMT%2B1&account-id=1&limit=10");
  });

  test("gives back each value under its own name and no other, whatever it is", () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const path = endpointPath(activities, { "account-id": value }, 10);
        const query = new URL(path, "https://service.example").searchParams;
        expect([...query]).toEqual([
          ["account-id", value.toWellFormed()],
          ["limit", "10"],
        ]);
      }),
    );
  });
});

test("every parameter of every connector can be filled in, sent and told apart", () => {
  for (const { endpoints } of connectors) {
    for (const { direction, parameters = [], limitParameter } of endpoints) {
      if (direction === "destination") expect(parameters).toEqual([]);
      const names = parameters.map(({ name }) => name);
      expect(new Set([...names, limitParameter, "offset"]).size).toBe(names.length + 2);
      for (const parameter of parameters) {
        expect(parameter.label).not.toBe("");
        expect(parameter.description).toMatch(/\.$/);
        if (parameter.type === "choice") expect(parameter.options.length).toBeGreaterThan(1);
      }
    }
  }
});
