import { z } from "zod";
import type { Scope } from "../../access.ts";
import type { Page } from "../../credentials.ts";
import type { TokenQuery, TokenState, TokenSummary } from "../../tokens.ts";
import type { Actor, MemberActor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { auditInsert } from "../audit/audit.ts";
import { decodeCursor, encodeCursor, storableMoment } from "../cursor.ts";
import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";

/** Never the hash. `t` is the token, whichever CTE or table it stands for. */
const columns = Prisma.sql`
  t.id, t.name, t.hint, t.scopes, t.limited, named.credentials, t."createdById", u.name AS "creatorName",
  m.id IS NOT NULL AS "creatorIsMember", t."createdAt", t."expiresAt", t."lastUsedAt", t."revokedAt"`;

const joins = Prisma.sql`
  LEFT JOIN "User" u ON u.id = t."createdById"
  LEFT JOIN "Member" m ON m."userId" = u.id AND m."organizationId" = t."organizationId"
  CROSS JOIN LATERAL (
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name) ORDER BY c."nameKey", c.id), '[]')
           AS credentials
    FROM "Credential" c WHERE c.id = ANY (t."credentialIds") AND c."organizationId" = t."organizationId"
  ) named`;

interface TokenRow {
  id: string;
  name: string;
  hint: string;
  scopes: Scope[];
  limited: boolean;
  credentials: { id: string; name: string }[];
  createdById: string | null;
  creatorName: string | null;
  creatorIsMember: boolean;
  createdAt: string;
  expiresAt: string | null;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** The state at a moment. All moments are ISO 8601 in UTC, so they compare as text. */
function stateOf({ revokedAt, expiresAt }: TokenRow, at: string): TokenState {
  if (revokedAt !== null) return "revoked";
  return expiresAt !== null && expiresAt <= at ? "expired" : "active";
}

function toSummary(row: TokenRow, at: string): TokenSummary {
  const { id, name, hint, scopes, createdById, creatorName, creatorIsMember } = row;
  return {
    id,
    name,
    hint,
    state: stateOf(row, at),
    scopes,
    credentials: row.limited ? row.credentials : null,
    createdBy:
      createdById === null ? null : { id: createdById, name: creatorName ?? "", isMember: creatorIsMember },
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    revokedAt: row.revokedAt,
  };
}

export interface NewTokenRow {
  id: string;
  name: string;
  tokenHash: string;
  hint: string;
  scopes: readonly Scope[];
  /** Null: it is not limited. */
  credentialIds: readonly string[] | null;
  expiresAt: string | null;
}

/**
 * Stores a token with its audit event, in one statement. Null, with nothing stored, when one of its credentials
 * is not in the actor's reach.
 */
export async function insertToken(actor: MemberActor, row: NewTokenRow): Promise<TokenSummary | null> {
  const { id, name, scopes, expiresAt } = row;
  const limited = row.credentialIds !== null;
  const credentialIds = row.credentialIds ?? [];
  const audit = auditInsert(
    actor,
    {
      action: "token.created",
      subject: { id, name },
      after: {
        name,
        scopes,
        credentialIds: row.credentialIds,
        expiresAt,
      },
    },
    "changed",
  );
  const [created] = await statement<TokenRow>`
    WITH found AS (
      SELECT count(*)::int AS credentials FROM "Credential" c
      WHERE ${credentialsInReach(actor)} AND c.id = ANY (${credentialIds}::uuid[])
    ), changed AS (
      INSERT INTO "ApiToken" (id, "organizationId", name, "tokenHash", hint, scopes, limited, "credentialIds",
                              "expiresAt", "createdById")
      SELECT ${id}::uuid, ${actor.organizationId}, ${name}, ${row.tokenHash}, ${row.hint}, ${scopes}::text[],
             ${limited}::boolean, ${credentialIds}::uuid[], ${expiresAt}::timestamptz, ${actor.userId}
      FROM found WHERE found.credentials = ${credentialIds.length}::int
      RETURNING *
    ), audited AS (${audit})
    SELECT ${columns} FROM changed t ${joins}`;
  return created === undefined ? null : toSummary(created, new Date().toISOString());
}

const afterToken = z.tuple([storableMoment, z.boolean(), storableMoment, z.uuid()]);

/**
 * A page of tokens: those that work, then those that do not, the newest first in both. All pages of one list look
 * at the moment of the first one, so that a token which expires meanwhile is neither missed nor shown twice.
 */
export async function findTokens(actor: Actor, query: TokenQuery): Promise<Page<TokenSummary>> {
  const [at, ...position] =
    query.cursor === undefined ? [new Date().toISOString()] : decodeCursor(query.cursor, afterToken);
  const works = Prisma.sql`(t."revokedAt" IS NULL AND coalesce(t."expiresAt" > ${at}::timestamptz, true))`;
  const order = Prisma.sql`${works} DESC, t."createdAt" DESC, t.id DESC`;
  const conditions = [Prisma.sql`t."organizationId" = ${actor.organizationId}`];
  if (position.length === 3) {
    const [worked, createdAt, id] = position;
    conditions.push(
      Prisma.sql`(${works}, t."createdAt", t.id) < (${worked}::boolean, ${createdAt}::timestamptz, ${id}::uuid)`,
    );
  }
  const rows = await statement<TokenRow>`
    SELECT ${columns}
    FROM (
      SELECT * FROM "ApiToken" t WHERE ${Prisma.join(conditions, " AND ")} ORDER BY ${order} LIMIT ${query.limit + 1}
    ) t ${joins}
    ORDER BY ${order}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: rows.slice(0, query.limit).map((row) => toSummary(row, at)),
    nextCursor: more ? encodeCursor([at, stateOf(last, at) === "active", last.createdAt, last.id]) : null,
  };
}

/** Revokes a token that is not revoked yet, with its audit event. Whether the organization has such a token. */
export async function revokeToken(actor: Actor, id: string): Promise<boolean> {
  const audit = auditInsert(
    actor,
    {
      action: "token.revoked",
      subject: { id, name: Prisma.sql`name` },
      before: Prisma.sql`jsonb_build_object(
        'name', name, 'scopes', scopes, 'expiresAt', "expiresAt",
        'credentialIds', CASE WHEN limited THEN to_jsonb("credentialIds") END)`,
    },
    "changed",
  );
  const [row] = await statement<{ known: boolean }>`
    WITH changed AS (
      UPDATE "ApiToken" t SET "revokedAt" = now()
      WHERE t.id = ${id}::uuid AND t."organizationId" = ${actor.organizationId} AND t."revokedAt" IS NULL
      RETURNING t.*
    ), audited AS (${audit})
    SELECT EXISTS (
      SELECT 1 FROM "ApiToken" t WHERE t.id = ${id}::uuid AND t."organizationId" = ${actor.organizationId}
    ) AS known`;
  return row?.known ?? false;
}
