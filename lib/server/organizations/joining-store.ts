import { v7 as uuidv7 } from "uuid";
import type { Role } from "../../access.ts";
import type { Person } from "../access/actor.ts";
import { type AuditActor, auditInsert } from "../audit/audit.ts";
import { db, violatedConstraint } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { withdraw } from "./invitation-store.ts";
import { roleOf, type Transaction } from "./member-lock-store.ts";
import { lookAt } from "./organization-store.ts";

export interface OpenInvitation {
  id: string;
  organizationId: string;
  organizationName: string;
  email: string;
  role: Role;
  inviterName: string | null;
  /** Whether somebody of this address has an account already. */
  hasAccount: boolean;
}

type Row = Omit<OpenInvitation, "role"> & { role: string };

/** Neither accepted nor withdrawn nor expired. */
const usable = Prisma.sql`i."acceptedAt" IS NULL AND i."revokedAt" IS NULL AND i."expiresAt" > now()`;

/** The invitation of this token, while it can be accepted. */
export async function findInvitation(tokenHash: string): Promise<OpenInvitation | null> {
  const [row] = await selectInvitation(db(), tokenHash, Prisma.empty);
  return row ?? null;
}

async function selectInvitation(
  client: Pick<Transaction, "$queryRaw">,
  tokenHash: string,
  lock: Prisma.Sql,
): Promise<OpenInvitation[]> {
  const rows = await client.$queryRaw<Row[]>`
    SELECT i.id, i."organizationId", o.name AS "organizationName", i.email, i.role, u.name AS "inviterName",
           EXISTS (SELECT 1 FROM "User" known WHERE lower(known.email) = lower(i.email)) AS "hasAccount"
    FROM "Invitation" i JOIN "Organization" o ON o.id = i."organizationId"
    LEFT JOIN "User" u ON u.id = i."inviterId"
    WHERE i."tokenHash" = ${tokenHash} AND ${usable} ${lock}`;
  return rows.map((row) => ({ ...row, role: roleOf(row.role) }));
}

/** Of several who use a link at the same moment, the first is in, and the others come too late. */
const PATIENCE = { maxWait: 15_000, timeout: 30_000 };

async function withInvitationLocked<T>(
  tokenHash: string,
  join: (tx: Transaction, invitation: OpenInvitation) => Promise<T>,
): Promise<T | null> {
  return db().$transaction(async (tx) => {
    const [invitation] = await selectInvitation(tx, tokenHash, Prisma.sql`FOR UPDATE OF i`);
    return invitation === undefined ? null : join(tx, invitation);
  }, PATIENCE);
}

/**
 * Makes the person a member as the invitation says, uses it up, and has the session look at the organization: in one
 * transaction, with the audit event, after `decide` has not thrown. Null when the invitation is open no more, and
 * `already-member` when the person is a member already: the invitation is then withdrawn, and opens nothing later.
 */
export async function acceptInvitation(
  person: Person,
  tokenHash: string,
  decide: (invitation: OpenInvitation) => void,
): Promise<OpenInvitation | "already-member" | null> {
  return withInvitationLocked(tokenHash, async (tx, invitation) => {
    decide(invitation);
    if (!(await insertMember(tx, person, invitation))) {
      await withdraw(tx, joining(person, invitation), invitation.id);
      return "already-member";
    }
    await markAccepted(tx, invitation);
    await lookAt(tx, person, invitation.organizationId);
    return invitation;
  });
}

export interface NewAccount {
  userId: string;
  accountId: string;
  name: string;
  passwordHash: string;
}

/**
 * Makes an account with the invitation's address and makes it a member: both, with the audit event, or neither.
 * Null when the invitation is open no more, `account-exists` when somebody has the address already.
 */
export async function registerMember(
  origin: Pick<Person, "requestId" | "address">,
  tokenHash: string,
  account: NewAccount,
): Promise<OpenInvitation | "account-exists" | null> {
  const { userId, name } = account;
  try {
    return await withInvitationLocked(tokenHash, async (tx, invitation) => {
      if (invitation.hasAccount) return "account-exists";
      const { email, organizationId } = invitation;
      await tx.user.create({ data: { id: userId, name, email, lastOrganizationId: organizationId } });
      await tx.account.create({
        data: {
          id: account.accountId,
          accountId: userId,
          providerId: "credential",
          userId,
          password: account.passwordHash,
        },
      });
      await insertMember(tx, { ...origin, userId, name }, invitation);
      await markAccepted(tx, invitation);
      return invitation;
    });
  } catch (error) {
    // Somebody else's invitation of the same address was used at the same moment.
    if (violatedConstraint(error)?.includes("email")) return "account-exists";
    throw error;
  }
}

type Joining = Pick<Person, "userId" | "name" | "requestId" | "address">;

/** Who joins, as events of the organization name them. */
function joining(
  { userId, name, requestId, address }: Joining,
  { organizationId }: OpenInvitation,
): AuditActor {
  return { kind: "member", userId, name, organizationId, requestId, address };
}

async function insertMember(tx: Transaction, person: Joining, invitation: OpenInvitation): Promise<boolean> {
  const { userId } = person;
  const { organizationId, role, id: invitationId } = invitation;
  const audit = auditInsert(
    joining(person, invitation),
    {
      action: "member.joined",
      subject: { id: userId, name: role },
      after: { role },
      detail: { invitationId },
    },
    "changed",
  );
  const inserted = await tx.$executeRaw`
    WITH changed AS (
      INSERT INTO "Member" (id, "organizationId", "userId", role)
      VALUES (${uuidv7()}, ${organizationId}, ${userId}, ${role})
      ON CONFLICT ("organizationId", "userId") DO NOTHING
      RETURNING *
    ) ${audit}`;
  return inserted > 0;
}

async function markAccepted(tx: Transaction, { id }: OpenInvitation): Promise<void> {
  await tx.invitation.update({ where: { id }, data: { acceptedAt: new Date() }, select: { id: true } });
}
