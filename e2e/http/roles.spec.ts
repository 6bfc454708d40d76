import type { APIRequestContext } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { moveOwnerTo } from "../browser/desk.ts";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { pagesOfApp, routesOfApp } from "./app-routes.ts";
import {
  createCredential,
  createDestination,
  createSource,
  newCredential,
  newDestination,
  newSource,
  unique,
} from "./credentials.ts";
import { addMember, addOrganization, firstOrganization, invite, newEmail } from "./members.ts";
import { expectProblem } from "./problems.ts";
import { LINES_TYPE, newRecord } from "./records.ts";
import { apiWith, createToken, newToken, scopes } from "./tokens.ts";
import { NOWHERE } from "./webhooks.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ROLES = ["viewer", "member", "admin", "owner"] as const;
type Role = (typeof ROLES)[number];
type Scope = (typeof scopes)[number];

/** Makes what a request is about, new for each request: what belongs to somebody, to whom the question is about. */
interface Things {
  credential: () => Promise<string>;
  /** A credential in the bin. */
  deleted: () => Promise<string>;
  source: () => Promise<string>;
  destination: () => Promise<string>;
  token: () => Promise<string>;
  invitation: () => Promise<string>;
  /** Whoever the question is about, as a member. */
  member: () => Promise<string>;
  organization: () => Promise<string>;
}

interface Entry {
  /** Viewer, member, admin, owner: ● may, · may not, ○ may with what is theirs, or with themselves. */
  roles: string;
  /** The scope that a token needs, or all of those; `any` where every token may, `none` where no token may. */
  scope: Scope | readonly Scope[] | "any" | "none";
  /** Its address; without one, the route's own. */
  path?: (things: Things) => Promise<string>;
  body?: (things: Things) => Promise<Record<string, unknown>>;
  headers?: Record<string, string>;
  /** What it answers to whoever may; without one, a success. */
  status?: number;
}

