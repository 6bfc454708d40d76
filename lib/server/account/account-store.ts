import type { Account } from "../../own-account.ts";
import type { Person } from "../access/actor.ts";
import { recordOfPerson } from "../audit/person-audit-store.ts";
import { db, statement } from "../db.ts";
import type { Prisma } from "../generated/prisma/client.ts";

/** The account that a password belongs to; others are of providers of single sign-on. */
const PASSWORD_PROVIDER = "credential";

/** Whoever waits on a busy machine is not told that something broke. */
const PATIENCE = { maxWait: 15_000, timeout: 30_000 };

type Transaction = Prisma.TransactionClient;

/** A person's account; null when it is gone meanwhile. */
export async function findAccount({ userId }: Person): Promise<Account | null> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: {
      id: true,
      name: true,
      email: true,
      accounts: {
        where: { providerId: PASSWORD_PROVIDER, password: { not: null } },
        select: { id: true },
        take: 1,
      },
    },
  });
  if (user === null) return null;
  const { accounts, ...account } = user;
  return { ...account, hasPassword: accounts.length > 0 };
}

/** The hash of a person's password; null where they have none. */
export async function findPasswordHash({ userId }: Person): Promise<string | null> {
  const account = await db().account.findFirst({
    where: { userId, providerId: PASSWORD_PROVIDER },
    select: { password: true },
  });
  return account?.password ?? null;
}

/** Stores a person's new name, with its audit events; nothing where it is the one they have. */
export async function updateName(person: Person, name: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const [before] = await tx.$queryRaw<{ name: string }[]>`
      SELECT name FROM "User" WHERE id = ${person.userId} FOR UPDATE`;
    if (before === undefined || before.name === name) return;
    await tx.$executeRaw`UPDATE "User" SET name = ${name}, "updatedAt" = now() WHERE id = ${person.userId}`;
    await recordOfPerson(tx, person, {
      action: "account.renamed",
      subject: { id: person.userId, name },
      before: { name: before.name },
      after: { name },
    });
  }, PATIENCE);
}

export interface NewPassword {
  /** The hash that the current password was checked against. */
  currentHash: string;
  newHash: string;
  /** What the session that stays goes by from now on. */
  sessionToken: string;
}

/**
 * Stores a new password, ends all sessions but the person's own and gives that one its new token, with the audit
 * events. How many of the ended ones were still good; null, with nothing stored, when the password is not the one
 * that was checked any more.
 */
export async function replacePassword(person: Person, password: NewPassword): Promise<number | null> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.account.updateMany({
      where: { userId: person.userId, providerId: PASSWORD_PROVIDER, password: password.currentHash },
      data: { password: password.newHash },
    });
    if (count === 0) return null;
    await tx.$executeRaw`
      UPDATE "Session" SET token = ${password.sessionToken}, "updatedAt" = now()
      WHERE id = ${person.sessionId} AND "userId" = ${person.userId}`;
    const sessionsEnded = await removeOthers(tx, person);
    await recordOfPerson(tx, person, {
      action: "account.password_changed",
      subject: { id: person.userId, name: person.name },
      detail: { sessionsEnded },
    });
    return sessionsEnded;
  }, PATIENCE);
}

export interface SessionRow {
  id: string;
  ipAddress: string | null;
  userAgent: string | null;
  createdAt: string;
  expiresAt: string;
}

/** A person's sessions that are still good, their own first, then the newest; and how many there are in all. */
export async function findSessions(
  { userId, sessionId }: Person,
  limit: number,
): Promise<{ rows: SessionRow[]; total: number }> {
  const rows = await statement<SessionRow & { total: number }>`
    SELECT id, "ipAddress", left("userAgent", 1000) AS "userAgent", "createdAt", "expiresAt",
           count(*) OVER ()::int AS total
    FROM "Session" WHERE "userId" = ${userId} AND "expiresAt" > now()
    ORDER BY (id = ${sessionId}) DESC, "createdAt" DESC, id DESC LIMIT ${limit}`;
  return { rows, total: rows[0]?.total ?? 0 };
}

/** Ends one of a person's sessions, with its audit events. False when they have none of this id. */
export async function removeSession(person: Person, id: string): Promise<boolean> {
  return db().$transaction(async (tx) => {
    const { count } = await tx.session.deleteMany({ where: { id, userId: person.userId } });
    if (count > 0) await recordEnded(tx, person, count);
    return count > 0;
  }, PATIENCE);
}

/** Ends all of a person's sessions but their own, with the audit events. How many of them were still good. */
export async function removeOtherSessions(person: Person): Promise<number> {
  return db().$transaction(async (tx) => {
    const sessionsEnded = await removeOthers(tx, person);
    if (sessionsEnded > 0) await recordEnded(tx, person, sessionsEnded);
    return sessionsEnded;
  }, PATIENCE);
}

async function removeOthers(tx: Transaction, { userId, sessionId }: Person): Promise<number> {
  const removed = await tx.$queryRaw<{ good: boolean }[]>`
    DELETE FROM "Session" WHERE "userId" = ${userId} AND id <> ${sessionId}
    RETURNING "expiresAt" > now() AS good`;
  return removed.filter(({ good }) => good).length;
}

async function recordEnded(tx: Transaction, person: Person, sessionsEnded: number): Promise<void> {
  await recordOfPerson(tx, person, {
    action: "account.sessions_ended",
    subject: { id: person.userId, name: person.name },
    detail: { sessionsEnded },
  });
}
