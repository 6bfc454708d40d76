import fc from "fast-check";
import { expect, test } from "vitest";
import type { ChainedEvent } from "./chain.ts";
import { placeEvents } from "./continue-chain.ts";
import { type Break, type PlacedLink, verifyChain } from "./verify-chain.ts";

const ORGANIZATION = "01900000-0000-7000-8000-00000000000a";

function chainOf(count: number): PlacedLink[] {
  const events = Array.from(
    { length: count },
    (_, index): ChainedEvent => ({
      id: `event ${index + 1}`,
      organizationId: ORGANIZATION,
      actorKind: "person",
      actorId: "ada",
      actorName: "Ada",
      action: "credential.created",
      subjectId: `subject ${index}`,
      subjectName: "Revenue team",
      credentialId: null,
      before: null,
      after: { name: "Revenue team" },
      detail: {},
      requestId: "r",
      address: null,
      createdAt: new Date(1_800_000_000_000 + index).toISOString(),
    }),
  );
  return placeEvents(events, []).map((link, index) => ({ ...link, event: events[index] ?? null }));
}

function breaksOf(links: readonly PlacedLink[]): Break[] {
  const verification = verifyChain(ORGANIZATION);
  return links.flatMap((link) => verification.next(link) ?? []);
}

const places = fc
  .integer({ min: 1, max: 12 })
  .chain((count) => fc.record({ links: fc.constant(chainOf(count)), index: fc.nat({ max: count - 1 }) }));

test("a chain that nobody touched has no break, and ends where it ends", () => {
  const links = chainOf(20);
  expect(breaksOf(links)).toEqual([]);
  const verification = verifyChain(ORGANIZATION);
  for (const link of links) verification.next(link);
  expect(verification.head()).toEqual({ position: 20, hash: links.at(-1)?.hash });
});

test("a chain that is continued later is the chain that is made at once", () => {
  const links = chainOf(9);
  const events = links.flatMap(({ event }) => event ?? []);
  const first = placeEvents(events.slice(0, 4), []);
  const end = first.at(-1);
  const heads = [{ organizationId: ORGANIZATION, position: 4, hash: end?.hash ?? "" }];
  const second = placeEvents(events.slice(4), heads);
  expect([...first, ...second].map(({ hash }) => hash)).toEqual(links.map(({ hash }) => hash));
});

test("an event that was changed is named, and only it", () => {
  fc.assert(
    fc.property(places, ({ links, index }) => {
      const changed = links.map((link, at) =>
        at === index && link.event !== null
          ? { ...link, event: { ...link.event, subjectName: "Somebody else" } }
          : link,
      );
      expect(breaksOf(changed)).toMatchObject([
        { kind: "changed", position: index + 1, eventId: `event ${index + 1}` },
      ]);
    }),
  );
});

test("an event that was removed is named, and only it", () => {
  fc.assert(
    fc.property(places, ({ links, index }) => {
      const removed = links.map((link, at) => (at === index ? { ...link, event: null } : link));
      expect(breaksOf(removed)).toMatchObject([{ kind: "removed", position: index + 1 }]);
    }),
  );
});

test("an event that was removed with its link leaves a gap, unless it was the last", () => {
  fc.assert(
    fc.property(places, ({ links, index }) => {
      const breaks = breaksOf(links.filter((_, at) => at !== index));
      if (index === links.length - 1) expect(breaks).toEqual([]);
      else expect(breaks).toMatchObject([{ kind: "gap", position: index + 1 }]);
    }),
  );
});

test("two events that changed places are both named", () => {
  const links = chainOf(8);
  const [third, fifth] = [links[2]?.event ?? null, links[4]?.event ?? null];
  const swapped = links.map((link, at) => {
    if (at === 2) return { ...link, event: fifth };
    return at === 4 ? { ...link, event: third } : link;
  });
  expect(breaksOf(swapped)).toMatchObject([
    { kind: "changed", position: 3 },
    { kind: "changed", position: 5 },
  ]);
});

test("a hash that was made anew for a changed event breaks at the event after it", () => {
  const links = chainOf(6);
  const second = links[1]?.event;
  if (second == null) throw new Error("There is a second event.");
  const forged = { ...second, actorName: "Eve" };
  const [link] = placeEvents(
    [forged],
    [{ organizationId: ORGANIZATION, position: 1, hash: links[0]?.hash ?? "" }],
  );
  const rewritten = links.map((each, at) => (at === 1 && link ? { ...link, event: forged } : each));
  expect(breaksOf(rewritten)).toMatchObject([{ kind: "changed", position: 3 }]);
});

test("an event of another organization has no place in this one's chain", () => {
  const links = chainOf(3).map((link) =>
    link.position === 2 && link.event !== null
      ? { ...link, event: { ...link.event, organizationId: "another" } }
      : link,
  );
  expect(breaksOf(links)).toMatchObject([{ kind: "moved", position: 2 }]);
});
