import { type Break, verifyChain } from "./verify-chain.ts";
import * as store from "./verify-store.ts";

const BATCH = 1_000;
/** A break for every event of millions helps nobody: the first ones are named, the others counted. */
const BREAKS_NAMED = 100;
/** An event that waits longer than this is not about to be chained. */
const OVERDUE_MS = 5 * 60_000;

/** What was found in the audit trail of one organization. */
export interface Trail {
  organizationId: string;
  /** Null for one that was deleted since. */
  organizationName: string | null;
  /** Events with a place in the chain, and events that wait for theirs. */
  chained: number;
  waiting: number;
  /** The end of the chain, to note down elsewhere: position 0 is the beginning. */
  head: { position: number; hash: string };
  /** The first hundred breaks. */
  breaks: Break[];
  breakCount: number;
}

/** What keeps the trail in the database: without one of these, something could be changed unnoticed from now on. */
export const trailTriggers = [
  "AuditEvent_only_grows",
  "AuditEvent_is_not_emptied",
  "AuditEvent_is_linked",
  "AuditLink_keeps_its_place",
  "AuditLink_stays",
  "AuditLink_is_not_emptied",
];

/**
 * Examines the trail of every organization, one after the other, a batch at a time. `chains` says whether a Tessera
 * runs that should have given every event its place by now. Rejects when `signal` aborts.
 */
export async function* examineTrails(chains: boolean, signal?: AbortSignal): AsyncGenerator<Trail> {
  let organization = await store.findNextOrganization("");
  while (organization !== null) {
    yield await examineTrail(organization, chains, signal);
    organization = await store.findNextOrganization(organization.id);
  }
}

async function examineTrail(
  { id, name }: { id: string; name: string | null },
  chains: boolean,
  signal: AbortSignal | undefined,
): Promise<Trail> {
  const breaks: Break[] = [];
  let breakCount = 0;
  let chained = 0;
  const note = (found: Break | null) => {
    if (found === null) return;
    breakCount += 1;
    if (breaks.length < BREAKS_NAMED) breaks.push(found);
  };

  const verification = verifyChain(id);
  for await (const links of store.readPlacedLinks(id, BATCH)) {
    signal?.throwIfAborted();
    chained += links.length;
    for (const link of links) note(verification.next(link));
  }
  const loose = (kind: Break["kind"], { eventId, createdAt }: store.LooseEvent): Break => ({
    kind,
    position: null,
    eventId,
    at: createdAt,
  });
  for (const event of await store.findUnlinkedEvents(id, BREAKS_NAMED)) note(loose("unlinked", event));
  const since = chains ? new Date(Date.now() - OVERDUE_MS) : null;
  for (const event of await store.findOverdueLinks(id, since, BREAKS_NAMED)) {
    note(loose(event.createdAt === null ? "removed" : "waiting", event));
  }
  return {
    organizationId: id,
    organizationName: name,
    chained,
    waiting: await store.countOpenLinks(id),
    head: verification.head(),
    breaks,
    breakCount,
  };
}

/** Whether the chain of an organization still has a head that was noted down earlier. */
export async function hasHead(head: {
  organizationId: string;
  position: number;
  hash: string;
}): Promise<boolean> {
  return store.hasLink(head.organizationId, head.position, head.hash);
}

/** Which of the triggers that keep the trail are missing or switched off. */
export async function missingTrailTriggers(): Promise<string[]> {
  return store.findMissingTriggers(trailTriggers);
}
