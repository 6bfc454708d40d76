import { db } from "../db.ts";
import type { Role } from "./permissions.ts";

export interface SessionRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  organizationId: string;
  organizationName: string;
}

/**
 * Session, user, membership and organization in one statement, always fresh: a session that was
 * revoked, or a member who was removed, is nobody at once.
 */
export async function findSession(token: string): Promise<SessionRow | null> {
  const rows = await db().$queryRaw<SessionRow[]>`
    SELECT u.id AS "userId", u.name, u.email, m.role, o.id AS "organizationId", o.name AS "organizationName"
    FROM "Session" s
    JOIN "User" u ON u.id = s."userId"
    JOIN "Member" m ON m."userId" = u.id
    JOIN "Organization" o ON o.id = m."organizationId"
    WHERE s.token = ${token} AND s."expiresAt" > now()
    ORDER BY m."createdAt", m.id
    LIMIT 1`;
  return rows[0] ?? null;
}

/** Whether anybody has an account: before that, the first visitor creates one. */
export async function anyUserExists(): Promise<boolean> {
  return (await db().user.findFirst({ select: { id: true } })) !== null;
}
