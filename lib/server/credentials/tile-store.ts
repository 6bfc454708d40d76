import { z } from "zod";
import type { CredentialQuery, CredentialSummary, Page } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach, integrationsInReach } from "../access/reach-store.ts";
import { decodeCursor, encodeCursor, storableMoment, storableText } from "../cursor.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { nameKeyOf, type TileRow, tileColumns, tileJoins, toSummary } from "./tile-row-store.ts";

/** The tile of a credential in the actor's reach, with the fingerprint of its key; or null. */
export async function findCredential(
  actor: Actor,
  id: string,
): Promise<{ summary: CredentialSummary; keyFingerprint: string } | null> {
  const rows = await statement<TileRow>`
    SELECT ${tileColumns} FROM "Credential" c ${tileJoins}
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)}`;
  const row = rows[0];
  return row === undefined ? null : { summary: toSummary(row), keyFingerprint: row.keyFingerprint };
}

const afterName = z.tuple([z.literal("name"), storableText, z.uuid()]);
const afterBest = z.tuple([z.literal("best"), z.boolean(), storableText, z.uuid()]);
const afterNewest = z.tuple([z.literal("newest"), storableMoment, z.uuid()]);

/** Each order of a list: how it sorts, what lies behind a cursor, and the cursor of a row. */
const orders = {
  name: {
    by: Prisma.sql`c."nameKey", c.id`,
    after: (cursor: string) => {
      const [, nameKey, id] = decodeCursor(cursor, afterName);
      return Prisma.sql`(c."nameKey", c.id) > (${nameKey}, ${id}::uuid)`;
    },
    cursorOf: (row: TileRow) => encodeCursor(["name", row.nameKey, row.id]),
  },
  best: {
    by: Prisma.sql`(c.verdict <> 'valid'), c."nameKey", c.id`,
    after: (cursor: string) => {
      const [, unverified, nameKey, id] = decodeCursor(cursor, afterBest);
      return Prisma.sql`((c.verdict <> 'valid'), c."nameKey", c.id) > (${unverified}, ${nameKey}, ${id}::uuid)`;
    },
    cursorOf: (row: TileRow) => encodeCursor(["best", row.verdict !== "valid", row.nameKey, row.id]),
  },
  newest: {
    by: Prisma.sql`c."createdAt" DESC, c.id DESC`,
    after: (cursor: string) => {
      const [, createdAt, id] = decodeCursor(cursor, afterNewest);
      return Prisma.sql`(c."createdAt", c.id) < (${createdAt}::timestamptz, ${id}::uuid)`;
    },
    cursorOf: (row: TileRow) => encodeCursor(["newest", row.createdAt, row.id]),
  },
};

type Filter = Pick<CredentialQuery, "connector" | "environment" | "verdict" | "query">;

function matching(actor: Actor, filter: Filter): Prisma.Sql {
  const conditions = [credentialsInReach(actor)];
  if (filter.connector !== undefined) conditions.push(Prisma.sql`c.connector = ${filter.connector}`);
  if (filter.environment !== undefined) conditions.push(Prisma.sql`c.environment = ${filter.environment}`);
  if (filter.verdict !== undefined) conditions.push(Prisma.sql`c.verdict = ${filter.verdict}`);
  if (filter.query !== undefined && filter.query !== "") {
    const pattern = `%${nameKeyOf(filter.query).replaceAll(/[\\%_]/g, "\\$&")}%`;
    conditions.push(
      Prisma.sql`(c."nameKey" LIKE ${pattern} OR lower(c.description) LIKE ${pattern} OR lower(c."keyHint") LIKE ${pattern})`,
    );
  }
  return Prisma.join(conditions, " AND ");
}

/** How many rows are read for a page: the fewest of these that are more than it shows. */
const READ_STEPS = [25, 51, 101];

/**
 * The LIMIT of a page of `shown` rows, which are at most 100, as a literal. Of a parameter PostgreSQL assumes that it
 * is a tenth of the table, and so plans the statement anew each time; of all literals it would keep a hundred plans.
 */
