import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConnectorEndpoint } from "./define-connector.ts";
import { connectors } from "./index.ts";
import { recordChecker } from "./record-schema.ts";

const endpoint: ConnectorEndpoint = {
  id: "things",
  label: "Things",
  description: "Writes things.",
  direction: "destination",
  method: "PUT",
  path: "/things",
  accepts: [
    { name: "id", type: "text", required: true, description: "Your own id." },
    { name: "to", type: "text list", required: true, description: "Whom." },
    { name: "at", type: "time", required: true, description: "When." },
    { name: "amount", type: "number", required: false, description: "How much." },
  ],
};
const check = recordChecker(endpoint, (name) => name === "subject");
const good = { id: "1", to: ["ada@example.com"], at: 1_767_225_600 };
const wrongOf = (value: unknown) => {
  const checked = check(value);
  return "wrong" in checked ? checked.wrong : [];
};

describe("a record", () => {
  test("that is as the endpoint says is taken as it is, with or without what is optional", () => {
    expect(check(good)).toEqual({ record: good });
    expect(check({ ...good, amount: -0.5 })).toEqual({ record: { ...good, amount: -0.5 } });
  });

  test.each([
    [{ id: undefined }, "id", /required/],
    [{ id: " " }, "id", /text/],
    [{ id: 7 }, "id", /text/],
    [{ id: null }, "id", /text/],
    [{ to: "ada@example.com" }, "to", /list/],
    [{ to: [] }, "to", /list/],
    [{ to: ["ada@example.com", ""] }, "to", /list/],
    [{ at: "1767225600" }, "at", /seconds since 1970/],
    [{ at: 1.5 }, "at", /seconds since 1970/],
    [{ at: 0 }, "at", /seconds since 1970/],
    [{ at: 1_767_225_600_000 }, "at", /milliseconds/],
    [{ amount: "many" }, "amount", /number/],
    [{ amount: 2 ** 60 }, "amount", /digits/],
    [{ amount: Number.POSITIVE_INFINITY }, "amount", /number/],
  ])("with %j is refused on that field alone", (change, field, message) => {
    expect(wrongOf({ ...good, ...change })).toEqual([{ field, message: expect.stringMatching(message) }]);
  });

  test.each([[null], [[]], ["text"], [7], [undefined]])("that is %j is no record", (value) => {
    expect(wrongOf(value)).toEqual([{ field: "", message: expect.stringMatching(/object/) }]);
  });

  test("with fields that the endpoint does not take has them named only where they are somebody's", () => {
    const wrong = wrongOf({ ...good, subject: "x", "a key pasted here": 1, constructor: 2 });
    expect(wrong.map(({ field }) => field)).toEqual(["subject", ""]);
    expect(wrongOf(JSON.parse('{"id":"1","to":["a"],"at":1,"__proto__":{"polluted":1}}'))).toHaveLength(1);
  });

  test("is repeated by no message, whatever is in it", () => {
    const marked = fc.string().map((text) => `secret ${text} secret`);
    fc.assert(
      fc.property(fc.dictionary(marked, marked), marked, (fields, text) => {
        const wrong = wrongOf({ ...fields, id: [text], to: [{ [text]: text }], at: text });
        expect(wrong.length).toBeGreaterThanOrEqual(3);
        expect(JSON.stringify(wrong)).not.toContain("secret");
      }),
    );
  });
});

test("every destination of every connector says what it takes, and which of its fields a repeated write goes by", () => {
  const destinations = connectors
    .flatMap(({ endpoints }): readonly ConnectorEndpoint[] => endpoints)
    .filter(({ direction }) => direction === "destination");
  expect(destinations.length).toBeGreaterThan(0);
  for (const { accepts = [], upsertOn, method } of destinations) {
    expect(accepts.length).toBeGreaterThan(0);
    expect(method).not.toBe("GET");
    if (upsertOn === undefined) continue;
    expect(accepts).toContainEqual(expect.objectContaining({ name: upsertOn, type: "text", required: true }));
  }
});