/** Who may do what: every route and method of the API. The first test fails when one is missing here. */
const table: Record<string, Entry> = {
  "GET /api/v1/activity": { roles: "· · ● ●", scope: "none" },
  "GET /api/v1/activity/export": { roles: "· · ● ●", scope: "none" },
  "GET /api/v1/connectors": { roles: "● ● ● ●", scope: "any" },
  "GET /api/v1/openapi.json": { roles: "● ● ● ●", scope: "any" },
  "GET /api/v1/credentials": { roles: "● ● ● ●", scope: "credentials:read" },
  "POST /api/v1/credentials": {
    roles: "· ● ● ●",
    scope: "credentials:write",
    body: async () => newCredential(),
  },
  "GET /api/v1/credentials/[id]": {
    roles: "● ● ● ●",
    scope: "credentials:read",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}`,
  },
  "PATCH /api/v1/credentials/[id]": {
    roles: "· ○ ● ●",
    scope: "credentials:write",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}`,
    headers: { "if-match": '"1"' },
    body: async () => ({ name: `Credential ${unique()}`, environment: "staging" }),
  },
  "POST /api/v1/credentials/[id]/duplicate": {
    roles: "· ● ● ●",
    scope: "credentials:write",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/duplicate`,
    body: async () => {
      const { connector: _, ...body } = newCredential();
      return body;
    },
  },
  "DELETE /api/v1/credentials/[id]": {
    roles: "· ○ ● ●",
    scope: "credentials:write",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}`,
  },
  "POST /api/v1/credentials/[id]/test": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/test`,
  },
  "PUT /api/v1/credentials/[id]/key": {
    roles: "· ○ ● ●",
    scope: "credentials:write",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/key`,
    body: async () => ({ apiKey: `demo-valid-${unique()}` }),
  },
  // Nothing was replaced: whoever may is told so.
  "POST /api/v1/credentials/[id]/key/undo": {
    roles: "· ○ ● ●",
    scope: "credentials:write",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/key/undo`,
    status: 409,
  },
  "GET /api/v1/credentials/[id]/verdicts": {
    roles: "● ● ● ●",
    scope: "credentials:read",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/verdicts`,
  },
  "GET /api/v1/credentials/[id]/receipts": {
    roles: "● ● ● ●",
    scope: "credentials:read",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/receipts`,
  },
  "POST /api/v1/credentials/[id]/preview": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/preview`,
    body: async () => ({ endpoint: "teams" }),
  },
  // The emulator has no teams to be changed, and says so to whoever may ask it.
  "GET /api/v1/credentials/[id]/proxy/[...path]": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/proxy/teams`,
  },
  "POST /api/v1/credentials/[id]/proxy/[...path]": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/proxy/teams`,
    status: 405,
  },
  "PUT /api/v1/credentials/[id]/proxy/[...path]": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/proxy/teams`,
    status: 405,
  },
  "PATCH /api/v1/credentials/[id]/proxy/[...path]": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/proxy/teams`,
    status: 405,
  },
  "DELETE /api/v1/credentials/[id]/proxy/[...path]": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/proxy/teams`,
    status: 405,
  },
  "GET /api/v1/credentials/[id]/usage": {
    roles: "● ● ● ●",
    scope: "integrations:read",
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/usage`,
  },
  // It changes what uses a credential, and needs the right to change that one, too.
  "POST /api/v1/credentials/[id]/usage/move": {
    roles: "· ○ ● ●",
    scope: ["credentials:write", "integrations:write"],
    path: async ({ credential }) => `/api/v1/credentials/${await credential()}/usage/move`,
    body: async ({ credential }) => ({ to: await credential() }),
  },
  "POST /api/v1/credentials/[id]/restore": {
    roles: "· ○ ● ●",
    scope: "credentials:write",
    path: async ({ deleted }) => `/api/v1/credentials/${await deleted()}/restore`,
    body: async () => ({}),
  },
  "GET /api/v1/credentials/bin": { roles: "· · ● ●", scope: "credentials:write" },
  "DELETE /api/v1/credentials/bin/[id]": {
    roles: "· · ● ●",
    scope: "credentials:write",
    path: async ({ deleted }) => `/api/v1/credentials/bin/${await deleted()}`,
  },
  "POST /api/v1/credentials/test": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    body: async () => ({ connector: "people-ai", environment: "mock", apiKey: `demo-valid-${unique()}` }),
  },
  // A token finds what its scopes let it see: nothing, with none of them.
  "GET /api/v1/search": { roles: "● ● ● ●", scope: "any" },
  "GET /api/v1/sources": { roles: "● ● ● ●", scope: "integrations:read" },
  "POST /api/v1/sources": {
    roles: "· ● ● ●",
    scope: "integrations:write",
    body: async ({ credential }) => newSource(await credential()),
  },
  "GET /api/v1/sources/[id]": {
    roles: "● ● ● ●",
    scope: "integrations:read",
    path: async ({ source }) => `/api/v1/sources/${await source()}`,
  },
  "GET /api/v1/sources/[id]/preview": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ source }) => `/api/v1/sources/${await source()}/preview`,
  },
  "GET /api/v1/sources/[id]/records": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ source }) => `/api/v1/sources/${await source()}/records?limit=1`,
  },
  "PATCH /api/v1/sources/[id]": {
    roles: "· ○ ● ●",
    scope: "integrations:write",
    path: async ({ source }) => `/api/v1/sources/${await source()}`,
    headers: { "if-match": '"1"' },
    body: async ({ credential }) => ({ name: `Edited ${unique()}`, credentialId: await credential() }),
  },
  "DELETE /api/v1/sources/[id]": {
    roles: "· ○ ● ●",
    scope: "integrations:write",
    path: async ({ source }) => `/api/v1/sources/${await source()}`,
  },
  "GET /api/v1/destinations": { roles: "● ● ● ●", scope: "integrations:read" },
  "POST /api/v1/destinations": {
    roles: "· ● ● ●",
    scope: "integrations:write",
    body: async ({ credential }) => newDestination(await credential()),
  },
  "GET /api/v1/destinations/[id]": {
    roles: "● ● ● ●",
    scope: "integrations:read",
    path: async ({ destination }) => `/api/v1/destinations/${await destination()}`,
  },
  "PATCH /api/v1/destinations/[id]": {
    roles: "· ○ ● ●",
    scope: "integrations:write",
    path: async ({ destination }) => `/api/v1/destinations/${await destination()}`,
    headers: { "if-match": '"1"' },
    body: async ({ credential }) => ({ name: `Edited ${unique()}`, credentialId: await credential() }),
  },
  "DELETE /api/v1/destinations/[id]": {
    roles: "· ○ ● ●",
    scope: "integrations:write",
    path: async ({ destination }) => `/api/v1/destinations/${await destination()}`,
  },
  "POST /api/v1/destinations/[id]/records": {
    roles: "· ● ● ●",
    scope: "credentials:use",
    path: async ({ destination }) => `/api/v1/destinations/${await destination()}/records`,
    headers: LINES_TYPE,
    body: async () => newRecord(),
  },
  "GET /api/v1/tokens": { roles: "· · ● ●", scope: "none" },
  "POST /api/v1/tokens": { roles: "· · ● ●", scope: "none", body: async () => newToken() },
  "DELETE /api/v1/tokens/[id]": {
    roles: "· · ● ●",
    scope: "none",
    path: async ({ token }) => `/api/v1/tokens/${await token()}`,
  },
  "GET /api/v1/webhook": { roles: "· · ● ●", scope: "none" },
  "PUT /api/v1/webhook": { roles: "· · ● ●", scope: "none", body: async () => ({ url: NOWHERE }) },
  "DELETE /api/v1/webhook": { roles: "· · ● ●", scope: "none" },
  "GET /api/v1/webhook/deliveries": { roles: "· · ● ●", scope: "none" },
  // There is none in the organizations of this file.
  "POST /api/v1/webhook/secret": { roles: "· · ● ●", scope: "none", status: 404 },
  "POST /api/v1/webhook/test": { roles: "· · ● ●", scope: "none", status: 404 },
  "GET /api/v1/members": { roles: "· · ● ●", scope: "none" },
  "PATCH /api/v1/members/[id]": {
    roles: "· · ● ●",
    scope: "none",
    path: async ({ member }) => `/api/v1/members/${await member()}`,
    body: async () => ({ role: "viewer" }),
  },
  "DELETE /api/v1/members/[id]": {
    roles: "○ ○ ● ●",
    scope: "none",
    path: async ({ member }) => `/api/v1/members/${await member()}`,
  },
  "POST /api/v1/members/[id]/transfer": {
    roles: "· · · ●",
    scope: "none",
    path: async ({ member }) => `/api/v1/members/${await member()}/transfer`,
  },
  "GET /api/v1/invitations": { roles: "· · ● ●", scope: "none" },
  "POST /api/v1/invitations": {
    roles: "· · ● ●",
    scope: "none",
    body: async () => ({ email: newEmail(), role: "viewer" }),
  },
  "DELETE /api/v1/invitations/[id]": {
    roles: "· · ● ●",
    scope: "none",
    path: async ({ invitation }) => `/api/v1/invitations/${await invitation()}`,
  },
  // Whose link it is says who may, and this one is nobody's.
  "POST /api/v1/invitations/accept": {
    roles: "● ● ● ●",
    scope: "none",
    body: async () => ({ token: "A".repeat(43) }),
    status: 404,
  },
  "POST /api/v1/invitations/register": {
    roles: "● ● ● ●",
    scope: "any",
    body: async () => ({ token: "A".repeat(43), name: "Eve", password: "a password of Eve's" }),
    status: 404,
  },
  "GET /api/v1/organizations": { roles: "● ● ● ●", scope: "none" },
  "POST /api/v1/organizations": {
    roles: "● ● ● ●",
    scope: "none",
    body: async () => ({ name: `Organization ${unique()}` }),
  },
  "PATCH /api/v1/organizations/[id]": {
    roles: "· · · ●",
    scope: "none",
    path: async ({ organization }) => `/api/v1/organizations/${await organization()}`,
    body: async () => ({ name: `Organization ${unique()}` }),
  },
  "POST /api/v1/organizations/[id]/select": {
    roles: "● ● ● ●",
    scope: "none",
    path: async ({ organization }) => `/api/v1/organizations/${await organization()}/select`,
  },
  "GET /api/v1/account": { roles: "● ● ● ●", scope: "none" },
  "PATCH /api/v1/account": {
    roles: "● ● ● ●",
    scope: "none",
    body: async () => ({ name: owner.name }),
  },
  // Refused for what is sent, and only to those who may send it.
  "PUT /api/v1/account/password": {
    roles: "● ● ● ●",
    scope: "none",
    body: async () => ({ currentPassword: owner.password, newPassword: "short" }),
    status: 422,
  },
  "GET /api/v1/account/sessions": { roles: "● ● ● ●", scope: "none" },
  "DELETE /api/v1/account/sessions": { roles: "● ● ● ●", scope: "none" },
  "DELETE /api/v1/account/sessions/[id]": {
    roles: "● ● ● ●",
    scope: "none",
    path: async () => `/api/v1/account/sessions/${uuidv7()}`,
    status: 404,
  },
  // For the first visitor alone: everybody is told that there is an owner.
  "POST /api/v1/owner": {
    roles: "● ● ● ●",
    scope: "any",
    body: async () => ({ name: "Eve", email: "eve@example.com", password: "a password of Eve's" }),
    status: 409,
  },
};

