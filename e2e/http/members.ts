import { type APIRequestContext, expect, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { owner } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";

/** Somebody with an account, as the database has it. */
export interface Member {
  userId: string;
  organizationId: string;
  name: string;
  email: string;
  /** The API, as this person. */
  api: APIRequestContext;
}

/** A new organization, without anybody in it. There is no way to make a second one but SQL. */
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
    `SELECT m."organizationId" FROM "Member" m JOIN "User" u ON u.id = m."userId" WHERE u.email = $1`,
    [owner.email],
  );
  if (row === undefined) throw new Error("There is no owner yet.");
  return row.organizationId;
}

/** Somebody new with this role, who has the owner's password and has signed in. */
export async function addMember(tessera: Tessera, organizationId: string, role: string): Promise<Member> {
  const userId = uuidv7();
  const name = `${role} ${unique()}`;
  const email = `${userId}@example.com`;
  await tessera.sql(`INSERT INTO "User" (id, name, email, "updatedAt") VALUES ($1, $2, $3, now())`, [
    userId,
    name,
    email,
  ]);
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
  const api = await request.newContext({ baseURL: tessera.url });
  const response = await api.post("/api/auth/sign-in/email", { data: { email, password: owner.password } });
  expect(response.status(), await response.text()).toBe(200);
  return { userId, organizationId, name, email, api };
}
