import type { Receipt, ReceiptDay } from "../../receipts.ts";
import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** Which receipts: of a credential, since the beginning of a day, and of one of its users or all. */
export interface Asked {
  readonly id: string;
  readonly since: Date;
  readonly integrationId: string | undefined;
}

interface ReceiptRow extends Omit<Receipt, "usedBy"> {
  usedByKind: Receipt["usedBy"]["kind"];
  usedById: string;
  usedByName: string;
}

/** How often on which day, for days that have any, and where to. */
export async function countByDay(actor: Actor, asked: Asked): Promise<(ReceiptDay & { hosts: string[] })[]> {
  return statement<ReceiptDay & { hosts: string[] }>`
    SELECT to_char(r.hour AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, sum(r.count)::float8 AS count,
           coalesce(sum(r.count) FILTER (WHERE r."statusClass" IN ('4xx', '5xx', 'none')), 0)::float8 AS failed,
           array_agg(DISTINCT r.host) AS hosts
    FROM ${receiptsInReach(actor, asked)}
    GROUP BY 1 ORDER BY 1`;
}

/** Who used it, what for and how it ended: the most frequent first. */
export async function countByUser(actor: Actor, asked: Asked, limit: number): Promise<Receipt[]> {
  const rows = await statement<ReceiptRow>`
    SELECT r."usedByKind", r."usedById", (array_agg(r."usedByName" ORDER BY r."lastAt" DESC))[1] AS "usedByName",
           r.host, r."statusClass", sum(r.count)::float8 AS count, sum(r."bytesSent")::float8 AS "bytesSent",
           sum(r."bytesReceived")::float8 AS "bytesReceived", min(r."firstAt") AS "firstAt",
           max(r."lastAt") AS "lastAt"
    FROM ${receiptsInReach(actor, asked)}
    GROUP BY 1, 2, 4, 5
    ORDER BY sum(r.count) DESC, 1, 2, 4, 5 LIMIT ${limit}`;
  return rows.map(({ usedByKind: kind, usedById: id, usedByName: name, ...rest }) => ({
    usedBy: { kind, id, name },
    ...rest,
  }));
}

function receiptsInReach(actor: Actor, { id, since, integrationId }: Asked): Prisma.Sql {
  const ofOne =
    integrationId === undefined
      ? Prisma.empty
      : Prisma.sql`AND r."usedByKind" IN ('source', 'destination') AND r."usedById" = ${integrationId}`;
  return Prisma.sql`"Receipt" r
    JOIN "Credential" c ON (c."organizationId", c.id) = (r."organizationId", r."credentialId")
    WHERE c.id = ${id}::uuid AND ${credentialsInReach(actor)} AND r.hour >= ${since}::timestamptz ${ofOne}`;
}
