import { hash } from "node:crypto";

/** An audit event as the database gives it: every column of it is chained. */
export interface ChainedEvent {
  readonly id: string;
  readonly organizationId: string;
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly action: string;
  readonly subjectId: string;
  readonly subjectName: string;
  readonly credentialId: string | null;
  readonly before: unknown;
  readonly after: unknown;
  readonly detail: unknown;
  readonly requestId: string;
  readonly address: string | null;
  /** ISO 8601 in UTC, to the millisecond. */
  readonly createdAt: string;
}

/** A later form of the text would begin with another word, so that old links stay verifiable. */
const FORM = "tessera-audit-1";

/** What stands before the first event of an organization: nobody can move the beginning of a chain to another one. */
export function hashOfBeginning(organizationId: string): string {
  return sha256(`${FORM}\n${organizationId}`);
}

/** The hash of an event that comes after `previous`, the hash of the event before it. SHA-256, in hex. */
export function hashOfEvent(previous: string, event: ChainedEvent): string {
  return sha256(`${previous}\n${canonicalText(event)}`);
}

/**
 * The one text that stands for an event: the same before it is stored and after it was read, whichever order
 * PostgreSQL keeps the keys of a jsonb in. Two events with a different column have different texts.
 */
export function canonicalText(event: ChainedEvent): string {
  return JSON.stringify([
    FORM,
    event.id,
    event.organizationId,
    event.actorKind,
    event.actorId,
    event.actorName,
    event.action,
    event.subjectId,
    event.subjectName,
    event.credentialId,
    inOrder(event.before),
    inOrder(event.after),
    inOrder(event.detail),
    event.requestId,
    event.address,
    event.createdAt,
  ]);
}

/** Objects as lists of pairs, in the order of their keys: JSON itself has no order to rely on. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null) return value;
  const pairs = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return { pairs: pairs.map(([key, member]) => [key, inOrder(member)]) };
}

function sha256(text: string): string {
  return hash("sha256", text, "hex");
}
