import { z } from "zod";
import type { Direction } from "../../connectors/define-connector.ts";
import type { Usage, UsageEntry, UsageQuery } from "../../credential-usage.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach, integrationsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { decodeCursor, encodeCursor, storableMoment } from "../cursor.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** At most this many are named in the refusal of a delete. */
const USERS_LISTED = 50;

/** The sources and destinations that use a credential, by name. */
export async function findUsers(
  actor: Actor,
  id: string,
): Promise<{ id: string; direction: Direction; name: string }[]> {
  return statement<{ id: string; direction: Direction; name: string }>`
    SELECT i.id, i.direction, i.name FROM "Integration" i
    WHERE i."credentialId" = ${id}::uuid AND ${integrationsInReach(actor)}
    ORDER BY i.name, i.id LIMIT ${USERS_LISTED}`;
}

const afterNewest = z.tuple([storableMoment, z.uuid()]);

/** A page of them, the newest first. */
export async function findUsage(
  actor: Actor,
  id: string,
  query: UsageQuery,
): Promise<Pick<Usage, "data" | "nextCursor">> {
  const conditions = [Prisma.sql`i."credentialId" = ${id}::uuid`, integrationsInReach(actor)];
  if (query.cursor !== undefined) {
    const [createdAt, last] = decodeCursor(query.cursor, afterNewest);
    conditions.push(Prisma.sql`(i."createdAt", i.id) < (${createdAt}::timestamptz, ${last}::uuid)`);
  }
  const rows = await statement<UsageEntry>`
    SELECT i.id, i.direction, i.name, i."createdAt" FROM "Integration" i
    WHERE ${Prisma.join(conditions, " AND ")}
    ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${query.limit + 1}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: rows.slice(0, query.limit),
    nextCursor: more ? encodeCursor([last.createdAt, last.id]) : null,
  };
}

/**
 * Lets everything that uses one credential use another one, with one event that names all of it, in one statement.
 * Answers how many there were; `no-target`, with nothing changed, when there is no other credential `to` of the same
 * connector that the actor can reach and whose key can be opened.
 */
export async function moveUsers(actor: Actor, id: string, to: string): Promise<number | "no-target"> {
  const audit = auditInsert(
    actor,
    {
      action: "credential.users_moved",
      subject: { id, name: Prisma.sql`name` },
      credentialId: id,
      before: { credentialId: id },
      after: Prisma.sql`jsonb_build_object('credentialId', ${to}::text, 'movedIds', "movedIds")`,
    },
    "changed",
  );
  // Whoever deletes the target waits until they use it, and is refused then.
  const rows = await statement<{ targets: number; moved: number }>`
    WITH target AS (
      SELECT c.id, c.connector FROM "Credential" c
      WHERE c.id = ${to}::uuid AND c.id <> ${id}::uuid AND c.verdict <> 'unreadable' AND ${credentialsInReach(actor)}
        AND c.connector = (SELECT own.connector FROM "Credential" own WHERE own.id = ${id}::uuid)
      FOR KEY SHARE
    ), moved AS (
      UPDATE "Integration" i SET "credentialId" = target.id, revision = i.revision + 1, "updatedAt" = now()
      FROM target
      WHERE i."credentialId" = ${id}::uuid AND i.connector = target.connector AND ${integrationsInReach(actor)}
      RETURNING i.id
    ), changed AS (
      SELECT c.name, (SELECT jsonb_agg(moved.id) FROM moved) AS "movedIds" FROM "Credential" c
      WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)} AND EXISTS (SELECT 1 FROM moved)
    ), audited AS (${audit})
    SELECT (SELECT count(*)::int FROM target) AS targets, (SELECT count(*)::int FROM moved) AS moved`;
  const { targets, moved } = rows[0] ?? { targets: 0, moved: 0 };
  return targets === 0 ? "no-target" : moved;
}