interface PageEntry {
  /** As of a route: to whom it is not there, it is a 404. */
  roles: string;
  /** Its address; without one, the page's own. */
  path?: (things: Things) => Promise<string>;
}

/** Who sees which page. The first test of pages fails when one is missing here. */
const pages: Record<string, PageEntry> = {
  "/": { roles: "● ● ● ●" },
  "/[direction]": { roles: "● ● ● ●", path: async () => "/sources" },
  "/[direction]/[id]": { roles: "● ● ● ●", path: async ({ source }) => `/sources/${await source()}` },
  "/[direction]/new": { roles: "● ● ● ●", path: async () => "/destinations/new" },
  "/[direction]/new/[connector]": { roles: "● ● ● ●", path: async () => "/sources/new/people-ai" },
  "/[direction]/new/[connector]/configure": {
    roles: "· ● ● ●",
    path: async ({ credential }) => `/sources/new/people-ai/configure?credential=${await credential()}`,
  },
  "/activity": { roles: "· · ● ●" },
  "/credentials": {
    roles: "● ● ● ●",
    path: async ({ credential }) => `/credentials?credential=${await credential()}`,
  },
  "/credentials/deleted": { roles: "· · ● ●" },
  "/invitations/[token]": { roles: "● ● ● ●", path: async () => "/invitations/unknown" },
  "/organizations/new": { roles: "● ● ● ●" },
  "/settings": { roles: "● ● ● ●" },
  "/settings/account": { roles: "● ● ● ●" },
  "/settings/api": { roles: "● ● ● ●" },
  "/settings/members": { roles: "· · ● ●" },
  "/settings/organization": { roles: "● ● ● ●" },
  "/settings/sign-in": { roles: "● ● ● ●" },
  "/settings/tokens": { roles: "· · ● ●" },
  "/settings/webhook": { roles: "· · ● ●" },
  // They lead whoever is signed in on.
  "/sign-in": { roles: "● ● ● ●" },
  "/welcome": { roles: "● ● ● ●" },
};

