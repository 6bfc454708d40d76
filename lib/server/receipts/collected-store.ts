import { statement } from "../db.ts";
import type { Counted } from "./collector.ts";

/*
 * What is counted comes from no single actor: it carries the organization whose actor opened the key.
 */

/**
 * Adds what was counted, and says when keys were used last, in one statement. A user of a key that is gone by now is
 * whoever asked; a credential that is gone has no receipts. Rows are taken in one order, so that instances do not
 * block each other. When a key was used last is said once a minute: it stands in an index.
 */
export async function addReceipts(counted: readonly Counted[]): Promise<void> {
  const of = <T>(value: (one: Counted) => T): T[] => counted.map(value);
  const moment = (at: number) => new Date(at).toISOString();
  await statement`
    WITH noted AS (
      SELECT * FROM unnest(
        ${of((one) => one.organizationId)}::text[], ${of((one) => one.credentialId)}::uuid[],
        ${of((one) => one.integrationId)}::uuid[], ${of(({ by }) => by.kind)}::text[],
        ${of(({ by }) => by.id)}::text[], ${of(({ by }) => by.name)}::text[], ${of(({ host }) => host)}::text[],
        ${of((one) => one.statusClass)}::text[], ${of(({ isUse }) => isUse)}::boolean[],
        ${of(({ hour }) => moment(hour))}::timestamptz[], ${of(({ count }) => count)}::int[],
        ${of((one) => one.bytesSent)}::bigint[], ${of((one) => one.bytesReceived)}::bigint[],
        ${of((one) => moment(one.firstAt))}::timestamptz[], ${of((one) => moment(one.lastAt))}::timestamptz[]
      ) AS n ("organizationId", "credentialId", "integrationId", "byKind", "byId", "byName", host, "statusClass",
              "isUse", hour, count, "bytesSent", "bytesReceived", "firstAt", "lastAt")
    ), added AS (
      INSERT INTO "Receipt" ("organizationId", "credentialId", hour, "usedByKind", "usedById", host, "statusClass",
                             "usedByName", count, "bytesSent", "bytesReceived", "firstAt", "lastAt")
      SELECT n."organizationId", n."credentialId", n.hour, coalesce(i.direction, n."byKind"),
             coalesce(i.id::text, n."byId"), n.host, n."statusClass", max(coalesce(i.name, n."byName")),
             sum(n.count), sum(n."bytesSent"), sum(n."bytesReceived"), min(n."firstAt"), max(n."lastAt")
      FROM noted n LEFT JOIN "Integration" i
        ON (i.id, i."organizationId") = (n."integrationId", n."organizationId")
      WHERE EXISTS (SELECT 1 FROM "Credential" c
                    WHERE (c.id, c."organizationId") = (n."credentialId", n."organizationId"))
         OR EXISTS (SELECT 1 FROM "DeletedCredential" d
                    WHERE (d.id, d."organizationId") = (n."credentialId", n."organizationId"))
      GROUP BY 1, 2, 3, 4, 5, 6, 7
      ORDER BY 1, 2, 3, 4, 5, 6, 7
      ON CONFLICT ("organizationId", "credentialId", hour, "usedByKind", "usedById", host, "statusClass")
      DO UPDATE SET
        "usedByName" = EXCLUDED."usedByName",
        count = "Receipt".count + EXCLUDED.count,
        "bytesSent" = "Receipt"."bytesSent" + EXCLUDED."bytesSent",
        "bytesReceived" = "Receipt"."bytesReceived" + EXCLUDED."bytesReceived",
        "firstAt" = least("Receipt"."firstAt", EXCLUDED."firstAt"),
        "lastAt" = greatest("Receipt"."lastAt", EXCLUDED."lastAt")
    ), used AS (
      SELECT c.id, u.at
      FROM (SELECT "organizationId", "credentialId", max("lastAt") AS at FROM noted WHERE "isUse" GROUP BY 1, 2) u
      JOIN "Credential" c ON (c.id, c."organizationId") = (u."credentialId", u."organizationId")
      WHERE c."lastUsedAt" IS NULL OR c."lastUsedAt" < u.at - interval '1 minute'
      ORDER BY c.id FOR NO KEY UPDATE OF c
    )
    UPDATE "Credential" c SET "lastUsedAt" = used.at FROM used WHERE c.id = used.id`;
}

/** Removes up to `limit` receipts of hours before `before`, and says how many there were. */
export async function forgetReceipts(before: Date, limit: number): Promise<number> {
  const [gone] = await statement<{ count: number }>`
    WITH gone AS (
      DELETE FROM "Receipt" WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM "Receipt" WHERE hour < ${before}::timestamptz LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
      )) RETURNING 1
    ) SELECT count(*)::int AS count FROM gone`;
  return gone?.count ?? 0;
}
