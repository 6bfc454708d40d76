import { type ChainedEvent, hashOfBeginning, hashOfEvent } from "./chain.ts";

/** A link that has its place, and the event that it is of: null where that is gone. */
export interface PlacedLink {
  position: number;
  hash: string;
  eventId: string;
  event: ChainedEvent | null;
}

export type BreakKind = "changed" | "removed" | "gap" | "moved" | "unlinked" | "waiting";

/** Where an audit trail is not what it was when it was written. */
export interface Break {
  kind: BreakKind;
  /** Null for what never had a place. */
  position: number | null;
  /** Null for what is gone without a trace. */
  eventId: string | null;
  /** ISO 8601; when the event says that it happened. */
  at: string | null;
}

export interface Verification {
  /** Takes the link that comes next, in the order of positions; answers what is wrong with it, if anything. */
  next(link: PlacedLink): Break | null;
  /** The last link taken: its position, 0 before the first, and its hash. */
  head(): { position: number; hash: string };
}

/**
 * Follows the chain of one organization from its beginning, holding one hash. After a break it goes on from the hash
 * that is stored there, so that each break is told once, and the next one is found as well.
 */
export function verifyChain(organizationId: string): Verification {
  let position = 0;
  let hash = hashOfBeginning(organizationId);

  function judge(link: PlacedLink): Break | null {
    const { event, eventId } = link;
    const at = event?.createdAt ?? null;
    const found = (kind: BreakKind): Break => ({ kind, position: link.position, eventId, at });
    // What follows a gap cannot be checked: the hash before it is what is missing.
    if (link.position !== position + 1)
      return { kind: "gap", position: position + 1, eventId: null, at: null };
    if (event === null) return found("removed");
    if (event.organizationId !== organizationId) return found("moved");
    return hashOfEvent(hash, event) === link.hash ? null : found("changed");
  }

  return {
    next(link) {
      const wrong = judge(link);
      ({ position, hash } = link);
      return wrong;
    },
    head: () => ({ position, hash }),
  };
}
