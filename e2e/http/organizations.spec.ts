import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { pagesOfApp, routesOfApp } from "./app-routes.ts";
import {
  type Credential,
  createCredential,
  createDestination,
  createSource,
  type Integration,
  newCredential,
  newDestination,
  newSource,
  type PageOf,
  unique,
} from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { addMember, addOrganization, firstOrganization, invite, type Member } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";
import { linesOf, newRecord, push } from "./records.ts";
import { apiWith, createToken, newToken } from "./tokens.ts";

/** An organization with something of everything in it. */
interface House {
  api: APIRequestContext;
  organizationId: string;
  mark: string;
  apiKey: string;
  ownerId: string;
  credential: string;
  deleted: string;
  source: string;
  destination: string;
  token: string;
  member: string;
  invitation: string;
  session: string;
}

/** What of a house can be named by its id. */
type Kind =
  | "credential"
  | "deleted"
  | "source"
  | "destination"
  | "token"
  | "organizationId"
  | "member"
  | "invitation"
  | "session";

let ours: House;
let theirs: House;

async function furnish(tessera: Tessera, api: APIRequestContext, organizationId: string): Promise<House> {
  const mark = `house-${unique()}`;
  const apiKey = `demo-valid-${unique()}`;
  const { id, owner } = await createCredential(api, { name: mark, description: `of ${mark}`, apiKey });
  const deleted = await createCredential(api, { name: `${mark} deleted` });
  expect((await api.delete(`/api/v1/credentials/${deleted.id}`)).status()).toBe(204);
  const source = await createSource(api, id, { name: `${mark} source` });
  const destination = await createDestination(api, id, { name: `${mark} destination` });
  await tessera.sql(
    `INSERT INTO "Receipt" ("organizationId", "credentialId", hour, "usedByKind", "usedById", "usedByName", host,
                            "statusClass", count, "bytesSent", "bytesReceived", "firstAt", "lastAt")
     VALUES ($1, $2, date_trunc('hour', now()), 'source', $3, $4, 'people.example', '2xx', 1, 0, 0, now(), now())`,
    [organizationId, id, source.id, source.name],
  );
  const token = await createToken(api, { name: `${mark} token`, credentialIds: [id] });
  const member = await addMember(tessera, organizationId, "member");
  await member.api.dispose();
  const invitation = await invite(api, "viewer", `${mark}@example.com`);
  const sessions = await (await api.get("/api/v1/account/sessions")).json();
  return {
    api,
    organizationId,
    mark,
    apiKey,
    ownerId: owner?.id ?? "",
    credential: id,
    deleted: deleted.id,
    source: source.id,
    destination: destination.id,
    token: token.id,
    member: member.userId,
    invitation: invitation.id,
    session: sessions.data[0].id,
  };
}

test.beforeAll(async ({ tessera, ownerState }) => {
  const api = await request.newContext({ baseURL: tessera.url, storageState: ownerState });
  ours = await furnish(tessera, api, await firstOrganization(tessera));
  const stranger = await addMember(tessera, await addOrganization(tessera), "owner");
  theirs = await furnish(tessera, stranger.api, stranger.organizationId);
});

test.afterAll(async () => {
  await ours?.api.dispose();
  await theirs?.api.dispose();
});

const houses = [
  ["the first organization", "the second", () => [ours, theirs] as const],
  ["the second organization", "the first", () => [theirs, ours] as const],
] as const;

/** What an organization has, straight from the database. */
async function belongings(tessera: Tessera, { organizationId }: House) {
  const tables = [
    "Credential",
    "RetiredKey",
    "DeletedCredential",
    "Integration",
    "ApiToken",
    "DataKey",
    "AuditEvent",
    "Member",
    "Invitation",
  ];
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const table of tables) {
    rows[table] = await tessera.sql(`SELECT * FROM "${table}" WHERE "organizationId" = $1 ORDER BY id`, [
      organizationId,
    ]);
  }
  // That a key was used is noted a moment later.
  for (const row of rows.Credential ?? []) delete row.lastUsedAt;
  return rows;
}

/** A credential of whoever asks, which is used. */
async function anyCredential(api: APIRequestContext): Promise<string> {
  const { data } = (await (await api.get("/api/v1/sources")).json()) as PageOf<Integration>;
  return data[0]?.credential.id ?? "";
}

/** A source or a destination of whoever asks. */
async function first(api: APIRequestContext, segment: "sources" | "destinations"): Promise<string> {
  const { data } = (await (await api.get(`/api/v1/${segment}`)).json()) as PageOf<Integration>;
  return data[0]?.id ?? "";
}

type Attempt = (api: APIRequestContext, id: string) => Promise<APIResponse>;

