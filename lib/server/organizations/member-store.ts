import { z } from "zod";
import type { Role } from "../../access.ts";
import type { Page } from "../../credentials.ts";
import type { Member, MemberQuery } from "../../organizations.ts";
import type { MemberActor } from "../access/actor.ts";
import { type AuditEntry, auditInsert } from "../audit/audit.ts";
import { decodeCursor, encodeCursor, storableMoment, storableText } from "../cursor.ts";
import { db } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { withdrawInvitationsBy, withdrawInvitationsTo } from "./invitation-store.ts";
import { roleOf, type Transaction, withMembersLocked } from "./member-lock-store.ts";
import { rolesNotToGive, type Standing } from "./membership-rules.ts";

interface MemberRow {
  id: string;
  name: string;
  email: string;
  role: string;
  joinedAt: Date;
}

const columns = Prisma.sql`u.id, u.name, u.email, m.role, m."createdAt" AS "joinedAt"`;

function toMember({ joinedAt, role, ...row }: MemberRow): Member {
  return { ...row, role: roleOf(role), joinedAt: joinedAt.toISOString() };
}

const afterMember = z.tuple([z.literal("members"), storableMoment, storableText]);

/** A page of the organization's members, in the order in which they joined. */
export async function findMembers(actor: MemberActor, query: MemberQuery): Promise<Page<Member>> {
  const conditions = [Prisma.sql`m."organizationId" = ${actor.organizationId}`];
  if (query.cursor !== undefined) {
    const [, joinedAt, userId] = decodeCursor(query.cursor, afterMember);
    conditions.push(Prisma.sql`(m."createdAt", m."userId") > (${joinedAt}::timestamptz, ${userId})`);
  }
  const rows = await db().$queryRaw<MemberRow[]>`
    SELECT ${columns} FROM "Member" m JOIN "User" u ON u.id = m."userId"
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY m."createdAt", m."userId" LIMIT ${query.limit + 1}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: rows.slice(0, query.limit).map(toMember),
    nextCursor: more ? encodeCursor(["members", last.joinedAt.toISOString(), last.id]) : null,
  };
}

/** Whether the organization has no other owner than this member. */
export async function isLastOwner(actor: MemberActor): Promise<boolean> {
  const others = await db().member.count({
    where: { organizationId: actor.organizationId, role: "owner", userId: { not: actor.userId } },
  });
  return actor.role === "owner" && others === 0;
}

/**
 * Changes a role after `decide` has not thrown, with its audit event, and withdraws what the member has invited to
 * and could not any more. A role that it is already changes nothing.
 */
export async function changeRole(
  actor: MemberActor,
  userId: string,
  role: Role,
  decide: (standing: Standing) => void,
): Promise<Member | null> {
  return withMembersLocked(actor, userId, async (tx, standing) => {
    decide(standing);
    if (standing.targetRole !== role) await setRole(tx, actor, userId, role, "member.role_changed");
    return findMember(tx, actor, userId);
  });
}

/** Makes the member an owner and the actor an admin, after `decide` has not thrown: both or neither. */
export async function transferOwnership(
  actor: MemberActor,
  userId: string,
  decide: (standing: Standing) => void,
): Promise<Member | null> {
  return withMembersLocked(actor, userId, async (tx, standing) => {
    decide(standing);
    await setRole(tx, actor, userId, "owner", "ownership.transferred");
    await setRole(tx, actor, actor.userId, "admin", "member.role_changed");
    return findMember(tx, actor, userId);
  });
}

/**
 * Removes a member after `decide` has not thrown, with the audit event, and withdraws the invitations that they wrote,
 * and those to them.
 */
export async function removeMember(
  actor: MemberActor,
  userId: string,
  decide: (standing: Standing) => void,
): Promise<void> {
  await withMembersLocked(actor, userId, async (tx, standing) => {
    decide(standing);
    // First, in the order in which one is accepted: the invitation, then the member.
    await withdrawInvitationsTo(tx, actor, userId);
    const audit = auditInsert(
      actor,
      {
        action: standing.oneself ? "member.left" : "member.removed",
        subject: { id: userId, name: nameOf(userId) },
        before: Prisma.sql`jsonb_build_object('role', role)`,
      },
      "changed",
    );
    await tx.$executeRaw`
      WITH changed AS (
        DELETE FROM "Member" WHERE "organizationId" = ${actor.organizationId} AND "userId" = ${userId} RETURNING *
      ) ${audit}`;
    await withdrawInvitationsBy(tx, actor, userId, rolesNotToGive(null));
  });
}

async function setRole(
  tx: Transaction,
  actor: MemberActor,
  userId: string,
  role: Role,
  action: AuditEntry["action"],
): Promise<void> {
  const audit = auditInsert(
    actor,
    {
      action,
      subject: { id: userId, name: nameOf(userId) },
      before: Prisma.sql`jsonb_build_object('role', "earlierRole")`,
      after: { role },
    },
    "changed",
  );
  await tx.$executeRaw`
    WITH earlier AS (
      SELECT id, role AS "earlierRole" FROM "Member"
      WHERE "organizationId" = ${actor.organizationId} AND "userId" = ${userId}
    ), changed AS (
      UPDATE "Member" SET role = ${role} FROM earlier WHERE "Member".id = earlier.id RETURNING "earlierRole"
    ) ${audit}`;
  await withdrawInvitationsBy(tx, actor, userId, rolesNotToGive(role));
}

/** What the person is called, as SQL. */
function nameOf(userId: string): Prisma.Sql {
  return Prisma.sql`(SELECT u.name FROM "User" u WHERE u.id = ${userId})`;
}

async function findMember(tx: Transaction, actor: MemberActor, userId: string): Promise<Member | null> {
  const [row] = await tx.$queryRaw<MemberRow[]>`
    SELECT ${columns} FROM "Member" m JOIN "User" u ON u.id = m."userId"
    WHERE m."organizationId" = ${actor.organizationId} AND m."userId" = ${userId}`;
  return row === undefined ? null : toMember(row);
}

/** Up to `limit` members besides this one who own a credential, by name: what everybody sees of them on its tile. */
export async function findColleagues(
  actor: MemberActor,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  // One look at the index for each of them: as a semi-join it would be all of the organization's credentials.
  return db().$queryRaw<{ id: string; name: string }[]>`
    SELECT u.id, u.name FROM "Member" m JOIN "User" u ON u.id = m."userId"
    CROSS JOIN LATERAL (
      SELECT FROM "Credential" c WHERE c."createdById" = u.id AND c."organizationId" = m."organizationId" LIMIT 1
    ) owned
    WHERE m."organizationId" = ${actor.organizationId} AND u.id <> ${actor.userId}
    ORDER BY lower(u.name), u.id LIMIT ${limit}`;
}