/** An organization of these tests' own, with the worker's owner in it, and somebody else who has an account. */
let organizationId: string;
let before: string;
let callerId: string;
let otherId: string;

test.beforeAll(async ({ tessera, ownerState: _signedIn }) => {
  before = await firstOrganization(tessera);
  organizationId = await addOrganization(tessera);
  otherId = await addPerson(tessera);
  // A second owner, so that the first may go.
  await join(tessera, await addPerson(tessera), "owner");
  const [row] = await tessera.sql<{ id: string }>(`SELECT id FROM "User" WHERE email = $1`, [owner.email]);
  callerId = row?.id ?? "";
  await moveOwnerTo(tessera, organizationId);
});

test.afterAll(async ({ tessera }) => {
  await setRole(tessera, "owner");
  await tessera.sql(`UPDATE "Session" SET "activeOrganizationId" = NULL WHERE "userId" = $1`, [callerId]);
  await tessera.sql(`UPDATE "User" SET "lastOrganizationId" = NULL WHERE id = $1`, [callerId]);
  await moveOwnerTo(tessera, before);
});

/** Somebody with an account who never signs in. */
async function addPerson(tessera: Tessera): Promise<string> {
  const id = uuidv7();
  await tessera.sql(`INSERT INTO "User" (id, name, email, "updatedAt") VALUES ($1, 'Somebody', $2, now())`, [
    id,
    `${id}@example.com`,
  ]);
  return id;
}