/** Every way to name a thing by its id, by route. The first test fails when a route is missing here. */
const attempts: Record<string, { kind: Kind; attempt: Attempt }[]> = {
  "/api/v1/credentials/[id]": [
    { kind: "credential", attempt: (api, id) => api.get(`/api/v1/credentials/${id}`) },
    { kind: "credential", attempt: (api, id) => api.get(`/api/v1/credentials/${id.toUpperCase()}`) },
    { kind: "credential", attempt: (api, id) => api.delete(`/api/v1/credentials/${id}`) },
    {
      kind: "credential",
      attempt: (api, id) => {
        const headers = { "if-match": "*" };
        return api.patch(`/api/v1/credentials/${id}`, { headers, data: { name: "Taken" } });
      },
    },
    {
      kind: "credential",
      attempt: (api, id) => {
        const headers = { "if-match": '"1"' };
        const data = { environment: "staging", evenIfUsed: true };
        return api.patch(`/api/v1/credentials/${id}`, { headers, data });
      },
    },
  ],
  "/api/v1/credentials/[id]/duplicate": [
    {
      kind: "credential",
      attempt: (api, id) => {
        const { connector: _, ...data } = newCredential({ name: "Taken" });
        return api.post(`/api/v1/credentials/${id}/duplicate`, { data });
      },
    },
  ],
  "/api/v1/credentials/[id]/test": [
    { kind: "credential", attempt: (api, id) => api.post(`/api/v1/credentials/${id}/test`) },
    {
      kind: "credential",
      attempt: (api, id) => api.post(`/api/v1/credentials/${id}/test?environment=staging`),
    },
  ],
  "/api/v1/credentials/[id]/key": [
    {
      kind: "credential",
      attempt: (api, id) =>
        api.put(`/api/v1/credentials/${id}/key`, { data: { apiKey: `demo-valid-${unique()}` } }),
    },
    {
      kind: "credential",
      attempt: (api, id) =>
        api.put(`/api/v1/credentials/${id}/key`, {
          data: { apiKey: `demo-rejected-${unique()}`, force: true },
        }),
    },
  ],
  "/api/v1/credentials/[id]/key/undo": [
    { kind: "credential", attempt: (api, id) => api.post(`/api/v1/credentials/${id}/key/undo`) },
  ],
  "/api/v1/credentials/[id]/verdicts": [
    { kind: "credential", attempt: (api, id) => api.get(`/api/v1/credentials/${id}/verdicts`) },
  ],
  "/api/v1/credentials/[id]/receipts": [
    { kind: "credential", attempt: (api, id) => api.get(`/api/v1/credentials/${id}/receipts`) },
    { kind: "deleted", attempt: (api, id) => api.get(`/api/v1/credentials/${id}/receipts`) },
  ],
  "/api/v1/credentials/[id]/usage": [
    { kind: "credential", attempt: (api, id) => api.get(`/api/v1/credentials/${id}/usage`) },
    { kind: "deleted", attempt: (api, id) => api.get(`/api/v1/credentials/${id}/usage`) },
  ],
  "/api/v1/credentials/[id]/usage/move": [
    {
      kind: "credential",
      attempt: async (api, id) =>
        api.post(`/api/v1/credentials/${id}/usage/move`, { data: { to: await anyCredential(api) } }),
    },
    {
      kind: "credential",
      attempt: async (api, id) =>
        api.post(`/api/v1/credentials/${await anyCredential(api)}/usage/move`, { data: { to: id } }),
    },
  ],
  "/api/v1/credentials/[id]/restore": [
    {
      kind: "deleted",
      attempt: (api, id) => api.post(`/api/v1/credentials/${id}/restore`, { data: {} }),
    },
    {
      kind: "deleted",
      attempt: (api, id) => api.post(`/api/v1/credentials/${id}/restore`, { data: { name: "Taken" } }),
    },
    {
      kind: "credential",
      attempt: (api, id) => api.post(`/api/v1/credentials/${id}/restore`, { data: {} }),
    },
  ],
  "/api/v1/credentials/bin/[id]": [
    { kind: "deleted", attempt: (api, id) => api.delete(`/api/v1/credentials/bin/${id}`) },
    { kind: "deleted", attempt: (api, id) => api.delete(`/api/v1/credentials/bin/${id.toUpperCase()}`) },
  ],
  "/api/v1/credentials/[id]/preview": [
    {
      kind: "credential",
      attempt: (api, id) => api.post(`/api/v1/credentials/${id}/preview`, { data: { endpoint: "accounts" } }),
    },
    {
      kind: "credential",
      attempt: (api, id) => api.post(`/api/v1/credentials/${id}/preview`, { data: { endpoint: "nothing" } }),
    },
  ],
  "/api/v1/credentials/[id]/proxy/[...path]": [
    { kind: "credential", attempt: (api, id) => api.get(`/api/v1/credentials/${id}/proxy/teams`) },
    {
      kind: "credential",
      attempt: (api, id) => api.put(`/api/v1/credentials/${id}/proxy/activities/email`, { data: {} }),
    },
    { kind: "credential", attempt: (api, id) => api.delete(`/api/v1/credentials/${id}/proxy/teams/1`) },
  ],
  "/api/v1/sources": [
    {
      kind: "credential",
      attempt: (api, id) => api.post("/api/v1/sources", { data: newSource(id, { name: "Taken" }) }),
    },
  ],
  "/api/v1/destinations": [
    {
      kind: "credential",
      attempt: (api, id) => api.post("/api/v1/destinations", { data: newDestination(id, { name: "Taken" }) }),
    },
  ],
  "/api/v1/sources/[id]/preview": [
    { kind: "source", attempt: (api, id) => api.get(`/api/v1/sources/${id}/preview`) },
    { kind: "destination", attempt: (api, id) => api.get(`/api/v1/sources/${id}/preview`) },
  ],
  "/api/v1/sources/[id]/records": [
    { kind: "source", attempt: (api, id) => api.get(`/api/v1/sources/${id}/records?limit=1`) },
    { kind: "destination", attempt: (api, id) => api.get(`/api/v1/sources/${id}/records?limit=1`) },
  ],
  "/api/v1/sources/[id]": [
    { kind: "source", attempt: (api, id) => api.get(`/api/v1/sources/${id}`) },
    { kind: "destination", attempt: (api, id) => api.get(`/api/v1/sources/${id}`) },
    {
      kind: "source",
      attempt: (api, id) =>
        api.patch(`/api/v1/sources/${id}`, { headers: { "if-match": "*" }, data: { name: "Taken" } }),
    },
    { kind: "source", attempt: (api, id) => api.delete(`/api/v1/sources/${id}`) },
    { kind: "destination", attempt: (api, id) => api.delete(`/api/v1/sources/${id}`) },
    {
      kind: "credential",
      attempt: async (api, credentialId) =>
        api.patch(`/api/v1/sources/${await first(api, "sources")}`, {
          headers: { "if-match": "*" },
          data: { credentialId },
        }),
    },
  ],
  "/api/v1/destinations/[id]/records": [
    { kind: "destination", attempt: (api, id) => push(api, id, linesOf([newRecord()])) },
    { kind: "destination", attempt: (api, id) => push(api, id, "{}", "?dryRun=true") },
    { kind: "source", attempt: (api, id) => push(api, id, linesOf([newRecord()])) },
  ],
  "/api/v1/destinations/[id]": [
    { kind: "destination", attempt: (api, id) => api.get(`/api/v1/destinations/${id}`) },
    { kind: "source", attempt: (api, id) => api.get(`/api/v1/destinations/${id}`) },
    {
      kind: "destination",
      attempt: (api, id) =>
        api.patch(`/api/v1/destinations/${id}`, { headers: { "if-match": "*" }, data: { name: "Taken" } }),
    },
    { kind: "destination", attempt: (api, id) => api.delete(`/api/v1/destinations/${id}`) },
    { kind: "source", attempt: (api, id) => api.delete(`/api/v1/destinations/${id}`) },
    {
      kind: "credential",
      attempt: async (api, credentialId) =>
        api.patch(`/api/v1/destinations/${await first(api, "destinations")}`, {
          headers: { "if-match": "*" },
          data: { credentialId },
        }),
    },
  ],
  "/api/v1/tokens": [
    {
      kind: "credential",
      attempt: (api, id) => api.post("/api/v1/tokens", { data: newToken({ credentialIds: [id] }) }),
    },
  ],
  "/api/v1/tokens/[id]": [
    { kind: "token", attempt: (api, id) => api.delete(`/api/v1/tokens/${id}`) },
    { kind: "token", attempt: (api, id) => api.delete(`/api/v1/tokens/${id.toUpperCase()}`) },
  ],
  "/api/v1/members/[id]": [
    {
      kind: "member",
      attempt: (api, id) => api.patch(`/api/v1/members/${id}`, { data: { role: "viewer" } }),
    },
    { kind: "member", attempt: (api, id) => api.delete(`/api/v1/members/${id}`) },
    { kind: "member", attempt: (api, id) => api.delete(`/api/v1/members/${id.toUpperCase()}`) },
    { kind: "invitation", attempt: (api, id) => api.delete(`/api/v1/members/${id}`) },
  ],
  "/api/v1/members/[id]/transfer": [
    { kind: "member", attempt: (api, id) => api.post(`/api/v1/members/${id}/transfer`) },
  ],
  "/api/v1/invitations/[id]": [
    { kind: "invitation", attempt: (api, id) => api.delete(`/api/v1/invitations/${id}`) },
    { kind: "member", attempt: (api, id) => api.delete(`/api/v1/invitations/${id}`) },
  ],
  "/api/v1/organizations/[id]": [
    {
      kind: "organizationId",
      attempt: (api, id) => api.patch(`/api/v1/organizations/${id}`, { data: { name: "Taken" } }),
    },
  ],
  "/api/v1/organizations/[id]/select": [
    { kind: "organizationId", attempt: (api, id) => api.post(`/api/v1/organizations/${id}/select`) },
  ],
  "/api/v1/account/sessions/[id]": [
    { kind: "session", attempt: (api, id) => api.delete(`/api/v1/account/sessions/${id}`) },
  ],
};

