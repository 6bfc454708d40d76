import { z } from "zod";
import type { Role } from "../../access.ts";
import type { Page } from "../../credentials.ts";
import type { Invitation, MemberQuery } from "../../organizations.ts";
import type { MemberActor } from "../access/actor.ts";
import { type AuditActor, auditInsert } from "../audit/audit.ts";
import { decodeCursor, encodeCursor, storableMoment } from "../cursor.ts";
import { db } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { roleOf, type Transaction, withMembersLocked } from "./member-lock-store.ts";
import type { Standing } from "./membership-rules.ts";

interface InvitationRow {
  id: string;
  email: string;
  role: string;
  inviterId: string | null;
  inviterName: string | null;
  createdAt: Date;
  expiresAt: Date;
}

const columns = Prisma.sql`
  i.id, i.email, i.role, i."inviterId", u.name AS "inviterName", i."createdAt", i."expiresAt"`;
const joins = Prisma.sql`LEFT JOIN "User" u ON u.id = i."inviterId"`;
const open = Prisma.sql`"acceptedAt" IS NULL AND "revokedAt" IS NULL`;

function toInvitation(row: InvitationRow): Invitation {
  return {
    id: row.id,
    email: row.email,
    role: roleOf(row.role),
    inviter: row.inviterId === null ? null : { id: row.inviterId, name: row.inviterName ?? "" },
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  };
}

const afterInvitation = z.tuple([z.literal("invitations"), storableMoment, z.uuid()]);

/** A page of the invitations that nobody has accepted or withdrawn, the newest first; expired ones are among them. */
export async function findInvitations(actor: MemberActor, query: MemberQuery): Promise<Page<Invitation>> {
  const conditions = [Prisma.sql`i."organizationId" = ${actor.organizationId} AND ${open}`];
  if (query.cursor !== undefined) {
    const [, createdAt, id] = decodeCursor(query.cursor, afterInvitation);
    conditions.push(Prisma.sql`(i."createdAt", i.id) < (${createdAt}::timestamptz, ${id}::uuid)`);
  }
  const rows = await db().$queryRaw<InvitationRow[]>`
    SELECT ${columns} FROM "Invitation" i ${joins}
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY i."createdAt" DESC, i.id DESC LIMIT ${query.limit + 1}`;
  const last = rows[query.limit - 1];
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: rows.slice(0, query.limit).map(toInvitation),
    nextCursor: more ? encodeCursor(["invitations", last.createdAt.toISOString(), last.id]) : null,
  };
}

export interface NewInvitationRow {
  id: string;
  email: string;
  role: Role;
  tokenHash: string;
  expiresAt: Date;
}

/**
 * Stores an invitation with its audit event, after `decide` has not thrown, in place of the open one of the same
 * address. `already-member`, with nothing stored, when the organization has somebody of this address.
 */
export async function insertInvitation(
  actor: MemberActor,
  row: NewInvitationRow,
  decide: (standing: Standing) => void,
): Promise<Invitation | "already-member"> {
  return withMembersLocked(actor, actor.userId, async (tx, standing) => {
    decide(standing);
    const replaced = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM "Invitation"
      WHERE "organizationId" = ${actor.organizationId} AND email = ${row.email} AND ${open} FOR UPDATE`;
    // Only now: whoever is accepting that one has come to an end with it.
    const members = await tx.$queryRaw<unknown[]>`
      SELECT m.id FROM "Member" m JOIN "User" u ON u.id = m."userId"
      WHERE m."organizationId" = ${actor.organizationId} AND lower(u.email) = ${row.email}`;
    if (members.length > 0) return "already-member";
    for (const { id } of replaced) await withdraw(tx, actor, id);
    return insert(tx, actor, row);
  });
}

async function insert(tx: Transaction, actor: MemberActor, row: NewInvitationRow): Promise<Invitation> {
  const { id, email, role, expiresAt } = row;
  const audit = auditInsert(
    actor,
    {
      action: "invitation.created",
      subject: { id, name: email },
      after: { email, role, expiresAt: expiresAt.toISOString() },
    },
    "changed",
  );
  const [created] = await tx.$queryRaw<InvitationRow[]>`
    WITH changed AS (
      INSERT INTO "Invitation" (id, "organizationId", email, role, "tokenHash", "inviterId", "expiresAt")
      VALUES (${id}::uuid, ${actor.organizationId}, ${email}, ${role}, ${row.tokenHash}, ${actor.userId}, ${expiresAt})
      RETURNING *
    ), audited AS (${audit})
    SELECT ${columns} FROM changed i ${joins}`;
  if (created === undefined) throw new Error("An invitation was not stored.");
  return toInvitation(created);
}

/** Withdraws an open invitation of the actor's organization, with its audit event. False when there is none. */
export async function withdrawInvitation(actor: MemberActor, id: string): Promise<boolean> {
  return (await withdraw(db(), actor, id)) > 0;
}

/** Withdraws what a member has invited to with one of these roles, each with its audit event. */
export async function withdrawInvitationsBy(
  tx: Transaction,
  actor: MemberActor,
  inviterId: string,
  invitedAs: readonly Role[],
): Promise<void> {
  if (invitedAs.length === 0) return;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Invitation"
    WHERE "organizationId" = ${actor.organizationId} AND "inviterId" = ${inviterId} AND ${open}
      AND role = ANY (${invitedAs})
    ORDER BY id FOR UPDATE`;
  for (const { id } of rows) await withdraw(tx, actor, id);
}

/** Withdraws what is open for a member's own address, each with its audit event: nobody stays invited who is removed. */
export async function withdrawInvitationsTo(
  tx: Transaction,
  actor: MemberActor,
  userId: string,
): Promise<void> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Invitation"
    WHERE "organizationId" = ${actor.organizationId} AND ${open}
      AND email = (SELECT lower(u.email) FROM "User" u WHERE u.id = ${userId})
    ORDER BY id FOR UPDATE`;
  for (const { id } of rows) await withdraw(tx, actor, id);
}

/** Withdraws an open invitation of the actor's organization, with its audit event. Answers how many there were. */
export async function withdraw(
  client: Pick<Transaction, "$executeRaw">,
  actor: AuditActor,
  id: string,
): Promise<number> {
  const audit = auditInsert(
    actor,
    {
      action: "invitation.revoked",
      subject: { id, name: Prisma.sql`email` },
      before: Prisma.sql`jsonb_build_object('email', email, 'role', role)`,
    },
    "changed",
  );
  return client.$executeRaw`
    WITH changed AS (
      UPDATE "Invitation" SET "revokedAt" = now()
      WHERE id = ${id}::uuid AND "organizationId" = ${actor.organizationId} AND ${open}
      RETURNING *
    ) ${audit}`;
}
