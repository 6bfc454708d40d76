import type { Role, Scope } from "../../access.ts";
import { statement } from "../db.ts";

export interface SessionRow {
  sessionId: string;
  userId: string;
  name: string;
  email: string;
  /** These are null for somebody whom no organization has. */
  role: Role | null;
  organizationId: string | null;
  organizationName: string | null;
}

/**
 * Session, user, membership and organization in one statement, always fresh: a session that was revoked is nobody
 * at once, and a removed member sees nothing more of the organization. It is the one that the session looks at,
 * else the one that its person chose last, else the first that they joined.
 */
export async function findSession(token: string): Promise<SessionRow | null> {
  const rows = await statement<SessionRow>`
    SELECT s.id AS "sessionId", u.id AS "userId", u.name, u.email, m.role,
           o.id AS "organizationId", o.name AS "organizationName"
    FROM "Session" s
    JOIN "User" u ON u.id = s."userId"
    LEFT JOIN "Member" m ON m."userId" = u.id
    LEFT JOIN "Organization" o ON o.id = m."organizationId"
    WHERE s.token = ${token} AND s."expiresAt" > now()
    ORDER BY (m."organizationId" = s."activeOrganizationId") DESC NULLS LAST,
             (m."organizationId" = u."lastOrganizationId") DESC NULLS LAST, m."createdAt", m.id
    LIMIT 1`;
  return rows[0] ?? null;
}

export interface ApiTokenRow {
  tokenId: string;
  name: string;
  userId: string | null;
  userName: string | null;
  scopes: Scope[];
  limited: boolean;
  credentialIds: string[];
  organizationId: string;
  organizationName: string;
}

/** An API token that is neither revoked nor expired, in one statement that also notes, to the minute, its use. */
export async function findApiToken(tokenHash: string): Promise<ApiTokenRow | null> {
  const rows = await statement<ApiTokenRow>`
    WITH found AS (
      SELECT t.* FROM "ApiToken" t
      WHERE t."tokenHash" = ${tokenHash} AND t."revokedAt" IS NULL
        AND (t."expiresAt" IS NULL OR t."expiresAt" > now())
    ), noted AS (
      UPDATE "ApiToken" t SET "lastUsedAt" = now() FROM found
      WHERE t.id = found.id AND (found."lastUsedAt" IS NULL OR found."lastUsedAt" < now() - interval '1 minute')
    )
    SELECT t.id AS "tokenId", t.name, t."createdById" AS "userId", u.name AS "userName", t.scopes, t.limited, t."credentialIds",
           o.id AS "organizationId", o.name AS "organizationName"
    FROM found t
    JOIN "Organization" o ON o.id = t."organizationId"
    LEFT JOIN "User" u ON u.id = t."createdById"`;
  return rows[0] ?? null;
}

/** Whether anybody has an account: before that, the first visitor creates one. */
export async function anyUserExists(): Promise<boolean> {
  return (await statement`SELECT 1 FROM "User" LIMIT 1`).length > 0;
}