/** Routes that take ids to narrow what they answer: one of another organization's narrows it to nothing. */
const narrowing: Record<string, (filter: Filter, mine: House) => string[]> = {
  "/api/v1/activity": ({ actorId, credentialId }) => [
    `/api/v1/activity?actorId=${actorId}`,
    `/api/v1/activity?credentialId=${credentialId}`,
    `/api/v1/activity?actorId=${actorId}&credentialId=${credentialId}`,
  ],
  "/api/v1/activity/export": ({ actorId, credentialId }) => [
    `/api/v1/activity/export?actorId=${actorId}`,
    `/api/v1/activity/export?credentialId=${credentialId}`,
  ],
  "/api/v1/credentials": ({ actorId }) => [`/api/v1/credentials?sort=newest&limit=100&owner=${actorId}`],
  "/api/v1/credentials/[id]/receipts": ({ integrationId }, mine) => [
    `/api/v1/credentials/${mine.credential}/receipts?integration=${integrationId}`,
  ],
};

interface Filter {
  actorId: string;
  credentialId: string;
  integrationId: string;
}

/** Routes where no id of anything can be given, or only one for what is yet to be made. */
const withoutIds = [
  "/api/[...path]",
  "/api/auth/[...all]",
  "/api/health/live",
  "/api/health/ready",
  "/api/v1/account",
  "/api/v1/account/password",
  "/api/v1/account/sessions",
  "/api/v1/connectors",
  "/api/v1/credentials/bin",
  "/api/v1/credentials/test",
  "/api/v1/invitations",
  "/api/v1/invitations/accept",
  "/api/v1/invitations/register",
  "/api/v1/members",
  "/api/v1/openapi.json",
  "/api/v1/organizations",
  "/api/v1/owner",
  "/api/v1/search",
  "/api/v1/webhook",
  "/api/v1/webhook/deliveries",
  "/api/v1/webhook/secret",
  "/api/v1/webhook/test",
];

