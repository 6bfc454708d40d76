import type { OwnOrganization } from "../../organizations.ts";
import type { MemberActor, Person } from "../access/actor.ts";
import { auditInsert } from "../audit/audit.ts";
import { db, statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { roleOf, type Transaction } from "./member-lock-store.ts";

type Row = Omit<OwnOrganization, "role"> & { role: string };

/**
 * The organizations that have this person, by name. Which of them is the current one is found as `findSession`
 * finds it.
 */
export async function findOrganizations(
  person: Pick<Person, "userId" | "sessionId">,
): Promise<OwnOrganization[]> {
  const rows = await statement<Row>`
    SELECT o.id, o.name, m.role,
           row_number() OVER (
             ORDER BY (o.id = s."activeOrganizationId") DESC NULLS LAST,
                      (o.id = u."lastOrganizationId") DESC NULLS LAST, m."createdAt", m.id
           ) = 1 AS current
    FROM "Member" m
    JOIN "Organization" o ON o.id = m."organizationId"
    JOIN "User" u ON u.id = m."userId"
    LEFT JOIN "Session" s ON s.id = ${person.sessionId} AND s."userId" = m."userId"
    WHERE m."userId" = ${person.userId}
    ORDER BY lower(o.name), o.id`;
  return rows.map((row) => ({ ...row, role: roleOf(row.role) }));
}

export interface NewOrganizationRow {
  id: string;
  memberId: string;
  name: string;
}

/** Stores an organization with its creator as owner and the audit event, and has their session look at it. */
export async function insertOrganization(person: Person, row: NewOrganizationRow): Promise<void> {
  const { userId, name, requestId, address } = person;
  const audit = auditInsert(
    { kind: "member", userId, name, requestId, address, organizationId: row.id },
    {
      action: "organization.created",
      subject: { id: row.id, name: row.name },
      after: { name: row.name },
    },
    "changed",
  );
  await db().$transaction(async (tx) => {
    await tx.$executeRaw`
      WITH changed AS (
        INSERT INTO "Organization" (id, name, slug) VALUES (${row.id}, ${row.name}, ${row.id}) RETURNING *
      ) ${audit}`;
    await tx.member.create({
      data: { id: row.memberId, organizationId: row.id, userId, role: "owner" },
      select: { id: true },
    });
    await lookAt(tx, person, row.id);
  });
}

/** Renames the actor's organization, with the audit event. */
export async function renameOrganization(actor: MemberActor, name: string): Promise<void> {
  const id = actor.organizationId;
  const audit = auditInsert(
    actor,
    {
      action: "organization.renamed",
      subject: { id, name },
      before: Prisma.sql`jsonb_build_object('name', "earlierName")`,
      after: { name },
    },
    "changed",
  );
  await db().$executeRaw`
    WITH earlier AS (
      SELECT id, name AS "earlierName" FROM "Organization" WHERE id = ${id} FOR NO KEY UPDATE
    ), changed AS (
      UPDATE "Organization" SET name = ${name} FROM earlier
      WHERE "Organization".id = earlier.id AND "earlierName" <> ${name}
      RETURNING "earlierName"
    ) ${audit}`;
}

/** Has the person's session look at the organization, and later ones begin there. False where it does not have them. */
export async function selectOrganization(person: Person, organizationId: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const member = await tx.member.findUnique({
      where: { organizationId_userId: { organizationId, userId: person.userId } },
      select: { id: true },
    });
    if (member === null) return false;
    await lookAt(tx, person, organizationId);
    return true;
  });
}

/** Where the person's session looks from now on, and where later ones begin. */
export async function lookAt(
  tx: Transaction,
  { userId, sessionId }: Pick<Person, "userId" | "sessionId">,
  organizationId: string,
): Promise<void> {
  await tx.$executeRaw`
    WITH seen AS (
      UPDATE "Session" SET "activeOrganizationId" = ${organizationId} WHERE id = ${sessionId} AND "userId" = ${userId}
    )
    UPDATE "User" SET "lastOrganizationId" = ${organizationId} WHERE id = ${userId}`;
}
