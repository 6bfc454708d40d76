import { type AuditActor, auditInsert } from "../audit/audit.ts";
import { db } from "../db.ts";

export interface OwnerRows {
  userId: string;
  accountId: string;
  memberId: string;
  organizationId: string;
  organizationName: string;
  name: string;
  email: string;
  passwordHash: string;
  requestId: string;
  address: string | null;
}

/** Any number will do, as long as everyone who creates a first account takes the same. */
const FIRST_ACCOUNT_LOCK = 7_311_903;

/** Those who wait for the lock on a busy machine are told that they came second, not that something broke. */
const PATIENCE = { maxWait: 15_000, timeout: 30_000 };

/** Stores the first account with its audit events, unless there is one: then false, and nothing is stored. */
export async function insertOwner(rows: OwnerRows): Promise<boolean> {
  return db().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${FIRST_ACCOUNT_LOCK})`;
    if ((await tx.user.findFirst({ select: { id: true } })) !== null) return false;
    await tx.user.create({ data: { id: rows.userId, name: rows.name, email: rows.email } });
    await tx.account.create({
      data: {
        id: rows.accountId,
        accountId: rows.userId,
        providerId: "credential",
        userId: rows.userId,
        password: rows.passwordHash,
      },
    });
    await tx.organization.create({
      data: { id: rows.organizationId, name: rows.organizationName, slug: rows.organizationId },
    });
    await tx.member.create({
      data: { id: rows.memberId, organizationId: rows.organizationId, userId: rows.userId, role: "owner" },
    });
    const actor: AuditActor = { kind: "member", ...rows };
    const organization = { id: rows.organizationId, name: rows.organizationName };
    const founded = auditInsert(
      actor,
      { action: "organization.created", subject: organization, after: { name: rows.organizationName } },
      "changed",
    );
    const joined = auditInsert(
      actor,
      {
        action: "member.joined",
        subject: { id: rows.userId, name: rows.name },
        after: { email: rows.email, role: "owner" },
      },
      "changed",
    );
    await tx.$executeRaw`WITH changed AS (SELECT 1) ${founded}`;
    await tx.$executeRaw`WITH changed AS (SELECT 1) ${joined}`;
    return true;
  }, PATIENCE);
}