/** Every page that takes the id of something. */
const pagesWithIds: Record<string, (house: House) => string[]> = {
  "/[direction]/[id]": ({ source, destination }) => [`/sources/${source}`, `/destinations/${destination}`],
  "/[direction]/new/[connector]/configure": ({ credential }) => [
    `/sources/new/people-ai/configure?credential=${credential}`,
    `/destinations/new/people-ai/configure?credential=${credential}`,
  ],
  "/[direction]/new/[connector]": ({ credential }) => [`/sources/new/people-ai?credential=${credential}`],
  "/credentials": ({ credential, deleted }) => [
    `/credentials?credential=${credential}`,
    `/credentials?credential=${deleted}`,
  ],
};

/** Every id of a list: what other files left in this worker's organization may fill more than one page. */
async function idsOnAllPages(api: APIRequestContext, path: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const address = new URL(path, "http://tessera");
    address.searchParams.set("limit", "100");
    if (cursor !== null) address.searchParams.set("cursor", cursor);
    const response = await api.get(address.pathname + address.search);
    const page = (await response.json()) as PageOf<{ id: string }>;
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  return ids;
}

/** Pages that show what an organization has, and take no id. */
const pagesOfLists: Record<string, (house: House) => string[]> = {
  "/": () => ["/"],
  "/credentials": ({ mark }) => ["/credentials", `/credentials?query=${mark}`],
  "/activity": ({ mark }) => ["/activity", `/activity?credential=${mark}`],
  "/[direction]": () => ["/sources", "/destinations"],
  "/[direction]/new": () => ["/sources/new"],
  "/[direction]/new/[connector]": ({ mark }) => [
    "/sources/new/people-ai",
    `/sources/new/people-ai?query=${mark}`,
    "/destinations/new/people-ai",
  ],
  "/credentials/deleted": () => ["/credentials/deleted"],
  "/settings/api": () => ["/settings/api"],
  "/settings/tokens": () => ["/settings/tokens"],
  "/settings/webhook": () => ["/settings/webhook"],
  "/settings/members": () => ["/settings/members"],
  "/settings/organization": () => ["/settings/organization"],
  "/settings": () => ["/settings"],
  "/settings/account": () => ["/settings/account"],
  "/settings/sign-in": () => ["/settings/sign-in"],
};

