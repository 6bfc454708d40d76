import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach, integrationsInReach } from "../access/reach-store.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { type CredentialFilter, matching } from "./filter-store.ts";
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

/** The tiles that this person used last for a connector, the latest first. */
export async function findLastUsed(
  actor: Actor,
  filter: CredentialFilter,
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
