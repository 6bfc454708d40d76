import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
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
  type PageOf,
  unique,
} from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { cookieOf, exchange } from "./exchange.ts";
import { addOrganization, firstOrganization } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";
import { linesOf, newRecord, push } from "./records.ts";
import { apiWith, createToken, newToken, scopes, type Token } from "./tokens.ts";

const TOKEN = /^tsr_[A-Za-z0-9_-]{43}$/;
const DAY_MS = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS).toISOString();

/** Somebody with an account who never signs in; a member of the organization, if one is named. */
async function addPerson(tessera: Tessera, organizationId: string): Promise<{ id: string; name: string }> {
  const id = uuidv7();
  const name = `Somebody ${unique()}`;
  await tessera.sql(`INSERT INTO "User" (id, name, email, "updatedAt") VALUES ($1, $2, $3, now())`, [
    id,
    name,
    `${id}@example.com`,
  ]);
  await tessera.sql(
    `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'admin')`,
    [uuidv7(), organizationId, id],
  );
  return { id, name };
}

async function allTokens(api: APIRequestContext, limit = 100): Promise<Token[]> {
  const tokens: Token[] = [];
  let cursor: string | null = null;
  do {
    const params: Record<string, string | number> = { limit, ...(cursor === null ? {} : { cursor }) };
    const response = await api.get("/api/v1/tokens", { params });
    expect(response.status(), await response.text()).toBe(200);
    const page = (await response.json()) as PageOf<Token>;
    tokens.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return tokens;
}

async function tokenById(api: APIRequestContext, id: string): Promise<Token | undefined> {
  return (await allTokens(api)).find((token) => token.id === id);
}

async function expectDead(tessera: Tessera, token: string) {
  const answer = await exchange(tessera.url, {
    method: "GET",
    path: "/api/v1/connectors",
    headers: { authorization: `Bearer ${token}` },
  });
  await expectProblem(answer, 401, "bad_token");
  expect(answer.headers()["www-authenticate"]).toBe("Bearer");
}

test.describe("A new token", () => {
  test("is answered once, with what it may do, and no list has it again", async ({ api }) => {
    const { id } = await createCredential(api, { name: `Named ${unique()}` });
    const expiresAt = inDays(30);
    const response = await api.post("/api/v1/tokens", {
      data: newToken({
        name: "  Nightly load ",
        scopes: ["credentials:use"],
        credentialIds: [id],
        expiresAt,
      }),
    });
    expect(response.status(), await response.text()).toBe(201);
    const { token, ...summary } = await response.json();
    expect(token).toMatch(TOKEN);
    expect(response.headers().location).toBe(`/api/v1/tokens/${summary.id}`);
    expect(response.headers()["cache-control"]).toBe("no-store");
    expect(summary).toMatchObject({
      name: "Nightly load",
      hint: token.slice(-4),
      state: "active",
      scopes: ["credentials:use"],
      credentials: [{ id, name: expect.stringMatching(/^Named/) }],
      createdBy: { name: owner.name, isMember: true },
      expiresAt,
      lastUsedAt: null,
      revokedAt: null,
    });
    const list = await api.get("/api/v1/tokens");
    expect(await list.text()).not.toContain(token);
    expect((await list.json()).data[0]).toEqual(summary);
  });

  test("is kept as a hash, and nothing that is stored works in its place", async ({ api, tessera }) => {
    const { id, token } = await createToken(api);
    const [row] = await tessera.sql<Record<string, unknown>>(`SELECT * FROM "ApiToken" WHERE id = $1`, [id]);
    expect(row?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
    const stolen = Object.values(row ?? {})
      .flat()
      .map(String);
    const hash = Buffer.from(String(row?.tokenHash), "hex");
    const tries = [...stolen, hash.toString("base64url"), hash.toString("base64")];
    for (const text of tries.flatMap((value) => [value, `tsr_${value}`, `tsr_${value.slice(0, 43)}`])) {
      expect(text).not.toBe(token);
      const headers = { authorization: `Bearer ${text}`.replaceAll(/[^\x20-\x7e]/g, "") };
      const answer = await exchange(tessera.url, { method: "GET", path: "/api/v1/connectors", headers });
      expect(answer.status(), text).toBe(401);
      const cookie = `better-auth.session_token=${encodeURIComponent(text)}`;
      const asCookie = await exchange(tessera.url, {
        method: "GET",
        path: "/api/v1/connectors",
        headers: { cookie },
      });
      expect(asCookie.status(), text).toBe(401);
    }
  });

  test("and its end are on the record, without the token", async ({ api, tessera }) => {
    const { id: credentialId } = await createCredential(api);
    const expiresAt = inDays(1);
    const changes = { scopes: ["integrations:read"], credentialIds: [credentialId], expiresAt };
    const { id, name, token } = await createToken(api, changes);
    for (let count = 0; count < 2; count += 1) {
      expect((await api.delete(`/api/v1/tokens/${id}`)).status()).toBe(204);
    }
    const events = await tessera.sql<Record<string, unknown>>(
      `SELECT * FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY id`,
      [id],
    );
    const fields = { name, scopes: changes.scopes, credentialIds: [credentialId] };
    expect(events).toMatchObject([
      {
        action: "token.created",
        actorKind: "person",
        actorName: owner.name,
        subjectName: name,
        before: null,
        after: { ...fields, expiresAt },
      },
      { action: "token.revoked", actorKind: "person", subjectName: name, before: fields, after: null },
    ]);
    const [row] = await tessera.sql<{ tokenHash: string }>(
      `SELECT "tokenHash" FROM "ApiToken" WHERE id = $1`,
      [id],
    );
    for (const secret of [token, row?.tokenHash ?? ""]) expect(JSON.stringify(events)).not.toContain(secret);
  });

  const wrong: [string, string, unknown][] = [
    ["without a name", "name", undefined],
    ["with an empty name", "name", "  "],
    ["with a name of 81 characters", "name", "x".repeat(81)],
    ["with a name that hides text", "name", "a\u202eb"],
    ["with a name of two lines", "name", "a\nb"],
    ["without scopes", "scopes", undefined],
    ["with no scope", "scopes", []],
    ["with a scope twice", "scopes", ["credentials:read", "credentials:read"]],
    ["with a scope that there is not", "scopes.0", ["tokens:write"]],
    ["with a scope of another case", "scopes.0", ["Credentials:read"]],
    ["with a scope that is no text", "scopes.0", [{ scope: "credentials:read" }]],
    ["with a permission for a scope", "scopes.0", ["token:manage"]],
    ["with all scopes at once", "scopes.0", ["*"]],
    ["limited to nothing", "credentialIds", []],
    ["limited to no id", "credentialIds.0", ["x"]],
    ["limited to a pattern", "credentialIds.0", ["%"]],
    ["limited to what does not exist", "credentialIds", [uuidv7()]],
    ["limited to 101 credentials", "credentialIds", Array.from({ length: 101 }, () => uuidv7())],
    ["that has expired", "expiresAt", "2020-01-01T00:00:00Z"],
    ["that expires now", "expiresAt", new Date().toISOString()],
    ["that expires in six years", "expiresAt", inDays(6 * 365)],
    ["that expires on the day", "expiresAt", "2030-01-01"],
    ["that expires on 30 February", "expiresAt", "2030-02-30T00:00:00Z"],
    ["that expires in the year 10000", "expiresAt", "+010000-01-01T00:00:00Z"],
    ["that expires at a number", "expiresAt", 4_000_000_000],
    ["that expires with nothing", "expiresAt", ""],
  ];
  for (const [what, field, value] of wrong) {
    test(`${what} is refused, and nothing is stored`, async ({ api, tessera }) => {
      const count = () => tessera.sql(`SELECT count(*)::int FROM "ApiToken"`);
      const stored = await count();
      const data = newToken({ [field.split(".")[0] ?? ""]: value });
      await expectInvalid(await api.post("/api/v1/tokens", { data }), field);
      expect(await count()).toEqual(stored);
    });
  }

  test("limited to one credential twice, in two spellings, is refused", async ({ api }) => {
    const { id } = await createCredential(api);
    const data = newToken({ credentialIds: [id, id.toUpperCase()] });
    await expectInvalid(await api.post("/api/v1/tokens", { data }), "credentialIds");
  });

  test("takes nothing that is not documented", async ({ api }) => {
    for (const extra of [{ token: `tsr_${"a".repeat(43)}` }, { tokenHash: "a" }, { createdById: uuidv7() }]) {
      await expectProblem(await api.post("/api/v1/tokens", { data: newToken(extra) }), 422, "invalid");
    }
  });
});

test.describe("The list of tokens", () => {
  test("has those that work first, the newest first, each on exactly one page", async ({ api, tessera }) => {
    const before = await firstOrganization(tessera);
    await moveOwnerTo(tessera, await addOrganization(tessera));
    try {
      const made: Awaited<ReturnType<typeof createToken>>[] = [];
      for (let count = 0; count < 6; count += 1) made.push(await createToken(api, { expiresAt: inDays(1) }));
      const [first, second, third, fourth, fifth, sixth] = made.map(({ id }) => id);
      await api.delete(`/api/v1/tokens/${sixth}`);
      await api.delete(`/api/v1/tokens/${second}`);
      await tessera.sql(`UPDATE "ApiToken" SET "expiresAt" = now() - interval '1 s' WHERE id = $1`, [fourth]);
      for (const limit of [1, 2, 4, 100]) {
        const tokens = await allTokens(api, limit);
        expect(tokens.map(({ id }) => id)).toEqual([fifth, third, first, sixth, fourth, second]);
        expect(tokens.map(({ state }) => state)).toEqual([
          "active",
          "active",
          "active",
          "revoked",
          "expired",
          "revoked",
        ]);
      }
    } finally {
      await moveOwnerTo(tessera, before);
    }
  });

  test("refuses a cursor that is not its own", async ({ api }) => {
    for (const cursor of [
      "x",
      "W10",
      "W251bGwsMV0",
      Buffer.from('["x",true,"y","z"]').toString("base64url"),
    ]) {
      await expectInvalid(await api.get("/api/v1/tokens", { params: { cursor } }), "cursor");
    }
    for (const limit of ["0", "101", "x"]) {
      await expectInvalid(await api.get("/api/v1/tokens", { params: { limit } }), "limit");
    }
  });

  test("says when a token was used last, to the minute", async ({ api, tessera }) => {
    const { id, token } = await createToken(api);
    const program = await apiWith(tessera, token);
    expect((await program.get("/api/v1/connectors")).status()).toBe(200);
    const used = (await tokenById(api, id))?.lastUsedAt ?? "";
    expect(Math.abs(Date.parse(used) - Date.now())).toBeLessThan(60_000);
    // A request a moment later writes nothing.
    expect((await program.get("/api/v1/connectors")).status()).toBe(200);
    expect((await tokenById(api, id))?.lastUsedAt).toBe(used);
    await tessera.sql(`UPDATE "ApiToken" SET "lastUsedAt" = now() - interval '2 min' WHERE id = $1`, [id]);
    expect((await program.get("/api/v1/connectors")).status()).toBe(200);
    expect(Date.parse((await tokenById(api, id))?.lastUsedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(used));
    await program.dispose();
  });
});

test.describe("A token works no more", () => {
  const endings: [string, (tessera: Tessera, api: APIRequestContext, id: string) => Promise<unknown>][] = [
    ["once it is revoked", (_tessera, api, id) => api.delete(`/api/v1/tokens/${id}`)],
    [
      "once it is revoked by its id in capitals",
      (_tessera, api, id) => api.delete(`/api/v1/tokens/${id.toUpperCase()}`),
    ],
    [
      "once it has expired",
      (tessera, _api, id) =>
        tessera.sql(`UPDATE "ApiToken" SET "expiresAt" = now() - interval '1 ms' WHERE id = $1`, [id]),
    ],
  ];
  for (const [what, end] of endings) {
    test(`${what}, with the next request, at any route`, async ({ anonymous, api, tessera }) => {
      const { id, token } = await createToken(api);
      const program = await apiWith(tessera, token);
      expect((await program.get("/api/v1/credentials")).status()).toBe(200);
      await end(tessera, api, id);
      for (const path of routesOfApp.filter((route) => route.startsWith("/api/v1/"))) {
        const address = path.replaceAll(/\[[^\]]+\]/g, () => uuidv7());
        for (const method of ["GET", "POST", "DELETE"]) {
          const request = { method, ...(method === "POST" && { data: {} }) };
          // Where nobody needs to sign in, or no such method is, a token does not matter.
          if ((await anonymous.fetch(address, request)).status() !== 401) continue;
          expect((await program.fetch(address, request)).status(), `${method} ${path}`).toBe(401);
        }
      }
      await expectDead(tessera, token);
      await program.dispose();
    });
  }

  test("and cannot be brought back by revoking or creating again", async ({ api, tessera }) => {
    const { id, name, token } = await createToken(api);
    await api.delete(`/api/v1/tokens/${id}`);
    const { revokedAt } = (await tokenById(api, id)) ?? {};
    await api.delete(`/api/v1/tokens/${id}`);
    expect((await tokenById(api, id))?.revokedAt).toBe(revokedAt);
    expect((await createToken(api, { name })).token).not.toBe(token);
    await expectDead(tessera, token);
  });

  test("when one that nobody has is revoked, nothing happens", async ({ api }) => {
    for (const id of [uuidv7(), "x", "%00", "' OR 1=1 --"]) {
      const response = await api.delete(`/api/v1/tokens/${encodeURIComponent(id)}`);
      await expectProblem(response, 404, "not_found");
    }
  });
});

test.describe("What a token creates", () => {
  test("is owned by whoever created the token, and on the record as the token's doing", async ({
    api,
    tessera,
  }) => {
    const { id: tokenId, name, token, createdBy } = await createToken(api);
    const program = await apiWith(tessera, token);
    const credential = await createCredential(program);
    const source = await createSource(program, credential.id);
    for (const { owner: who } of [credential, source]) expect(who?.id).toBe(createdBy?.id);
    const events = await tessera.sql(
      `SELECT "actorKind", "actorId", "actorName" FROM "AuditEvent" WHERE "subjectId" = ANY ($1)`,
      [[credential.id, source.id]],
    );
    expect(events).toHaveLength(2);
    for (const event of events) {
      expect(event).toEqual({ actorKind: "token", actorId: tokenId, actorName: name });
    }
    await program.dispose();
  });

  test("goes on when its creator has left, and when their account is gone", async ({ api, tessera }) => {
    const organizationId = await firstOrganization(tessera);
    const person = await addPerson(tessera, organizationId);
    const { id, token } = await createToken(api);
    await tessera.sql(`UPDATE "ApiToken" SET "createdById" = $1 WHERE id = $2`, [person.id, id]);
    expect((await tokenById(api, id))?.createdBy).toEqual({ ...person, isMember: true });

    await tessera.sql(`DELETE FROM "Member" WHERE "userId" = $1`, [person.id]);
    expect((await tokenById(api, id))?.createdBy).toEqual({ ...person, isMember: false });
    const program = await apiWith(tessera, token);
    expect((await createCredential(program)).owner).toEqual({ id: person.id, name: person.name });

    await tessera.sql(`DELETE FROM "User" WHERE id = $1`, [person.id]);
    expect(await tokenById(api, id)).toMatchObject({ state: "active", createdBy: null });
    const orphan = await createCredential(program);
    expect(orphan.owner).toBeNull();
    expect((await createSource(program, orphan.id)).owner).toBeNull();
    expect((await program.post(`/api/v1/credentials/${orphan.id}/test`)).status()).toBe(200);
    const spare = await createCredential(program);
    expect((await program.delete(`/api/v1/credentials/${spare.id}`)).status()).toBe(204);
    await program.dispose();
  });
});

/** A credential with what uses it. */
interface Things {
  credential: string;
  source: string;
  destination: string;
  apiKey: string;
  mark: string;
}

async function furnish(api: APIRequestContext): Promise<Things> {
  const mark = `mark-${unique()}`;
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { name: mark, apiKey });
  return {
    credential: id,
    source: (await createSource(api, id, { name: `${mark} source` })).id,
    destination: (await createDestination(api, id, { name: `${mark} destination` })).id,
    apiKey,
    mark,
  };
}

type Attempt = (api: APIRequestContext, things: Things) => Promise<APIResponse>;

/** What is about a credential, by route: what it answers where the credential is in reach, and where it is not. */
const attempts: Record<string, { within: number; beyond: number; attempt: Attempt }[]> = {
  "/api/v1/credentials/[id]": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.get(`/api/v1/credentials/${credential}`),
    },
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.get(`/api/v1/credentials/${credential.toUpperCase()}`),
    },
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => rename(api, `/api/v1/credentials/${credential}`),
    },
    {
      within: 409,
      beyond: 404,
      attempt: (api, { credential }) => api.delete(`/api/v1/credentials/${credential}`),
    },
  ],
  "/api/v1/credentials/[id]/test": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.post(`/api/v1/credentials/${credential}/test`),
    },
  ],
  "/api/v1/credentials/[id]/preview": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) =>
        api.post(`/api/v1/credentials/${credential}/preview`, { data: { endpoint: "teams" } }),
    },
  ],
  "/api/v1/credentials/[id]/proxy/[...path]": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.get(`/api/v1/credentials/${credential}/proxy/teams?limit=1`),
    },
  ],
  "/api/v1/credentials": [
    {
      within: 403,
      beyond: 403,
      attempt: (api) => api.post("/api/v1/credentials", { data: newCredential() }),
    },
    {
      within: 403,
      beyond: 403,
      attempt: (api, { credential, mark, apiKey }) =>
        api.post("/api/v1/credentials", { data: newCredential({ id: credential, name: mark, apiKey }) }),
    },
  ],
  "/api/v1/sources": [
    {
      within: 201,
      beyond: 422,
      attempt: (api, { credential }) => api.post("/api/v1/sources", { data: newSource(credential) }),
    },
    {
      within: 409,
      beyond: 422,
      attempt: (api, { credential, source }) =>
        api.post("/api/v1/sources", { data: newSource(credential, { id: source }) }),
    },
  ],
  "/api/v1/destinations": [
    {
      within: 201,
      beyond: 422,
      attempt: (api, { credential }) =>
        api.post("/api/v1/destinations", { data: newDestination(credential) }),
    },
  ],
  // What is new is not among those that it is limited to.
  "/api/v1/credentials/[id]/duplicate": [
    {
      within: 403,
      beyond: 404,
      attempt: (api, { credential }) =>
        api.post(`/api/v1/credentials/${credential}/duplicate`, {
          data: { environment: "mock", name: `Copy ${unique()}`, apiKey: `demo-valid-${unique()}` },
        }),
    },
  ],
  "/api/v1/credentials/[id]/key": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) =>
        api.put(`/api/v1/credentials/${credential}/key`, { data: { apiKey: `demo-valid-${unique()}` } }),
    },
  ],
  "/api/v1/credentials/[id]/key/undo": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.post(`/api/v1/credentials/${credential}/key/undo`),
    },
  ],
  "/api/v1/credentials/[id]/restore": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.post(`/api/v1/credentials/${credential}/restore`, { data: {} }),
    },
  ],
  "/api/v1/credentials/[id]/usage": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.get(`/api/v1/credentials/${credential}/usage`),
    },
  ],
  "/api/v1/credentials/[id]/usage/move": [
    {
      within: 422,
      beyond: 404,
      attempt: (api, { credential }) =>
        api.post(`/api/v1/credentials/${credential}/usage/move`, { data: { to: uuidv7() } }),
    },
  ],
  "/api/v1/credentials/[id]/verdicts": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.get(`/api/v1/credentials/${credential}/verdicts`),
    },
  ],
  "/api/v1/credentials/[id]/receipts": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { credential }) => api.get(`/api/v1/credentials/${credential}/receipts`),
    },
  ],
  // Neither lies in the bin: what does has a test of its own below.
  "/api/v1/credentials/bin/[id]": [
    {
      within: 404,
      beyond: 404,
      attempt: (api, { credential }) => api.delete(`/api/v1/credentials/bin/${credential}`),
    },
  ],
  "/api/v1/sources/[id]/preview": [
    { within: 200, beyond: 404, attempt: (api, { source }) => api.get(`/api/v1/sources/${source}/preview`) },
  ],
  "/api/v1/sources/[id]/records": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { source }) => api.get(`/api/v1/sources/${source}/records?limit=1`),
    },
  ],
  "/api/v1/sources/[id]": [
    { within: 200, beyond: 404, attempt: (api, { source }) => api.get(`/api/v1/sources/${source}`) },
    { within: 200, beyond: 404, attempt: (api, { source }) => rename(api, `/api/v1/sources/${source}`) },
    { within: 204, beyond: 404, attempt: (api, { source }) => api.delete(`/api/v1/sources/${source}`) },
  ],
  "/api/v1/destinations/[id]/records": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { destination }) => push(api, destination, linesOf([newRecord()])),
    },
    {
      within: 200,
      beyond: 404,
      attempt: (api, { destination }) => push(api, destination, linesOf([newRecord()]), "?dryRun=true"),
    },
  ],
  "/api/v1/destinations/[id]": [
    {
      within: 200,
      beyond: 404,
      attempt: (api, { destination }) => api.get(`/api/v1/destinations/${destination}`),
    },
    {
      within: 200,
      beyond: 404,
      attempt: (api, { destination }) => rename(api, `/api/v1/destinations/${destination}`),
    },
    {
      within: 204,
      beyond: 404,
      attempt: (api, { destination }) => api.delete(`/api/v1/destinations/${destination}`),
    },
  ],
};