async function join(tessera: Tessera, userId: string, role: Role): Promise<void> {
  await tessera.sql(
    `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, $4)
     ON CONFLICT ("organizationId", "userId") DO UPDATE SET role = excluded.role`,
    [uuidv7(), organizationId, userId, role],
  );
}

/** The caller's role from the next request on, in this organization and no other, whatever they did before. */
async function setRole(tessera: Tessera, role: Role): Promise<void> {
  await join(tessera, callerId, role);
  await tessera.sql(`DELETE FROM "Member" WHERE "userId" = $1 AND "organizationId" <> $2`, [
    callerId,
    organizationId,
  ]);
}

function thingsOf(tessera: Tessera, api: APIRequestContext, createdById: string): Things {
  const credential = async () => {
    const { id } = await createCredential(api);
    await tessera.sql(`UPDATE "Credential" SET "createdById" = $1 WHERE id = $2`, [createdById, id]);
    return id;
  };
  const ofTheirs = async (id: string) => {
    await tessera.sql(`UPDATE "Integration" SET "createdById" = $1 WHERE id = $2`, [createdById, id]);
    return id;
  };
  return {
    credential,
    deleted: async () => {
      const id = await credential();
      expect((await api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
      return id;
    },
    source: async () => ofTheirs((await createSource(api, await credential())).id),
    destination: async () => ofTheirs((await createDestination(api, await credential())).id),
    token: async () => (await createToken(api)).id,
    invitation: async () => (await invite(api, "viewer")).id,
    member: async () => {
      if (createdById !== callerId) await join(tessera, createdById, "member");
      return createdById;
    },
    organization: async () => organizationId,
  };
}

/** The entry's request on things of this person, ready to be sent by anybody. */
async function prepare(tessera: Tessera, api: APIRequestContext, key: string, createdById: string) {
  const [method = "", pattern = ""] = key.split(" ");
  const { path, body, headers = {} } = table[key] as Entry;
  await setRole(tessera, "owner");
  const things = thingsOf(tessera, api, createdById);
  const address = path === undefined ? pattern : await path(things);
  const data = await body?.(things);
  return (caller: APIRequestContext) =>
    caller.fetch(address, { method, headers, ...(data === undefined ? {} : { data }) });
}

async function expectAnswer(response: Awaited<ReturnType<APIRequestContext["fetch"]>>, entry: Entry) {
  const text = `${response.url()}: ${await response.text()}`;
  if (entry.status === undefined) expect(response.ok(), text).toBe(true);
  else expect(response.status(), text).toBe(entry.status);
}

test("Every route and method of the API is in the table of this file", async ({ anonymous }) => {
  const found: string[] = [];
  for (const pattern of routesOfApp.filter((route) => route.startsWith("/api/v1/"))) {
    for (const method of METHODS) {
      const address = pattern.replaceAll(/\[[^\]]+\]/g, () => uuidv7());
      const response = await anonymous.fetch(address, { method, ...(method !== "GET" && { data: {} }) });
      if (response.status() !== 405) found.push(`${method} ${pattern}`);
    }
  }
  expect(found.sort()).toEqual(Object.keys(table).sort());
  for (const { roles } of Object.values(table)) expect(roles).toMatch(/^[●○·]( [●○·]){3}$/);
});

test("The document of the API says of each route which scopes a token needs, as the table does", async ({
  api,
  tessera,
}) => {
  await setRole(tessera, "owner");
  const { paths } = await (await api.get("/api/v1/openapi.json")).json();
  // What is sent through a credential is the service's to describe.
  const described = Object.entries(table).filter(([key]) => !key.includes("/proxy/"));
  const said = described.map(([key]) => {
    const [method = "", pattern = ""] = key.split(" ");
    const operation = paths[pattern.replace("[id]", "{id}")][method.toLowerCase()];
    return [key, operation["x-token-scopes"]?.toSorted() ?? "none"];
  });
  const meant = described.map(([key, { scope }]) => {
    if (scope === "none") return [key, "none"];
    return [key, scope === "any" ? [] : [scope].flat().sort()];
  });
  expect(said).toEqual(meant);
});

/** Before somebody has signed in, nobody says whose requests to count. */
const countedForNobody = ["POST /api/v1/invitations/register", "POST /api/v1/owner"];

test("Every route and method counts the request, and refuses whoever has sent too many", async ({
  tessera,
}) => {
  const { api, userId } = await addMember(tessera, organizationId, "owner");
  await tessera.sql(
    `INSERT INTO "RateLimit" (key, points, expire)
     VALUES ($1, 2000000000, 1000 * extract(epoch FROM now() + interval '1 minute'))`,
    [`api:person:${userId}`],
  );
  for (const key of Object.keys(table)) {
    await test.step(key, async () => {
      const [method = "", pattern = ""] = key.split(" ");
      const address = pattern.replaceAll(/\[[^\]]+\]/g, () => uuidv7());
      const response = await api.fetch(address, { method, ...(method !== "GET" && { data: {} }) });
      if (countedForNobody.includes(key)) {
        expect(response.status()).toBe(422);
        return;
      }
      await expectProblem(response, 429, "too_many_requests");
      expect(Number(response.headers()["retry-after"])).toBeGreaterThan(0);
    });
  }
  await api.dispose();
});

