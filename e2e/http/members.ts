import { createHash, createHmac, randomBytes } from "node:crypto";
import { type APIRequestContext, expect, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { owner } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";

/** Somebody with an account. */
export interface Member {
  userId: string;
  organizationId: string;
  name: string;
  email: string;
  /** The API, as this person. */
  api: APIRequestContext;
}

/** A new organization, without anybody in it: only SQL makes one of these. */
export async function addOrganization(tessera: Tessera): Promise<string> {
  const id = uuidv7();
  await tessera.sql(`INSERT INTO "Organization" (id, name, slug) VALUES ($1, $2, $1)`, [
    id,
    `Organization ${unique()}`,
  ]);
  return id;
}

/** The organization that the first account owns. */
export async function firstOrganization(tessera: Tessera): Promise<string> {
  const [row] = await tessera.sql<{ organizationId: string }>(
    `SELECT m."organizationId" FROM "Member" m JOIN "User" u ON u.id = m."userId" WHERE u.email = $1
     ORDER BY m."createdAt" LIMIT 1`,
    [owner.email],
  );
  if (row === undefined) throw new Error("There is no owner yet.");
  return row.organizationId;
}

/** Somebody new with this role, who is signed in. Also a role that there is not. */
export async function addMember(tessera: Tessera, organizationId: string, role: string): Promise<Member> {
  const account = await addAccount(tessera, organizationId, role);
  return { ...account, api: await signInAs(tessera, account.userId) };
}

/** The API, with a new session of somebody's that took no password: hashing one takes longer than most tests. */
async function signInAs(tessera: Tessera, userId: string): Promise<APIRequestContext> {
  const token = randomBytes(24).toString("base64url");
  await tessera.sql(
    `INSERT INTO "Session" (id, token, "userId", "expiresAt", "updatedAt")
     VALUES ($1, $2, $3, now() + interval '14 days', now())`,
    [uuidv7(), token, userId],
  );
  const signature = createHmac("sha256", tessera.sessionSecret()).update(token).digest("base64");
  const cookie = {
    name: "better-auth.session_token",
    value: encodeURIComponent(`${token}.${signature}`),
    domain: new URL(tessera.url).hostname,
    path: "/",
    expires: -1,
    httpOnly: true,
    secure: false,
    sameSite: "Lax" as const,
  };
  return request.newContext({ baseURL: tessera.url, storageState: { cookies: [cookie], origins: [] } });
}

export function newEmail(): string {
  return `${unique()}@example.com`;
}

/** An open invitation, straight in the database, as one that was written then. Gives the end of its link. */
export async function addInvitation(
  tessera: Tessera,
  organizationId: string,
  { email = newEmail(), role = "viewer", expiresIn = "7 days" } = {},
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tessera.sql(
    `INSERT INTO "Invitation" (id, "organizationId", email, role, "tokenHash", "expiresAt")
     VALUES ($1, $2, $3, $4, $5, now() + $6::interval)`,
    [uuidv7(), organizationId, email, role, createHash("sha256").update(token).digest("hex"), expiresIn],
  );
  return token;
}

/** What `POST /api/v1/invitations` answers, and the end of its link. */
export interface Invited {
  id: string;
  email: string;
  role: string;
  link: string;
  mail: string;
  token: string;
}

/** Invites an address over the API. */
export async function invite(api: APIRequestContext, role: string, email = newEmail()): Promise<Invited> {
  const response = await api.post("/api/v1/invitations", { data: { email, role } });
  expect(response.status(), await response.text()).toBe(201);
  const invitation = (await response.json()) as Omit<Invited, "token">;
  return { ...invitation, token: invitation.link.split("/").at(-1) ?? "" };
}

/** Makes an account with the link of an invitation, and gives the person, signed in. */
export async function register(
  tessera: Tessera,
  token: string,
  { organizationId = "", name = `Somebody ${unique()}` } = {},
): Promise<Member> {
  const api = await request.newContext({ baseURL: tessera.url });
  const response = await api.post("/api/v1/invitations/register", {
    data: { token, name, password: owner.password },
  });
  expect(response.status(), await response.text()).toBe(201);
  const { userId } = (await response.json()) as { userId: string };
  const [row] = await tessera.sql<{ email: string }>(`SELECT email FROM "User" WHERE id = $1`, [userId]);
  return { userId, organizationId, name, email: row?.email ?? "", api };
}

/** A new organization with an owner of its own, who is in no other. */
export async function addHouse(tessera: Tessera): Promise<Member> {
  return addMember(tessera, await addOrganization(tessera), "owner");
}

/** The role that somebody has in an organization, as the database has it; null for who is no member. */
export async function roleIn(
  tessera: Tessera,
  organizationId: string,
  userId: string,
): Promise<string | null> {
  const [row] = await tessera.sql<{ role: string }>(
    `SELECT role FROM "Member" WHERE "organizationId" = $1 AND "userId" = $2`,
    [organizationId, userId],
  );
  return row?.role ?? null;
}

/** What was recorded in an organization, in order. */
export async function events(tessera: Tessera, organizationId: string) {
  return tessera.sql<{
    action: string;
    actorId: string;
    actorName: string;
    subjectId: string;
    subjectName: string;
    before: unknown;
    after: unknown;
  }>(
    `SELECT action, "actorId", "actorName", "subjectId", "subjectName", before, after
     FROM "AuditEvent" WHERE "organizationId" = $1 ORDER BY id`,
    [organizationId],
  );
}

/** Somebody new with this role, who has the owner's password and has not signed in. */
export async function addAccount(
  tessera: Tessera,
  organizationId: string,
  role: string,
): Promise<Omit<Member, "api">> {
  const userId = uuidv7();
  const name = `${role} ${unique()}`;
  const email = `${userId}@example.com`;
  await tessera.sql(
    `INSERT INTO "User" (id, name, email, "lastOrganizationId", "updatedAt") VALUES ($1, $2, $3, $4, now())`,
    [userId, name, email, organizationId],
  );
  await tessera.sql(
    `INSERT INTO "Account" (id, "accountId", "providerId", "userId", password, "updatedAt")
     SELECT $1, $2, 'credential', $2, a.password, now()
     FROM "Account" a JOIN "User" u ON u.id = a."userId" WHERE u.email = $3`,
    [uuidv7(), userId, owner.email],
  );
  await tessera.sql(`INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, $4)`, [
    uuidv7(),
    organizationId,
    userId,
    role,
  ]);
  return { userId, organizationId, name, email };
}
