import { type ActivityEvent, knownFields } from "../../activity.ts";
import type { Page } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import type { ActivityFilter, ActivityQuery } from "./activity-query.ts";
import * as store from "./activity-store.ts";

/** How many events an export has in memory at a time. */
const EXPORT_BATCH = 250;
const ACTORS_LISTED = 500;
const CREDENTIALS_LISTED = 20;

/** A page of the organization's activity, the newest first. */
export async function listActivity(actor: Actor, query: ActivityQuery): Promise<Page<ActivityEvent>> {
  authorize(actor, "activity:read");
  const { limit, cursor, ...filter } = query;
  const { rows, nextCursor } = await store.findEvents(actor, filter, { limit, cursor });
  return { data: rows.map(toEvent), nextCursor };
}

/**
 * All of the organization's activity that the filter lets through, the newest first, in batches that are read when
 * they are asked for. What happens meanwhile is not in it. Refuses before the first batch; and before each further one,
 * who may see the organization's activity no more, by what `actorNow` says of them.
 */
export function exportActivity(
  actor: Actor,
  filter: ActivityFilter,
  actorNow: () => Promise<Actor>,
): AsyncIterable<ActivityEvent[]> {
  authorize(actor, "activity:read");
  return batches(actor, filter, actorNow);
}

async function* batches(
  actor: Actor,
  filter: ActivityFilter,
  actorNow: () => Promise<Actor>,
): AsyncGenerator<ActivityEvent[]> {
  let cursor: string | undefined;
  do {
    if (cursor !== undefined) refuseOther(actor, await actorNow());
    const { rows, nextCursor } = await store.findEvents(actor, filter, { limit: EXPORT_BATCH, cursor });
    yield rows.map(toEvent);
    cursor = nextCursor ?? undefined;
  } while (cursor !== undefined);
}

function refuseOther({ organizationId }: Actor, now: Actor): void {
  authorize(now, "activity:read");
  if (now.organizationId !== organizationId) throw notFound("organization");
}

/** Those who did something in the organization, by name: whom one can ask the activity for. */
export async function listActivityActors(actor: Actor): Promise<ActivityEvent["actor"][]> {
  authorize(actor, "activity:read");
  return store.findActors(actor, ACTORS_LISTED);
}

/** The credentials of the organization with this text in their names, those deleted lately included. */
export async function findActivityCredentials(actor: Actor, text: string): Promise<store.NamedCredential[]> {
  authorize(actor, "activity:read");
  return store.findCredentialsByName(actor, text, CREDENTIALS_LISTED);
}

/** The name of a credential that there is or was, or null where the organization has no record of it. */
export async function nameOfActivityCredential(actor: Actor, credentialId: string): Promise<string | null> {
  authorize(actor, "activity:read");
  return store.findLastName(actor, credentialId);
}

/** Of before, after and detail only what is known to be no secret leaves. */
function toEvent(row: store.EventRow): ActivityEvent {
  return {
    id: row.id,
    at: row.createdAt,
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    subject: { id: row.subjectId, name: row.subjectName },
    credentialId: row.credentialId,
    before: knownFields(row.before),
    after: knownFields(row.after),
    detail: knownFields(row.detail) ?? {},
    requestId: row.requestId,
    address: row.address,
  };
}