function limitFor(shown: number): Prisma.Sql {
  return Prisma.raw(String(READ_STEPS.find((step) => step > shown) ?? shown + 1));
}

/** A page of tiles in one statement, as fast on the last page as on the first. */
export async function findCredentials(
  actor: Actor,
  query: CredentialQuery,
  options: { except?: readonly string[] } = {},
): Promise<Page<CredentialSummary>> {
  const order = orders[query.sort];
  const conditions = [matching(actor, query)];
  if (query.cursor !== undefined) conditions.push(order.after(query.cursor));
  if (options.except !== undefined && options.except.length > 0) {
    conditions.push(Prisma.sql`c.id <> ALL (${options.except}::uuid[])`);
  }
  // The page is cut before anything is joined to it, so that no work is done for rows that are not shown.
  const rows = await statement<TileRow>`
    SELECT ${tileColumns}
    FROM (
      SELECT * FROM "Credential" c WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${order.by} LIMIT ${limitFor(query.limit)}
    ) c ${tileJoins}
    ORDER BY ${order.by}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return { data: rows.slice(0, query.limit).map(toSummary), nextCursor: more ? order.cursorOf(last) : null };
}

/** The tiles that this person used last for a connector, the latest first. */
export async function findLastUsed(
  actor: Actor,
  filter: Filter,
  limit: number,
): Promise<CredentialSummary[]> {
  const rows = await statement<TileRow>`
    SELECT ${tileColumns}
    FROM (
      SELECT recent."credentialId", max(recent."createdAt") AS at
      FROM (
        SELECT i."credentialId", i."createdAt" FROM "Integration" i
        WHERE i."createdById" = ${actor.userId} AND i.connector = ${filter.connector ?? ""}
          AND ${integrationsInReach(actor)}
        ORDER BY i."createdAt" DESC LIMIT 50
      ) recent
      GROUP BY recent."credentialId"
    ) latest
    JOIN "Credential" c ON c.id = latest."credentialId" ${tileJoins}
    WHERE ${matching(actor, filter)}
    ORDER BY latest.at DESC LIMIT ${limit}`;
  return rows.map(toSummary);
}

/** How many credentials a connector has, or without one all have, counted up to `most`. */
export async function countCredentialsUpTo(
  actor: Actor,
  connector: string | undefined,
  most: number,
): Promise<number> {
  const rows = await statement<{ count: number }>`
    SELECT count(*)::int AS count FROM (
      SELECT 1 FROM "Credential" c WHERE ${matching(actor, { connector })} LIMIT ${most}
    ) counted`;
  return rows[0]?.count ?? 0;
}

/**
 * A credential in the actor's reach that has this key already, other than the one of this id; or null. One of the
 * same environment comes before others.
 */
export async function findSameKey(
  actor: Actor,
  key: { id: string; connector: string; environment: string; keyFingerprint: string },
): Promise<{ id: string; name: string; environment: string } | null> {
  const rows = await statement<{ id: string; name: string; environment: string }>`
    SELECT c.id, c.name, c.environment FROM "Credential" c
    WHERE ${sameKeyInReach(actor, key)}
    ORDER BY c.environment <> ${key.environment}, c."createdAt", c.id LIMIT 1`;
  return rows[0] ?? null;
}

/** The condition on a "Credential" `c` to have a key that another one, of this id, is to have. */
export function sameKeyInReach(
  actor: Actor,
  { id, connector, keyFingerprint }: { id: string; connector: string; keyFingerprint: string },
): Prisma.Sql {
  return Prisma.sql`${credentialsInReach(actor)} AND c."keyFingerprint" = ${keyFingerprint}
    AND c.connector = ${connector} AND c.id <> ${id}::uuid`;
}

/** Whether the organization has a credential of this name for the connector. */
export async function nameExists(actor: Actor, connector: string, name: string): Promise<boolean> {
  const rows = await statement<{ id: string }>`
    SELECT c.id FROM "Credential" c
    WHERE ${credentialsInReach(actor)} AND c.connector = ${connector} AND c."nameKey" = ${nameKeyOf(name)}`;
  return rows.length > 0;
}
