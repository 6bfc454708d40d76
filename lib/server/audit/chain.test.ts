import fc from "fast-check";
import { expect, test } from "vitest";
import { type ChainedEvent, canonicalText, hashOfBeginning, hashOfEvent } from "./chain.ts";

const event: ChainedEvent = {
  id: "01900000-0000-7000-8000-000000000001",
  organizationId: "01900000-0000-7000-8000-00000000000a",
  actorKind: "person",
  actorId: "01900000-0000-7000-8000-00000000000b",
  actorName: "Ada Lovelace",
  action: "credential.created",
  subjectId: "01900000-0000-7000-8000-00000000000c",
  subjectName: "Revenue team",
  credentialId: "01900000-0000-7000-8000-00000000000c",
  before: null,
  after: { name: "Revenue team", connector: "people-ai" },
  detail: {},
  requestId: "01900000-0000-7000-8000-00000000000d",
  address: null,
  createdAt: "2026-11-24T08:00:00.123Z",
};

const text = fc.string({ unit: "grapheme" });
/** What a jsonb of an event holds. Not -0, which JSON does not know, and no key that would be a prototype. */
const fields = fc.dictionary(
  text.filter((key) => key !== "__proto__"),
  fc.oneof(
    text,
    fc.integer().map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(text),
  ),
);
const moment = fc.date({
  min: new Date("1970-01-01T00:00:00Z"),
  max: new Date("9999-12-31T23:59:59.999Z"),
  noInvalidDate: true,
});
const events: fc.Arbitrary<ChainedEvent> = fc.record({
  id: fc.uuid(),
  organizationId: text,
  actorKind: text,
  actorId: text,
  actorName: text,
  action: text,
  subjectId: text,
  subjectName: text,
  credentialId: fc.option(fc.uuid()),
  before: fc.option(fields),
  after: fc.option(fields),
  detail: fields,
  requestId: text,
  address: fc.option(text),
  createdAt: moment.map((date) => date.toISOString()),
});
const columns = Object.keys(event) as (keyof ChainedEvent)[];
const hashes = fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 64, maxLength: 64 });

test("a hash says the same for ever", () => {
  const beginning = hashOfBeginning(event.organizationId);
  expect(beginning).toBe("f3e0fc3897d616e0a1e5c61f58cad73fc1009cb78a6da75a3f263f3e557eae28");
  expect(hashOfEvent(beginning, event)).toBe(
    "a8e494687996613fe96a78216835878bb0547a8f2f9f773020999fbee80c2aea",
  );
});

test("whichever column of an event is changed, its hash is another one", () => {
  fc.assert(
    fc.property(hashes, events, events, fc.constantFrom(...columns), (previous, one, other, column) => {
      const changed = { ...one, [column]: other[column] };
      fc.pre(JSON.stringify(changed[column]) !== JSON.stringify(one[column]));
      fc.pre(!isSameJson(changed[column], one[column]));
      expect(hashOfEvent(previous, changed)).not.toBe(hashOfEvent(previous, one));
    }),
  );
});

test("what moves from one column to the next is not the same event", () => {
  fc.assert(
    fc.property(events, text, (one, moved) => {
      fc.pre(moved !== "");
      const left = { ...one, actorId: one.actorId + moved, actorName: one.actorName };
      const right = { ...one, actorId: one.actorId, actorName: moved + one.actorName };
      expect(canonicalText(left)).not.toBe(canonicalText(right));
    }),
  );
});

test("another event before it makes another hash", () => {
  fc.assert(
    fc.property(hashes, hashes, events, (one, other, next) => {
      fc.pre(one !== other);
      expect(hashOfEvent(one, next)).not.toBe(hashOfEvent(other, next));
    }),
  );
});

test("the order of the keys in a jsonb, and the way through JSON, change nothing", () => {
  fc.assert(
    fc.property(events, (one) => {
      const read = {
        ...one,
        before: throughJson(backwards(one.before)),
        after: throughJson(backwards(one.after)),
        detail: throughJson(backwards(one.detail)),
      };
      expect(canonicalText(read)).toBe(canonicalText(one));
    }),
  );
});

test("an object is not mistaken for the list that stands for it", () => {
  const asObject = { ...event, detail: { a: 1 } };
  const asPairs = { ...event, detail: { pairs: [["a", 1]] } };
  expect(canonicalText(asObject)).not.toBe(canonicalText(asPairs));
});

test("two organizations begin differently", () => {
  expect(hashOfBeginning("a")).not.toBe(hashOfBeginning("b"));
});

function backwards(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).reverse());
}

function throughJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function isSameJson(one: unknown, other: unknown): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
  const sorted = (value: object) =>
    JSON.stringify(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(one) === sorted(other);
}