for (const [key, entry] of Object.entries(table)) {
  test(`${key} is for those roles that the table says`, async ({ tessera, api }) => {
    const marks = entry.roles.split(" ");
    // Whose it is matters at few routes; at the others, it is somebody else's.
    const owners = marks.includes("○") ? [callerId, otherId] : [otherId];
    for (const [index, role] of ROLES.entries()) {
      for (const createdById of owners) {
        await test.step(`${role}, with what is ${createdById === callerId ? "their own" : "another's"}`, async () => {
          const send = await prepare(tessera, api, key, createdById);
          await setRole(tessera, role);
          const response = await send(api);
          const may = marks[index] === "●" || (marks[index] === "○" && createdById === callerId);
          if (may) await expectAnswer(response, entry);
          else await expectProblem(response, 403, "forbidden");
        });
      }
    }
  });

  test(`${key} is for tokens of that scope alone that the table says`, async ({ tessera, api }) => {
    const together = typeof entry.scope === "string" ? [] : [entry.scope];
    for (const given of [...scopes.map((scope) => [scope]), ...together]) {
      await test.step(given.join(), async () => {
        const send = await prepare(tessera, api, key, otherId);
        const { token } = await createToken(api, { scopes: given });
        // What the token's creator may do does not matter any more.
        await setRole(tessera, "viewer");
        const program = await apiWith(tessera, token);
        const response = await send(program);
        if (entry.scope === "any" || [entry.scope].flat().join() === given.join())
          await expectAnswer(response, entry);
        else await expectProblem(response, 403, "forbidden");
        await program.dispose();
      });
    }
  });
}

test("Every page of the app is in the table of this file", () => {
  expect(Object.keys(pages).sort()).toEqual(pagesOfApp);
  for (const { roles } of Object.values(pages)) expect(roles).toMatch(/^[●·]( [●·]){3}$/);
});

for (const [pattern, { roles, path }] of Object.entries(pages)) {
  test(`The page ${pattern} is there for those roles that the table says, and not for others`, async ({
    tessera,
    api,
  }) => {
    await setRole(tessera, "owner");
    const address = (await path?.(thingsOf(tessera, api, otherId))) ?? pattern;
    const marks = roles.split(" ");
    for (const [index, role] of ROLES.entries()) {
      await setRole(tessera, role);
      const response = await api.get(address);
      expect(response.status(), role).toBe(marks[index] === "●" ? 200 : 404);
    }
  });
}
