import type { AuditEntry } from "../audit/audit.ts";
import type { AuditAction } from "../audit/audit-action.ts";
import { type AuditPerson, recordOfPerson } from "../audit/person-audit-store.ts";
import type { Prisma } from "../generated/prisma/client.ts";
import { authRequest } from "./auth-request.ts";

type Transaction = Prisma.TransactionClient;

/**
 * Makes a change of better-auth's by `change`, and records it, both in `tx`. What it gives is what the change gave.
 * No code, secret, hash, key or token of what it sees is part of an event.
 */
export type Write = (tx: Transaction, args: object, change: () => Promise<unknown>) => Promise<unknown>;

interface Account extends AuditPerson {
  twoFactorEnabled: boolean;
}

const PASSWORD_PROVIDER = "credential";

/**
 * Somebody's account, for as long as the transaction lasts: whatever else of better-auth's would change it waits, so
 * that an event says what is true of it.
 */
async function holdAccount(tx: Transaction, userId: string): Promise<Account | null> {
  const [row] = await tx.$queryRaw<{ name: string; twoFactorEnabled: boolean }[]>`
    SELECT name, "twoFactorEnabled" FROM "User" WHERE id = ${userId} FOR NO KEY UPDATE`;
  const { requestId, address } = authRequest();
  return row === undefined ? null : { userId, ...row, requestId, address };
}

async function record(tx: Transaction, account: Account, entry: AuditEntry): Promise<void> {
  const { twoFactorEnabled: _, ...person } = account;
  await recordOfPerson(tx, person, entry);
}

/** Of the account itself; what there is to say besides is in `detail`. */
function recordOwn(
  tx: Transaction,
  account: Account,
  action: AuditAction,
  detail: AuditEntry["detail"] = {},
) {
  return record(tx, account, { action, subject: { id: account.userId, name: account.name }, detail });
}

const withoutEvent: Write = (_tx, _args, change) => change();

/**
 * A session begins: somebody has signed in. Unless it replaces the one they had, or a password has only led to the
 * question for a code. That session opens nothing from the start: the library ends it before it answers, but not where
 * two-factor was turned on since it looked.
 */
const beginSession: Write = async (tx, args, change) => {
  const request = authRequest();
  const { data } = args as Prisma.SessionCreateArgs;
  const account = await holdAccount(tx, String(data.userId));
  const session = (await change()) as { id: string };
  const asksForCode = request.signsInWith === "password" && account?.twoFactorEnabled === true;
  if (asksForCode) await expire(tx, session.id);
  if (account === null || request.renewsSession || asksForCode) request.unannounced.add(session.id);
  else {
    const { signsInWith } = request;
    await recordOwn(
      tx,
      account,
      "account.signed_in",
      signsInWith === undefined ? {} : { signInMethod: signsInWith },
    );
  }
  return session;
};

async function expire(tx: Transaction, id: string): Promise<void> {
  await tx.session.update({ where: { id }, data: { expiresAt: new Date(0) }, select: { id: true } });
}

/** Sessions end: the one that the request came with by signing out, others with a change that ends them. */
const endSessions: Write = async (tx, args, change) => {
  const { where } = args as Prisma.SessionDeleteManyArgs;
  const found = await tx.session.findMany({ where, select: { userId: true }, distinct: ["userId"] });
  const accounts: Account[] = [];
  for (const userId of found.map((session) => session.userId).sort()) {
    const account = await holdAccount(tx, userId);
    if (account !== null) accounts.push(account);
  }
  const select = { id: true, userId: true, token: true } as const;
  const good = await tx.session.findMany({
    where: { AND: [where ?? {}, { expiresAt: { gt: new Date() } }] },
    select,
  });
  const result = await change();
  for (const account of accounts) {
    await recordEnded(
      tx,
      account,
      good.filter(({ userId }) => userId === account.userId),
    );
  }
  return result;
};

async function recordEnded(
  tx: Transaction,
  account: Account,
  sessions: readonly { id: string; token: string }[],
): Promise<void> {
  const { sessionToken, signsOut, renewsSession, unannounced } = authRequest();
  const known = sessions.filter(({ id }) => !unannounced.has(id));
  const others = known.filter(({ token }) => token !== sessionToken);
  const endsOwn = others.length < known.length;
  if (endsOwn && signsOut === true) await recordOwn(tx, account, "account.signed_out");
  // The one that is replaced goes on under another name.
  const sessionsEnded = others.length + (endsOwn && signsOut !== true && !renewsSession ? 1 : 0);
  if (sessionsEnded > 0) await recordOwn(tx, account, "account.sessions_ended", { sessionsEnded });
}

/** Two-factor is turned on or off. Whoever does it gets another session for the one at hand. */
const changeUser: Write = async (tx, args, change) => {
  const { where, data } = args as Prisma.UserUpdateArgs;
  const { twoFactorEnabled } = data;
  if (typeof twoFactorEnabled !== "boolean") return change();
  const account = await holdAccount(tx, String(where.id));
  const user = await change();
  authRequest().renewsSession = true;
  if (account !== null && account.twoFactorEnabled !== twoFactorEnabled) {
    await recordOwn(tx, account, twoFactorEnabled ? "account.two_factor_on" : "account.two_factor_off");
  }
  return user;
};

/** Recovery codes are used or renewed. Those that come with a new secret count when two-factor is turned on. */
const changeTwoFactor: Write = async (tx, args, change) => {
  const { data } = args as Prisma.TwoFactorUpdateArgs;
  const twoFactor = (await change()) as { userId: string };
  if (data.backupCodes === undefined || data.secret !== undefined) return twoFactor;
  const account = await holdAccount(tx, twoFactor.userId);
  const used = authRequest().spendsRecoveryCode === true;
  if (account !== null) {
    await recordOwn(tx, account, used ? "account.recovery_code_used" : "account.recovery_codes_renewed");
  }
  return twoFactor;
};

/** A passkey comes or goes. */
function passkeyEvent(action: AuditAction): Write {
  return async (tx, _args, change) => {
    const passkey = (await change()) as { id: string; name: string | null; userId: string };
    const account = await holdAccount(tx, passkey.userId);
    const subject = { id: passkey.id, name: passkey.name ?? "Passkey" };
    if (account !== null) await record(tx, account, { action, subject });
    return passkey;
  };
}

/** Somebody's account at the provider of single sign-on opens theirs here from now on. */
const linkProvider: Write = async (tx, args, change) => {
  const { data } = args as Prisma.AccountCreateArgs;
  if (data.providerId === PASSWORD_PROVIDER)
    throw new Error("Nothing records a password that better-auth sets.");
  const row = await change();
  const account = await holdAccount(tx, String(data.userId));
  if (account !== null) await recordOwn(tx, account, "account.provider_linked");
  return row;
};

/** Every way in which better-auth may change somebody's account, by model and by method of Prisma's. */
export const authWrites: Record<string, Record<string, Write>> = {
  session: { create: beginSession, delete: endSessions, deleteMany: endSessions },
  user: { update: changeUser },
  account: { create: linkProvider },
  twoFactor: {
    // Opens nothing yet: it is turned on by the first code.
    create: withoutEvent,
    update: changeTwoFactor,
    // Goes when two-factor has been turned off.
    deleteMany: withoutEvent,
  },
  passkey: {
    create: passkeyEvent("account.passkey_added"),
    delete: passkeyEvent("account.passkey_removed"),
    // How often it was used.
    update: withoutEvent,
  },
};
