import { statement } from "../db.ts";
import type { ChainedEvent } from "./chain.ts";
import { eventColumns } from "./chain-store.ts";
import type { PlacedLink } from "./verify-chain.ts";

/** The organization that comes next, by id, of those that have events or links; also one that was deleted since. */
export async function findNextOrganization(
  after: string,
): Promise<{ id: string; name: string | null } | null> {
  const rows = await statement<{ id: string | null; name: string | null }>`
    SELECT next.id, o.name FROM (
      SELECT LEAST(
        (SELECT "organizationId" FROM "AuditLink" WHERE "organizationId" > ${after} ORDER BY "organizationId" LIMIT 1),
        (SELECT "organizationId" FROM "AuditEvent" WHERE "organizationId" > ${after} ORDER BY "organizationId" LIMIT 1)
      ) AS id
    ) next LEFT JOIN "Organization" o ON o.id = next.id`;
  const next = rows[0];
  return next === undefined || next.id === null ? null : { id: next.id, name: next.name };
}

/** The placed links of an organization in their order, with their events, in batches. */
export async function* readPlacedLinks(organizationId: string, batch: number): AsyncGenerator<PlacedLink[]> {
  let [position, eventId] = [Number.MIN_SAFE_INTEGER, "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const rows = await statement<LinkRow>`
      SELECT l."position", l.hash, l."eventId", ${eventColumns} FROM (
        SELECT "position", hash, "eventId" FROM "AuditLink"
        WHERE "organizationId" = ${organizationId}
          AND ("position", "eventId") > (${position}::bigint, ${eventId}::uuid)
        ORDER BY "position", "eventId" LIMIT ${batch}
      ) l LEFT JOIN "AuditEvent" e ON e.id = l."eventId"
      ORDER BY l."position", l."eventId"`;
    const links = rows.map(toLink);
    if (links.length > 0) yield links;
    const last = links.at(-1);
    if (links.length < batch || last === undefined) return;
    ({ position, eventId } = last);
  }
}

type LinkRow = Omit<ChainedEvent, "id" | "createdAt"> & {
  position: string;
  hash: string | null;
  eventId: string;
  /** These two are null where the event is gone. */
  id: string | null;
  createdAt: string | null;
};

function toLink({ position, hash, eventId, id, createdAt, ...event }: LinkRow): PlacedLink {
  return {
    position: Number(position),
    hash: hash ?? "",
    eventId,
    event: id === null || createdAt === null ? null : { id, ...event, createdAt },
  };
}

export interface LooseEvent {
  eventId: string;
  /** ISO 8601; null where the event itself is gone. */
  createdAt: string | null;
}

/** The first `limit` events of an organization that no link of it is of. */
export async function findUnlinkedEvents(organizationId: string, limit: number): Promise<LooseEvent[]> {
  return statement<LooseEvent>`
    SELECT e.id AS "eventId", e."createdAt" FROM "AuditEvent" e
    WHERE e."organizationId" = ${organizationId} AND NOT EXISTS (
      SELECT 1 FROM "AuditLink" l WHERE l."eventId" = e.id AND l."organizationId" = e."organizationId"
    )
    ORDER BY e."createdAt", e.id LIMIT ${limit}`;
}

/** How many links of an organization have no place yet. */
export async function countOpenLinks(organizationId: string): Promise<number> {
  const rows = await statement<{ count: number }>`
    SELECT count(*)::int AS count FROM "AuditLink"
    WHERE "organizationId" = ${organizationId} AND "position" IS NULL`;
  return rows[0]?.count ?? 0;
}

/** The first `limit` of them whose event is gone, or older than `since`. */
export async function findOverdueLinks(
  organizationId: string,
  since: Date | null,
  limit: number,
): Promise<LooseEvent[]> {
  return statement<LooseEvent>`
    SELECT l."eventId", e."createdAt" FROM "AuditLink" l LEFT JOIN "AuditEvent" e ON e.id = l."eventId"
    WHERE l."organizationId" = ${organizationId} AND l."position" IS NULL
      AND (e.id IS NULL OR e."createdAt" < ${since}::timestamptz)
    ORDER BY l."eventId" LIMIT ${limit}`;
}

/** Whether an organization's chain has this hash at this position. */
export async function hasLink(organizationId: string, position: number, hash: string): Promise<boolean> {
  const rows = await statement<object>`
    SELECT 1 FROM "AuditLink" WHERE "organizationId" = ${organizationId}
      AND "position" = ${position}::bigint AND hash = ${hash} LIMIT 1`;
  return rows.length > 0;
}

/** Of the triggers that keep the trail, those that are missing or switched off. */
export async function findMissingTriggers(expected: readonly string[]): Promise<string[]> {
  const rows = await statement<{ name: string }>`
    SELECT expected.name FROM unnest(${[...expected]}::text[]) AS expected(name)
    WHERE NOT EXISTS (
      SELECT 1 FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
      WHERE t.tgname = expected.name AND t.tgenabled IN ('O', 'A')
        AND c.relname IN ('AuditEvent', 'AuditLink') AND c.relnamespace = current_schema()::regnamespace
    ) ORDER BY 1`;
  return rows.map(({ name }) => name);
}