function rename(api: APIRequestContext, path: string): Promise<APIResponse> {
  return api.patch(path, { headers: { "if-match": "*" }, data: { name: `Renamed ${unique()}` } });
}

/** Routes on credentials, sources or destinations that name none. */
const aboutNone = ["/api/v1/credentials/bin", "/api/v1/credentials/test"];

test.describe("A token that is limited to a credential", () => {
  let named: Things;
  let other: Things;
  let token: Awaited<ReturnType<typeof createToken>>;
  let program: APIRequestContext;

  test.beforeAll(async ({ tessera, ownerState }) => {
    const api = await request.newContext({ baseURL: tessera.url, storageState: ownerState });
    named = await furnish(api);
    other = await furnish(api);
    token = await createToken(api, { credentialIds: [named.credential] });
    program = await apiWith(tessera, token.token);
    await api.dispose();
  });
  test.afterAll(() => program?.dispose());

  test("has every route on credentials, sources and destinations in the table of this file", () => {
    const routes = routesOfApp.filter((route) =>
      /^\/api\/v1\/(credentials|sources|destinations)(\/|$)/.test(route),
    );
    expect(routes).toEqual([...Object.keys(attempts), ...aboutNone].sort());
  });

  for (const [route, table] of Object.entries(attempts)) {
    for (const [index, { within, beyond, attempt }] of table.entries()) {
      test(`works with it, and gets the answer for an unknown id for another, at ${route} (${index + 1})`, async ({
        tessera,
      }) => {
        const stored = () =>
          tessera.sql(
            `SELECT (SELECT jsonb_agg(c) FROM "Credential" c WHERE c.id = $1) AS credential,
                    (SELECT count(*)::int FROM "Integration" WHERE "credentialId" = $1) AS integrations,
                    (SELECT count(*)::int FROM "AuditEvent" WHERE "credentialId" = $1) AS events`,
            [other.credential],
          );
        const before = await stored();
        const inside = await attempt(program, named);
        expect(inside.status(), await inside.text()).toBe(within);
        const outside = await attempt(program, other);
        const text = await outside.text();
        expect(outside.status(), text).toBe(beyond);
        for (const secret of [other.mark, other.credential]) expect(text).not.toContain(secret);
        const unknown = { ...other, credential: uuidv7(), source: uuidv7(), destination: uuidv7() };
        expect(await comparable(outside)).toEqual(await comparable(await attempt(program, unknown)));
        expect(await stored()).toEqual(before);
        expect(await receivedWith(tessera, other.apiKey)).toEqual([]);
      });
    }
  }

  test("lists and finds it and what uses it, and nothing else", async () => {
    for (const sort of ["name", "best", "newest"]) {
      const { data } = await (await program.get(`/api/v1/credentials?sort=${sort}`)).json();
      expect(data.map(({ id }: { id: string }) => id)).toEqual([named.credential]);
    }
    const found = await (await program.get(`/api/v1/credentials?query=${other.mark}`)).json();
    expect(found).toEqual({ data: [], nextCursor: null });
    for (const path of ["/api/v1/sources", "/api/v1/destinations"]) {
      const { data } = await (await program.get(`${path}?limit=100`)).json();
      expect(data.length).toBeGreaterThan(0);
      for (const { credential } of data) expect(credential.id).toBe(named.credential);
    }
  });

  test("finds, restores and destroys it in the bin, and nothing else there", async ({ api, tessera }) => {
    const [restored, destroyed, foreign] = [
      await createCredential(api),
      await createCredential(api),
      await createCredential(api),
    ];
    const inReach = [restored.id, destroyed.id];
    const narrow = await apiWith(tessera, (await createToken(api, { credentialIds: inReach })).token);
    for (const { id } of [restored, destroyed, foreign]) {
      expect((await api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
    }
    const { data } = await (await narrow.get("/api/v1/credentials/bin")).json();
    expect(data.map(({ id }: { id: string }) => id).sort()).toEqual(inReach.sort());
    const restore = (id: string) => narrow.post(`/api/v1/credentials/${id}/restore`, { data: {} });
    const destroy = (id: string) => narrow.delete(`/api/v1/credentials/bin/${id}`);
    for (const attempt of [restore, destroy]) {
      const outside = await comparable(await attempt(foreign.id));
      expect(outside.status).toBe(404);
      expect(outside).toEqual(await comparable(await attempt(uuidv7())));
    }
    expect((await restore(restored.id)).status()).toBe(200);
    expect((await destroy(destroyed.id)).status()).toBe(204);
    expect((await api.post(`/api/v1/credentials/${foreign.id}/restore`, { data: {} })).status()).toBe(200);
    await narrow.dispose();
  });

  test("goes no further with a cursor of a token without a limit", async ({ api, tessera }) => {
    const wide = await apiWith(tessera, (await createToken(api)).token);
    for (const path of ["/api/v1/credentials?sort=newest&limit=1", "/api/v1/sources?limit=1"]) {
      const { nextCursor } = await (await wide.get(path)).json();
      const text = await (await program.get(`${path}&cursor=${nextCursor}`)).text();
      expect(text).not.toContain(other.mark);
    }
    await wide.dispose();
  });

  test("loses its reach when the credential is deleted, and gains none", async ({ api, tessera }) => {
    const gone = await createCredential(api);
    const { id, token: text } = await createToken(api, { credentialIds: [gone.id] });
    const narrow = await apiWith(tessera, text);
    expect((await (await narrow.get("/api/v1/credentials")).json()).data).toHaveLength(1);
    expect((await api.delete(`/api/v1/credentials/${gone.id}`)).status()).toBe(204);
    expect((await (await narrow.get("/api/v1/credentials")).json()).data).toEqual([]);
    expect((await (await narrow.get("/api/v1/sources")).json()).data).toEqual([]);
    expect((await tokenById(api, id))?.credentials).toEqual([]);
    await narrow.dispose();
  });

  test("is not told by a credential in use which integrations use it, without the scope to see them", async ({
    api,
    tessera,
  }) => {
    const changes = { scopes: ["credentials:write"], credentialIds: [named.credential] };
    const narrow = await apiWith(tessera, (await createToken(api, changes)).token);
    const problem = await expectProblem(
      await narrow.delete(`/api/v1/credentials/${named.credential}`),
      409,
      "credential_in_use",
    );
    expect(problem.usedBy).toBeUndefined();
    await narrow.dispose();
  });
});

test("A token of another organization finds nothing of this one, and this one nothing of it", async ({
  api,
  tessera,
}) => {
  const here = await furnish(api);
  const before = await firstOrganization(tessera);
  await moveOwnerTo(tessera, await addOrganization(tessera));
  const there = await createToken(api);
  const foreign = await api.post("/api/v1/tokens", { data: newToken({ credentialIds: [here.credential] }) });
  const unknown = await api.post("/api/v1/tokens", { data: newToken({ credentialIds: [uuidv7()] }) });
  await expectInvalid(foreign, "credentialIds");
  expect(await comparable(foreign)).toEqual(await comparable(unknown));
  await moveOwnerTo(tessera, before);

  const program = await apiWith(tessera, there.token);
  for (const path of ["credentials", "sources", "destinations"]) {
    expect(await (await program.get(`/api/v1/${path}`)).json()).toEqual({ data: [], nextCursor: null });
  }
  for (const [path, id] of [
    ["credentials", here.credential],
    ["sources", here.source],
    ["destinations", here.destination],
  ]) {
    await expectProblem(await program.get(`/api/v1/${path}/${id}`), 404, "not_found");
  }
  await expectInvalid(
    await program.post("/api/v1/sources", { data: newSource(here.credential) }),
    "credentialId",
  );
  await expectProblem(await api.delete(`/api/v1/tokens/${there.id}`), 404, "not_found");
  expect(await tokenById(api, there.id)).toBeUndefined();
  expect((await program.get("/api/v1/connectors")).status()).toBe(200);
  await program.dispose();
});

test.describe("An Authorization header", () => {
  let token: string;
  test.beforeAll(async ({ tessera, ownerState }) => {
    const api = await request.newContext({ baseURL: tessera.url, storageState: ownerState });
    ({ token } = await createToken(api));
    await api.dispose();
  });

  const send = (tessera: Tessera, headers: Record<string, string>, path = "/api/v1/connectors") =>
    exchange(tessera.url, { method: "GET", path, headers });

  for (const [what, header] of [
    ["as documented", () => `Bearer ${token}`],
    ["with its scheme in lower case", () => `bearer ${token}`],
    ["with its scheme in capitals", () => `BEARER ${token}`],
    ["with two spaces", () => `Bearer  ${token}`],
    ["with spaces around it", () => ` Bearer ${token} `],
  ] as [string, () => string][]) {
    test(`${what} is understood`, async ({ tessera }) => {
      expect((await send(tessera, { authorization: header() })).status()).toBe(200);
    });
  }

  const malformed: [string, () => string][] = [
    ["that is empty", () => ""],
    ["with the scheme alone", () => "Bearer"],
    ["with the scheme and a space", () => "Bearer "],
    ["without a scheme", () => token],
    ["with the scheme attached", () => `Bearer${token}`],
    ["with a colon", () => `Bearer: ${token}`],
    ["with the scheme twice", () => `Bearer Bearer ${token}`],
    ["with two tokens", () => `Bearer ${token} ${token}`],
    ["with two tokens and a comma", () => `Bearer ${token}, Bearer ${token}`],
    ["with a comma behind", () => `Bearer ${token},`],
    ["of the scheme Token", () => `Token ${token}`],
    ["of the scheme Basic", () => `Basic ${Buffer.from(`${token}:`).toString("base64")}`],
    ["of the scheme Basic, with the token as it is", () => `Basic ${token}`],
    ["with a tab", () => `Bearer\t${token}`],
    ["with quotes", () => `Bearer "${token}"`],
    ["with the token in lower case", () => `Bearer ${token.toLowerCase()}`],
    ["with the token in capitals", () => `Bearer ${token.toUpperCase()}`],
    ["with a token that is cut off", () => `Bearer ${token.slice(0, -1)}`],
    ["with a token that is too long", () => `Bearer ${token}A`],
    ["with another first character", () => `Bearer ${token.replace("tsr_", "tsr-")}`],
    ["with another last character", () => `Bearer ${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}`],
    ["without the prefix", () => `Bearer ${token.slice(4)}`],
    ["with escapes", () => `Bearer ${token.replace("_", "%5F")}`],
    ["with base64 of the token", () => `Bearer ${Buffer.from(token).toString("base64")}`],
    ["with SQL", () => "Bearer tsr_' OR 1=1 --"],
    ["with letters of other languages", () => "Bearer tsr_\u00e9\u00fc\u00df"],
    ["with a space of another kind", () => `Bearer\u00a0${token}`],
    ["of 8,000 characters", () => `Bearer tsr_${"a".repeat(8_000)}`],
  ];
  for (const [what, header] of malformed) {
    test(`${what} is refused, and said back by nobody`, async ({ tessera, ownerState }) => {
      const authorization = header();
      for (const cookie of ["", cookieOf(ownerState)]) {
        const answer = await send(tessera, { authorization, cookie });
        await expectProblem(answer, 401, "bad_token");
        expect(answer.headers()["www-authenticate"]).toBe("Bearer");
        expect(answer.raw).not.toContain(token);
      }
    });
  }

  test("beyond what a server reads is refused", async ({ tessera }) => {
    const answer = await send(tessera, { authorization: `Bearer tsr_${"a".repeat(100_000)}` });
    expect(answer.status()).toBe(431);
  });

  test("is the only place for a token", async ({ tessera }) => {
    const encoded = encodeURIComponent(token);
    for (const query of ["token", "access_token", "api_key", "authorization", "key", "bearer"]) {
      for (const path of ["/api/v1/connectors", "/api/v1/credentials"]) {
        const answer = await send(tessera, {}, `${path}?${query}=${encoded}`);
        await expectProblem(answer, 401, "signed_out");
      }
    }
    for (const headers of [
      { "x-api-key": token },
      { "x-authorization": `Bearer ${token}` },
      { "proxy-authorization": `Bearer ${token}` },
      { cookie: `better-auth.session_token=${encoded}` },
      { cookie: `authorization=Bearer ${encoded}` },
    ] as Record<string, string>[]) {
      await expectProblem(await send(tessera, headers), 401, "signed_out");
    }
    const { host } = new URL(tessera.url);
    const inUrl = await send(tessera, { host: `${token}@${host}` });
    expect([400, 401, 421]).toContain(inUrl.status());
  });

  test("goes before a cookie: a request is the token's, or nobody's", async ({
    api,
    tessera,
    ownerState,
  }) => {
    const cookie = cookieOf(ownerState);
    const { token: narrow } = await createToken(api, { scopes: ["integrations:read"] });
    const authorization = `Bearer ${narrow}`;
    expect((await send(tessera, { cookie, authorization }, "/api/v1/sources")).status()).toBe(200);
    for (const path of ["/api/v1/credentials", "/api/v1/tokens"]) {
      await expectProblem(await send(tessera, { cookie, authorization }, path), 403, "forbidden");
      const dead = { cookie, authorization: `Bearer tsr_${"a".repeat(43)}` };
      await expectProblem(await send(tessera, dead, path), 401, "bad_token");
    }
  });

  test("opens no page, and nothing under /api/auth", async ({ tessera }) => {
    const authorization = `Bearer ${token}`;
    for (const page of pagesOfApp) {
      const path = page.replace("[direction]", "sources").replaceAll(/\[[^\]]+\]/g, () => uuidv7());
      const answer = await send(tessera, { authorization }, path);
      const nobody = await send(tessera, {}, path);
      expect([answer.status(), answer.headers().location], path).toEqual([
        nobody.status(),
        nobody.headers().location,
      ]);
      expect(answer.raw).not.toContain(owner.email);
    }
    for (const path of ["get-session", "list-sessions", "api-key/list", "organization/list"]) {
      await expectProblem(await send(tessera, { authorization }, `/api/auth/${path}`), 404, "not_found");
    }
    const session = await exchange(tessera.url, {
      method: "POST",
      path: "/api/auth/sign-out",
      headers: { authorization, "content-type": "application/json", origin: tessera.url },
      body: "{}",
    });
    expect(session.headers()["set-cookie"] ?? "").not.toMatch(/session_token=[^;]/);
  });
});

test("A token with every scope makes no token and ends none", async ({ api, tessera }) => {
  const { id, token } = await createToken(api, { scopes });
  const program = await apiWith(tessera, token);
  const count = () => tessera.sql(`SELECT count(*)::int FROM "ApiToken"`);
  const before = await count();
  await expectProblem(await program.post("/api/v1/tokens", { data: newToken() }), 403, "forbidden");
  await expectProblem(await program.get("/api/v1/tokens"), 403, "forbidden");
  await expectProblem(await program.delete(`/api/v1/tokens/${id}`), 403, "forbidden");
  await expectProblem(await program.delete(`/api/v1/tokens/${uuidv7()}`), 403, "forbidden");
  expect(await count()).toEqual(before);
  expect((await program.get("/api/v1/connectors")).status()).toBe(200);
  await program.dispose();
});