/** Pages that show nothing of what an organization has. */
const otherPages = ["/invitations/[token]", "/organizations/new", "/sign-in", "/welcome"];

test("Every route and every page of the app is in the tables of this file", () => {
  const routes = [...Object.keys(attempts), ...Object.keys(narrowing), ...withoutIds];
  const pages = [...Object.keys(pagesWithIds), ...Object.keys(pagesOfLists), ...otherPages];
  expect(routesOfApp).toEqual([...new Set(routes)].sort());
  expect(pagesOfApp).toEqual([...new Set(pages)].sort());
});

for (const [who, whose, pair] of houses) {
  test.describe(`Whoever is in ${who}`, () => {
    for (const [route, table] of Object.entries(attempts)) {
      for (const [index, { kind, attempt }] of table.entries()) {
        test(`gets the answer for an unknown id when naming a ${kind} of ${whose} at ${route} (${index + 1})`, async ({
          tessera,
        }) => {
          const [mine, other] = pair();
          const before = [await belongings(tessera, mine), await belongings(tessera, other)];
          const foreign = await attempt(mine.api, other[kind]);
          const text = await foreign.text();
          const unknown = await comparable(await attempt(mine.api, uuidv7()));
          expect(await comparable(foreign)).toEqual(unknown);
          expect([404, 422]).toContain(unknown.status);
          for (const secret of [other.mark, other.organizationId, other[kind]])
            expect(text).not.toContain(secret);
          expect([await belongings(tessera, mine), await belongings(tessera, other)]).toEqual(before);
          expect(await receivedWith(tessera, other.apiKey)).toEqual([]);
        });
      }
    }

    for (const [route, paths] of Object.entries(narrowing)) {
      test(`gets nothing for what is named by an id of ${whose} at ${route}`, async () => {
        const [mine, other] = pair();
        const filterOf = ({ ownerId, credential, source }: House): Filter => ({
          actorId: ownerId,
          credentialId: credential,
          integrationId: source,
        });
        const unknown = { actorId: uuidv7(), credentialId: uuidv7(), integrationId: uuidv7() };
        for (const [index, path] of paths(filterOf(other), mine).entries()) {
          const answer = await mine.api.get(path);
          const nothing = await mine.api.get(paths(unknown, mine)[index] ?? "");
          expect([answer.status(), await answer.text()]).toEqual([200, await nothing.text()]);
          // It does answer with what is its own, or the line above would say nothing.
          const something = await mine.api.get(paths(filterOf(mine), mine)[index] ?? "");
          expect(await something.text()).toContain(mine.mark);
        }
      });
    }

    test(`finds nothing of ${whose} on the Activity page by its ids`, async () => {
      const [mine, other] = pair();
      for (const filter of [`credentialId=${other.credential}`, `actorId=${other.ownerId}`]) {
        const response = await mine.api.get(`/activity?${filter}`);
        expect(response.status()).toBe(200);
        const text = await response.text();
        expect(text).toContain("Nothing that was done matches.");
        for (const secret of [other.mark, other.organizationId]) expect(text).not.toContain(secret);
      }
    });

    for (const [page, paths] of Object.entries(pagesWithIds)) {
      test(`finds nothing of ${whose} at ${page}, as for an unknown id`, async () => {
        const [mine, other] = pair();
        const [credential, deleted, source, destination] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
        const unknown = { ...other, credential, deleted, source, destination };
        for (const [index, path] of paths(other).entries()) {
          const foreign = await mine.api.get(path, { maxRedirects: 0 });
          const stranger = await mine.api.get(paths(unknown)[index] ?? "", { maxRedirects: 0 });
          expect(foreign.status()).toBe(stranger.status());
          expect(foreign.status()).toBeLessThan(500);
          expect(await foreign.text()).not.toContain(other.mark);
          // The page does show it to those that it belongs to, or the line above would say nothing.
          const own = await mine.api.get(paths(mine)[index] ?? "");
          expect(own.status()).toBe(200);
          expect(await own.text()).toContain(mine.mark);
        }
      });
    }

    for (const [page, paths] of Object.entries(pagesOfLists)) {
      test(`sees nothing of ${whose} at ${page}`, async () => {
        const [mine, other] = pair();
        for (const path of paths(other)) {
          const response = await mine.api.get(path);
          expect(response.status()).toBe(200);
          const text = (await response.text()).replaceAll(`query=${other.mark}`, "");
          for (const secret of [
            other.organizationId,
            other.credential,
            other.deleted,
            other.source,
            other.token,
            other.member,
            other.invitation,
            `${other.mark} deleted`,
            `${other.mark} source`,
          ]) {
            expect(text).not.toContain(secret);
          }
        }
      });
    }

    test(`lists its own credentials, sources, destinations and people, and none of ${whose}`, async () => {
      const [mine, other] = pair();
      for (const [path, id, foreignId] of [
        ["/api/v1/credentials", mine.credential, other.credential],
        ["/api/v1/credentials?sort=best", mine.credential, other.credential],
        ["/api/v1/credentials?sort=newest", mine.credential, other.credential],
        ["/api/v1/sources", mine.source, other.source],
        ["/api/v1/destinations", mine.destination, other.destination],
        ["/api/v1/tokens", mine.token, other.token],
        ["/api/v1/members", mine.member, other.member],
        ["/api/v1/invitations", mine.invitation, other.invitation],
      ] as const) {
        const ids = await idsOnAllPages(mine.api, path);
        expect(ids).toContain(id);
        expect(ids).not.toContain(foreignId);
      }
    });

    test(`gets nothing of ${whose} with a token, whatever it is limited to`, async ({ tessera }) => {
      const [mine, other] = pair();
      const wide = await createToken(mine.api);
      // As a token would be that somebody has written into the database.
      const forged = await createToken(mine.api);
      await tessera.sql(`UPDATE "ApiToken" SET limited = true, "credentialIds" = $1 WHERE id = $2`, [
        [other.credential],
        forged.id,
      ]);
      for (const { token } of [wide, forged]) {
        const program = await apiWith(tessera, token);
        for (const [path, id] of [
          ["/api/v1/credentials", other.credential],
          ["/api/v1/sources", other.source],
          ["/api/v1/destinations", other.destination],
        ]) {
          expect(await idsOnAllPages(program, path ?? "")).not.toContain(id);
          await expectProblem(await program.get(`${path}/${id}`), 404, "not_found");
        }
        await program.dispose();
      }
      const listed = await (await mine.api.get("/api/v1/tokens")).json();
      expect(listed.data.find(({ id }: { id: string }) => id === forged.id).credentials).toEqual([]);
    });

    test(`finds nothing of ${whose} by searching for it`, async () => {
      const [mine, other] = pair();
      const search = async (query: string) =>
        (await (await mine.api.get("/api/v1/credentials", { params: { query } })).json()).data;
      expect(await search(mine.mark)).toHaveLength(1);
      expect(await search(other.mark)).toEqual([]);
    });

    test(`gets only its own with a cursor of ${whose}`, async ({ tessera }) => {
      const [mine, other] = pair();
      for (let count = 0; count < 2; count += 1) {
        await createCredential(other.api, { name: `! ${unique()}` });
        await createCredential(mine.api, { name: `zz ${unique()}` });
      }
      for (const sort of ["name", "best", "newest"]) {
        const first = await other.api.get("/api/v1/credentials", { params: { sort, limit: 1 } });
        const { nextCursor } = (await first.json()) as PageOf<Credential>;
        const params = { sort, cursor: nextCursor ?? "", limit: 100 };
        const { data } = (await (
          await mine.api.get("/api/v1/credentials", { params })
        ).json()) as PageOf<Credential>;
        const foreign = await tessera.sql(
          `SELECT id FROM "Credential" WHERE id = ANY ($1) AND "organizationId" <> $2`,
          [data.map(({ id }) => id), mine.organizationId],
        );
        expect(foreign).toEqual([]);
        if (sort === "name") expect(data.length).toBeGreaterThan(0);
      }
    });

    test(`may use the names of ${whose}, and cannot tell from that that they exist`, async ({ tessera }) => {
      const [mine, other] = pair();
      const before = await belongings(tessera, other);
      const { id } = await createCredential(mine.api, { name: other.mark });
      expect(await belongings(tessera, other)).toEqual(before);
      expect((await mine.api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
    });

    test(`is refused an id that ${whose} has taken, learns nothing of it, and changes nothing`, async ({
      tessera,
    }) => {
      const [mine, other] = pair();
      const before = [await belongings(tessera, mine), await belongings(tessera, other)];
      const takings = [
        ["/api/v1/credentials", newCredential({ id: other.credential })],
        [
          "/api/v1/credentials",
          newCredential({ id: other.credential, name: other.mark, apiKey: other.apiKey }),
        ],
        ["/api/v1/sources", newSource(mine.credential, { id: other.source })],
        ["/api/v1/destinations", newDestination(mine.credential, { id: other.destination })],
      ] as const;
      for (const [path, data] of takings) {
        const response = await mine.api.post(path, { data });
        const text = await response.text();
        await expectProblem(response, 409, "id_taken");
        for (const secret of [other.mark, other.organizationId, other.credential]) {
          expect(text).not.toContain(secret);
        }
      }
      expect([await belongings(tessera, mine), await belongings(tessera, other)]).toEqual(before);
    });

    test(`cannot put anything into ${whose} by naming it`, async ({ tessera }) => {
      const [mine, other] = pair();
      const before = await belongings(tessera, other);
      for (const [path, data] of [
        ["/api/v1/credentials", newCredential({ organizationId: other.organizationId })],
        ["/api/v1/sources", newSource(mine.credential, { organizationId: other.organizationId })],
        ["/api/v1/tokens", newToken({ organizationId: other.organizationId })],
      ] as const) {
        await expectProblem(await mine.api.post(path, { data }), 422, "invalid");
      }
      const path = `/api/v1/credentials/${other.credential}`;
      const foreign = { "x-organization-id": other.organizationId };
      await expectProblem(await mine.api.get(path, { headers: foreign }), 404, "not_found");
      const shown = { "tessera-organization": other.organizationId };
      await expectProblem(await mine.api.get(path, { headers: shown }), 409, "other_organization");
      expect(await belongings(tessera, other)).toEqual(before);
    });
  });
}

test("A sealed key that was moved into another organization does not open there", async ({ tessera }) => {
  const { id } = await createCredential(ours.api);
  await tessera.sql(
    `UPDATE "Credential" SET "sealedKey" = (SELECT "sealedKey" FROM "Credential" WHERE id = $1) WHERE id = $2`,
    [theirs.credential, id],
  );
  const result = await (await ours.api.post(`/api/v1/credentials/${id}/test`)).json();
  expect(result.verdict).toBe("unreadable");
  expect(await receivedWith(tessera, theirs.apiKey)).toEqual([]);
});

test("A credential whose row was moved into another organization does not open there", async ({
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(theirs.api, { apiKey });
  await tessera.sql(`UPDATE "Credential" SET "organizationId" = $1 WHERE id = $2`, [ours.organizationId, id]);
  const result = await (await ours.api.post(`/api/v1/credentials/${id}/test`)).json();
  expect(result.verdict).toBe("unreadable");
  expect(await receivedWith(tessera, apiKey)).toEqual([]);
});

test("One key saved in two organizations has two fingerprints and two sealed keys", async ({ tessera }) => {
  const apiKey = `demo-valid-${unique()}`;
  const first = await createCredential(ours.api, { apiKey });
  const second = await createCredential(theirs.api, { apiKey });
  const rows = await tessera.sql<{ keyFingerprint: string; sealedKey: string }>(
    `SELECT "keyFingerprint", "sealedKey" FROM "Credential" WHERE id = ANY ($1)`,
    [[first.id, second.id]],
  );
  expect(new Set(rows.map((row) => row.keyFingerprint)).size).toBe(2);
  expect(new Set(rows.map((row) => row.sealedKey)).size).toBe(2);
});

test.describe("A role", () => {
  let viewer: Member;
  let member: Member;
  let admin: Member;
  let janitor: Member;

  test.beforeAll(async ({ tessera }) => {
    const organizationId = ours.organizationId;
    viewer = await addMember(tessera, organizationId, "viewer");
    member = await addMember(tessera, organizationId, "member");
    admin = await addMember(tessera, organizationId, "admin");
    // No role that Tessera knows.
    janitor = await addMember(tessera, organizationId, "janitor");
  });

  test.afterAll(async () => {
    for (const person of [viewer, member, admin, janitor]) await person?.api.dispose();
  });

  const reads: [string, Attempt][] = [
    ["list credentials", (api) => api.get("/api/v1/credentials")],
    ["see a credential", (api, id) => api.get(`/api/v1/credentials/${id}`)],
    ["see a credential's verdicts", (api, id) => api.get(`/api/v1/credentials/${id}/verdicts`)],
    ["see a credential's receipts", (api, id) => api.get(`/api/v1/credentials/${id}/receipts`)],
    ["list sources", (api) => api.get("/api/v1/sources")],
    ["see a source", (api) => api.get(`/api/v1/sources/${ours.source}`)],
    ["list destinations", (api) => api.get("/api/v1/destinations")],
    ["see a destination", (api) => api.get(`/api/v1/destinations/${ours.destination}`)],
  ];
  const writes: [string, number, Attempt][] = [
    ["create a credential", 201, (api) => api.post("/api/v1/credentials", { data: newCredential() })],
    [
      "test a key that is not saved",
      200,
      (api) =>
        api.post("/api/v1/credentials/test", {
          data: { connector: "people-ai", environment: "mock", apiKey: `demo-valid-${unique()}` },
        }),
    ],
    ["test a credential", 200, (api, id) => api.post(`/api/v1/credentials/${id}/test`)],
    [
      "preview rows",
      200,
      (api, id) => api.post(`/api/v1/credentials/${id}/preview`, { data: { endpoint: "teams" } }),
    ],
    ["send through a credential", 200, (api, id) => api.get(`/api/v1/credentials/${id}/proxy/teams?limit=1`)],
    ["create a source", 201, (api, id) => api.post("/api/v1/sources", { data: newSource(id) })],
    [
      "create a destination",
      201,
      (api, id) => api.post("/api/v1/destinations", { data: newDestination(id) }),
    ],
  ];

  for (const [what, attempt] of reads) {
    test(`viewer, member or admin may ${what}; one that Tessera does not know may not`, async () => {
      for (const { api } of [viewer, member, admin]) {
        expect((await attempt(api, ours.credential)).status()).toBe(200);
      }
      const response = await attempt(janitor.api, ours.credential);
      expect(await response.text()).not.toContain(ours.mark);
      await expectProblem(response, 403, "forbidden");
    });
  }

  for (const [what, status, attempt] of writes) {
    test(`member or admin may ${what}; viewer, or one that Tessera does not know, may not`, async ({
      tessera,
    }) => {
      const { id } = await createCredential(ours.api);
      const before = await belongings(tessera, ours);
      for (const { api } of [viewer, janitor]) {
        await expectProblem(await attempt(api, id), 403, "forbidden");
      }
      expect(await belongings(tessera, ours)).toEqual(before);
      for (const { api } of [member, admin]) expect((await attempt(api, id)).status()).toBe(status);
    });
  }

  test("viewer may delete no credential, not even one that was theirs as a member", async ({ tessera }) => {
    const { id } = await createCredential(ours.api);
    const own = await createCredential(member.api);
    await tessera.sql(`UPDATE "Credential" SET "createdById" = $1 WHERE id = $2`, [viewer.userId, own.id]);
    for (const target of [id, own.id]) {
      for (const { api } of [viewer, janitor]) {
        await expectProblem(await api.delete(`/api/v1/credentials/${target}`), 403, "forbidden");
      }
      expect((await ours.api.get(`/api/v1/credentials/${target}`)).status()).toBe(200);
    }
  });

  test("member may delete what they created, and nothing else", async () => {
    const own = await createCredential(member.api);
    const other = await createCredential(ours.api);
    expect(own.owner).toEqual({ id: member.userId, name: member.name });
    await expectProblem(await member.api.delete(`/api/v1/credentials/${other.id}`), 403, "forbidden");
    expect((await ours.api.get(`/api/v1/credentials/${other.id}`)).status()).toBe(200);
    expect((await member.api.delete(`/api/v1/credentials/${own.id}`)).status()).toBe(204);
  });

  test("member may not delete what nobody owns any more; admin may", async ({ tessera }) => {
    const { id } = await createCredential(ours.api);
    await tessera.sql(`UPDATE "Credential" SET "createdById" = NULL WHERE id = $1`, [id]);
    expect((await (await ours.api.get(`/api/v1/credentials/${id}`)).json()).owner).toBeNull();
    await expectProblem(await member.api.delete(`/api/v1/credentials/${id}`), 403, "forbidden");
    expect((await admin.api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
  });

  test("admin may delete what anybody created", async () => {
    const { id } = await createCredential(member.api);
    expect((await admin.api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
  });

  test("that is taken away ends at once", async ({ tessera }) => {
    const { id } = await createCredential(member.api);
    const setRole = (role: string) =>
      tessera.sql(`UPDATE "Member" SET role = $1 WHERE "userId" = $2`, [role, member.userId]);
    await setRole("viewer");
    await expectProblem(await member.api.delete(`/api/v1/credentials/${id}`), 403, "forbidden");
    await setRole("member");
    expect((await member.api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
  });

  test("of another organization is worth nothing here", async () => {
    const response = await theirs.api.post("/api/v1/sources", { data: newSource(ours.credential) });
    await expectInvalid(response, "credentialId");
  });
});
