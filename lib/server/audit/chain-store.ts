import { statement, transaction } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { ChainedEvent } from "./chain.ts";

/** The place of an event in its organization's chain. */
export interface Link {
  eventId: string;
  position: number;
  hash: string;
}

/** The last link of an organization's chain. */
export interface Head {
  organizationId: string;
  position: number;
  hash: string;
}

/** What one batch found: how many links had no place, and the last of them. */
export interface Batch {
  seen: number;
  lastEventId: string | null;
}

/** Any number will do, as long as every instance takes the same. */
const CHAIN_LOCK = 7_311_904;

/** Every column of an event: all of them are chained. */
export const eventColumns = Prisma.sql`
  e.id, e."organizationId", e."actorKind", e."actorId", e."actorName", e.action, e."subjectId", e."subjectName",
  e."credentialId", e.before, e.after, e.detail, e."requestId", e.address, e."createdAt"`;

/** Whether an event waits for its place. Reads one entry of an index that holds nothing else. */
export async function openLinkExists(): Promise<boolean> {
  // The order makes the planner take that index, whatever it believes about the table.
  const rows = await statement<object>`
    SELECT "eventId" FROM "AuditLink" WHERE "position" IS NULL ORDER BY "eventId" LIMIT 1`;
  return rows.length > 0;
}

/**
 * Gives the next `limit` open links after the event `after` their places, as `place` says, in one transaction. Ids
 * are in the order of time, so the oldest come first. Null, with nothing done, while another instance is at it.
 */
export async function placeOpenLinks(
  { after, limit }: { after: string | null; limit: number },
  place: (events: ChainedEvent[], heads: Head[]) => Link[],
): Promise<Batch | null> {
  return transaction(async (run) => {
    // No request waits for the disk because of a link: one that a crash loses is open again.
    const [turn] = await run<{ mine: boolean }>`
      SELECT pg_try_advisory_xact_lock(${CHAIN_LOCK}) AS mine, set_config('synchronous_commit', 'off', true)`;
    if (turn?.mine !== true) return null;
    const open = await run<{ eventId: string }>`
      SELECT "eventId" FROM "AuditLink"
      WHERE "position" IS NULL AND (${after}::uuid IS NULL OR "eventId" > ${after}::uuid)
      ORDER BY "eventId" LIMIT ${limit}`;
    const lastEventId = open.at(-1)?.eventId ?? null;
    const events = await run<ChainedEvent>`
      SELECT ${eventColumns} FROM "AuditEvent" e
      WHERE e.id = ANY (${open.map(({ eventId }) => eventId)}::uuid[])
      ORDER BY e."organizationId", e."createdAt", e.id`;
    if (events.length > 0) {
      const heads = await findHeads(run, [...new Set(events.map((event) => event.organizationId))]);
      await savePlaces(run, place(events, heads));
    }
    return { seen: open.length, lastEventId };
  });
}

type Run = typeof statement;

/** The ends of the chains of these organizations; one whose chain has not begun is left out. */
async function findHeads(run: Run, organizationIds: string[]): Promise<Head[]> {
  const rows = await run<Omit<Head, "position"> & { position: string }>`
    SELECT o.id AS "organizationId", head."position", head.hash
    FROM unnest(${organizationIds}::text[]) AS o(id)
    CROSS JOIN LATERAL (
      SELECT "position", hash FROM "AuditLink" l
      WHERE l."organizationId" = o.id AND l."position" IS NOT NULL
      ORDER BY l."position" DESC LIMIT 1
    ) head`;
  return rows.map((row) => ({ ...row, position: Number(row.position) }));
}

async function savePlaces(run: Run, links: Link[]): Promise<void> {
  const saved = await run`
    UPDATE "AuditLink" l SET "position" = placed."position", hash = placed.hash
    FROM unnest(${links.map(({ eventId }) => eventId)}::uuid[],
                ${links.map(({ position }) => position)}::bigint[],
                ${links.map(({ hash }) => hash)}::text[]) AS placed("eventId", "position", hash)
    WHERE l."eventId" = placed."eventId" AND l."position" IS NULL
    RETURNING l."eventId"`;
  if (saved.length !== links.length)
    throw new Error("Not every event of the batch could be given its place.");
}
