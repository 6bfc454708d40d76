import { validate as isUuid } from "uuid";
import type { Account, AccountChange, PasswordChange, Session, Sessions } from "../../own-account.ts";
import type { Person } from "../access/actor.ts";
import { checkPassword } from "../access/check-password.ts";
import { hashPassword, verifyPassword } from "../access/password-hash.ts";
import { newSessionToken } from "../access/session-cookie.ts";
import { throttled } from "../access/sign-in-throttle.ts";
import { invalid, notFound, Refusal } from "../errors.ts";
import * as store from "./account-store.ts";
import { describeDevice } from "./describe-device.ts";

/** More than anybody looks through; whoever has more ends all others at once. */
const SESSIONS_SHOWN = 100;

/** The person's own account. */
export async function getAccount(person: Person): Promise<Account> {
  const account = await store.findAccount(person);
  if (account === null) throw notFound("account");
  return account;
}

/** Gives the person another name. Safe to repeat. */
export async function changeAccount(person: Person, { name }: AccountChange): Promise<Account> {
  await store.updateName(person, name);
  return getAccount(person);
}

/**
 * Gives the person another password, and ends every session but their own. That one goes by `sessionToken` from now
 * on, so that whoever copied its cookie is out as well. A wrong current password counts as a wrong sign-in.
 */
export async function changePassword(
  person: Person,
  { currentPassword, newPassword }: PasswordChange,
): Promise<{ sessionsEnded: number; sessionToken: string }> {
  await checkPassword(newPassword, person, "newPassword");
  const currentHash = await store.findPasswordHash(person);
  if (currentHash === null) {
    throw new Refusal(
      409,
      "no_password",
      "Your account has no password: you sign in with your company’s single sign-on.",
    );
  }
  const replaced = await throttled(person, async () => {
    if (!(await verifyPassword({ hash: currentHash, password: currentPassword }))) {
      return { right: false, outcome: null };
    }
    if (newPassword === currentPassword) {
      throw invalid([
        { field: "newPassword", message: "This is your current password: choose another one." },
      ]);
    }
    return { right: true, outcome: await replace(person, currentHash, newPassword) };
  });
  if (replaced === null) {
    throw invalid([
      { field: "currentPassword", message: "This is not your current password: check it and try again." },
    ]);
  }
  return replaced;
}

/** Null when the password was changed by somebody else meanwhile: then the one that was checked is not current. */
async function replace(person: Person, currentHash: string, newPassword: string) {
  const sessionToken = newSessionToken();
  const newHash = await hashPassword(newPassword);
  const sessionsEnded = await store.replacePassword(person, { currentHash, newHash, sessionToken });
  return sessionsEnded === null ? null : { sessionsEnded, sessionToken };
}

/** Where the person is signed in. */
export async function listSessions(person: Person): Promise<Sessions> {
  const { rows, total } = await store.findSessions(person, SESSIONS_SHOWN);
  return { data: rows.map((row) => toSession(row, person)), total };
}

function toSession(row: store.SessionRow, person: Person): Session {
  return {
    id: row.id,
    current: row.id === person.sessionId,
    device: describeDevice(row.userAgent),
    address: row.ipAddress === null || row.ipAddress === "" ? null : row.ipAddress,
    createdAt: row.createdAt,
    expiresAt: row.expiresAt,
  };
}

/** Signs the person out in one place, at once. A session of somebody else is a 404. */
export async function endSession(person: Person, id: string): Promise<void> {
  if (!isUuid(id) || !(await store.removeSession(person, id))) throw notFound("session");
}

/** Signs the person out everywhere else, at once. */
export async function endOtherSessions(person: Person): Promise<{ sessionsEnded: number }> {
  return { sessionsEnded: await store.removeOtherSessions(person) };
}
