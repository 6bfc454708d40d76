import { z } from "zod";
import type { ActorKind } from "../../activity.ts";
import type { Actor } from "../access/actor.ts";
import { decodeCursor, encodeCursor, storableMoment } from "../cursor.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import type { ActivityFilter } from "./activity-query.ts";
import type { ChainedEvent } from "./chain.ts";
import { eventColumns } from "./chain-store.ts";

export type EventRow = Omit<ChainedEvent, "actorKind"> & { actorKind: ActorKind };

const afterNewest = z.tuple([storableMoment, z.uuid()]);

/** The events of the actor's organization for which all of the filter holds. */
function matching(actor: Actor, { actorId, credentialId, action, from, to }: ActivityFilter): Prisma.Sql[] {
  const conditions = [Prisma.sql`e."organizationId" = ${actor.organizationId}`];
  if (actorId !== undefined) conditions.push(Prisma.sql`e."actorId" = ${actorId}`);
  if (credentialId !== undefined) conditions.push(Prisma.sql`e."credentialId" = ${credentialId}::uuid`);
  if (action !== undefined) conditions.push(Prisma.sql`e.action = ${action}`);
  if (from !== undefined) conditions.push(Prisma.sql`e."createdAt" >= ${from}::timestamptz`);
  if (to !== undefined) conditions.push(Prisma.sql`e."createdAt" < ${to}::timestamptz`);
  return conditions;
}

/**
 * At most `limit` events, the newest first, after `cursor`; and the cursor of the last of them, or null where no
 * more follow. Each filter has an index in this order: no page costs more than the one before. The limit stays a
 * parameter, which has PostgreSQL plan each search by itself: of two filters the rarer one then finds the rows.
 */
export async function findEvents(
  actor: Actor,
  filter: ActivityFilter,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ rows: EventRow[]; nextCursor: string | null }> {
  const conditions = matching(actor, filter);
  if (cursor !== undefined) {
    const [createdAt, id] = decodeCursor(cursor, afterNewest);
    conditions.push(Prisma.sql`(e."createdAt", e.id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  const rows = await statement<EventRow>`
    SELECT ${eventColumns} FROM "AuditEvent" e
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY e."createdAt" DESC, e.id DESC LIMIT ${limit + 1}`;
  const last = rows[limit - 1];
  const more = rows.length > limit && last !== undefined;
  return {
    rows: rows.slice(0, limit),
    nextCursor: more ? encodeCursor([last.createdAt, last.id]) : null,
  };
}

export interface ActorRow {
  id: string;
  kind: ActorKind;
  name: string;
}

/**
 * Up to `limit` of those who ever did something in the organization, members and tokens of now and of earlier, by
 * their latest name. Goes from one actor to the next in the index: as many steps as there are actors.
 */
export async function findActors(actor: Actor, limit: number): Promise<ActorRow[]> {
  return statement<ActorRow>`
    WITH RECURSIVE actors AS (
      (SELECT "actorId" FROM "AuditEvent" WHERE "organizationId" = ${actor.organizationId}
       ORDER BY "actorId" LIMIT 1)
      UNION ALL
      SELECT (SELECT e."actorId" FROM "AuditEvent" e
              WHERE e."organizationId" = ${actor.organizationId} AND e."actorId" > actors."actorId"
              ORDER BY e."actorId" LIMIT 1)
      FROM actors WHERE actors."actorId" IS NOT NULL
    )
    SELECT a."actorId" AS id, latest."actorKind" AS kind, latest."actorName" AS name
    FROM (SELECT "actorId" FROM actors WHERE "actorId" IS NOT NULL LIMIT ${limit}) a
    CROSS JOIN LATERAL (
      SELECT e."actorKind", e."actorName" FROM "AuditEvent" e
      WHERE e."organizationId" = ${actor.organizationId} AND e."actorId" = a."actorId"
      ORDER BY e."createdAt" DESC, e.id DESC LIMIT 1
    ) latest
    ORDER BY lower(latest."actorName"), a."actorId"`;
}

export interface NamedCredential {
  id: string;
  name: string;
  connector: string;
  isDeleted: boolean;
}

/** Only the latest deletions are searched by name: an event names what was deleted, and no index does. */
const DELETIONS_SEARCHED = 2_000;

/** Up to `limit` credentials whose name has this text in it, those deleted lately included. */
export async function findCredentialsByName(
  actor: Actor,
  text: string,
  limit: number,
): Promise<NamedCredential[]> {
  const key = text.normalize("NFKC").toLowerCase();
  const pattern = `%${key.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return statement<NamedCredential>`
    SELECT * FROM (
      (SELECT c.id, c.name, c.connector, false AS "isDeleted" FROM "Credential" c
       WHERE c."organizationId" = ${actor.organizationId} AND c."nameKey" LIKE ${pattern}
       ORDER BY (c."nameKey" <> ${key}), c."nameKey" LIMIT ${limit})
      UNION ALL
      (SELECT e."credentialId", e."subjectName", COALESCE(e.before ->> 'connector', ''), true
       FROM (SELECT "credentialId", "subjectName", before FROM "AuditEvent"
             WHERE "organizationId" = ${actor.organizationId} AND action = 'credential.deleted'
             ORDER BY "createdAt" DESC, id DESC LIMIT ${DELETIONS_SEARCHED}) e
       WHERE e."credentialId" IS NOT NULL AND lower(e."subjectName") LIKE ${pattern} LIMIT ${limit})
    ) found LIMIT ${limit}`;
}

/** What a credential is called, or was when it was deleted; null where nothing of it is recorded here. */
export async function findLastName(actor: Actor, credentialId: string): Promise<string | null> {
  const rows = await statement<{ name: string }>`
    SELECT COALESCE(c.name, e."subjectName") AS name
    FROM (SELECT "credentialId", "subjectName" FROM "AuditEvent"
          WHERE "organizationId" = ${actor.organizationId} AND "credentialId" = ${credentialId}::uuid
            AND "subjectId" = ${credentialId}
          ORDER BY "createdAt" DESC, id DESC LIMIT 1) e
    LEFT JOIN "Credential" c ON c.id = e."credentialId" AND c."organizationId" = ${actor.organizationId}`;
  return rows[0]?.name ?? null;
}
