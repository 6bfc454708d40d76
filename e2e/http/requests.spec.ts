import { once } from "node:events";
import { connect } from "node:net";
import { type APIRequestContext, request as playwrightRequest } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, type StorageState, test } from "../fixtures.ts";
import { Tessera } from "../tessera.ts";
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
import { received } from "./emulator.ts";
import { type Answer, cookieOf, exchange } from "./exchange.ts";
import { addMember, firstOrganization, invite } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";
import { stored } from "./stored.ts";
import { createToken, newToken } from "./tokens.ts";

const JSON_TYPE = { "content-type": "application/json" };
const BODY_BYTES_MAX = 64 * 1024;
const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** What stands for the dynamic parts of an address in these tests. */
interface Ids {
  credential: string;
  source: string;
  destination: string;
  token: string;
  organization: string;
  member: string;
  invitation: string;
}

/**
 * Every route handler, with the methods that it takes and, for those that read a body, one that it accepts.
 * The first test of this file fails when a handler is missing here.
 */
const routes: Record<
  string,
  { path: (ids: Ids) => string; methods: Method[]; body?: (ids: Ids) => Record<string, unknown> }
> = {
  "/api/v1/activity": { path: () => "/api/v1/activity", methods: ["GET"] },
  "/api/v1/activity/export": { path: () => "/api/v1/activity/export", methods: ["GET"] },
  "/api/v1/connectors": { path: () => "/api/v1/connectors", methods: ["GET"] },
  "/api/v1/credentials": {
    path: () => "/api/v1/credentials",
    methods: ["GET", "POST"],
    body: () => newCredential({ description: "" }),
  },
  "/api/v1/credentials/test": {
    path: () => "/api/v1/credentials/test",
    methods: ["POST"],
    body: () => ({ connector: "people-ai", environment: "mock", apiKey: `demo-valid-${unique()}` }),
  },
  "/api/v1/credentials/[id]": {
    path: ({ credential }) => `/api/v1/credentials/${credential}`,
    // What a change may be is in edit.spec.ts.
    methods: ["GET", "PATCH", "DELETE"],
  },
  "/api/v1/credentials/[id]/duplicate": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/duplicate`,
    methods: ["POST"],
    body: () => {
      const { connector: _, ...body } = newCredential({ description: "" });
      return body;
    },
  },
  "/api/v1/credentials/[id]/test": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/test`,
    methods: ["POST"],
  },
  // What its body may be is in replace-key.spec.ts.
  "/api/v1/credentials/[id]/key": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/key`,
    methods: ["PUT"],
  },
  "/api/v1/credentials/[id]/key/undo": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/key/undo`,
    methods: ["POST"],
  },
  "/api/v1/credentials/[id]/verdicts": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/verdicts`,
    methods: ["GET"],
  },
  "/api/v1/credentials/[id]/receipts": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/receipts`,
    methods: ["GET"],
  },
  "/api/v1/credentials/[id]/usage": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/usage`,
    methods: ["GET"],
  },
  "/api/v1/credentials/[id]/usage/move": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/usage/move`,
    methods: ["POST"],
    body: () => ({ to: uuidv7() }),
  },
  "/api/v1/credentials/[id]/restore": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/restore`,
    methods: ["POST"],
    body: () => ({ name: `Credential ${unique()}` }),
  },
  "/api/v1/credentials/bin": { path: () => "/api/v1/credentials/bin", methods: ["GET"] },
  "/api/v1/credentials/bin/[id]": {
    path: () => `/api/v1/credentials/bin/${uuidv7()}`,
    methods: ["DELETE"],
  },
  "/api/v1/credentials/[id]/preview": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/preview`,
    methods: ["POST"],
    body: () => ({ endpoint: "teams" }),
  },
  "/api/v1/openapi.json": { path: () => "/api/v1/openapi.json", methods: ["GET"] },
  // What may be sent through it is in proxy.spec.ts.
  "/api/v1/credentials/[id]/proxy/[...path]": {
    path: ({ credential }) => `/api/v1/credentials/${credential}/proxy/teams?limit=1`,
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
  },
  "/api/v1/search": { path: () => "/api/v1/search", methods: ["GET"] },
  "/api/v1/sources": {
    path: () => "/api/v1/sources",
    methods: ["GET", "POST"],
    body: ({ credential }) => newSource(credential, { description: "" }),
  },
  // What a change may be is in integration-life.spec.ts.
  "/api/v1/sources/[id]": {
    path: ({ source }) => `/api/v1/sources/${source}`,
    methods: ["GET", "PATCH", "DELETE"],
  },
  "/api/v1/sources/[id]/preview": {
    path: ({ source }) => `/api/v1/sources/${source}/preview`,
    methods: ["GET"],
  },
  // What its query may be is in records.spec.ts.
  "/api/v1/sources/[id]/records": {
    path: ({ source }) => `/api/v1/sources/${source}/records?limit=1`,
    methods: ["GET"],
  },
  "/api/v1/destinations": {
    path: () => "/api/v1/destinations",
    methods: ["GET", "POST"],
    body: ({ credential }) => newDestination(credential, { description: "" }),
  },
  "/api/v1/destinations/[id]": {
    path: ({ destination }) => `/api/v1/destinations/${destination}`,
    methods: ["GET", "PATCH", "DELETE"],
  },
  // What may be sent into it is in push.spec.ts.
  "/api/v1/destinations/[id]/records": {
    path: ({ destination }) => `/api/v1/destinations/${destination}/records`,
    methods: ["POST"],
  },
  "/api/v1/tokens": {
    path: () => "/api/v1/tokens",
    methods: ["GET", "POST"],
    body: ({ credential }) => newToken({ credentialIds: [credential], expiresAt: null }),
  },
  "/api/v1/tokens/[id]": { path: ({ token }) => `/api/v1/tokens/${token}`, methods: ["DELETE"] },
  "/api/v1/webhook": { path: () => "/api/v1/webhook", methods: ["GET", "PUT", "DELETE"] },
  "/api/v1/webhook/deliveries": { path: () => "/api/v1/webhook/deliveries", methods: ["GET"] },
  "/api/v1/webhook/secret": { path: () => "/api/v1/webhook/secret", methods: ["POST"] },
  "/api/v1/webhook/test": { path: () => "/api/v1/webhook/test", methods: ["POST"] },
  // What their bodies may be, and what may be done to whom, is in account.spec.ts.
  "/api/v1/account": { path: () => "/api/v1/account", methods: ["GET", "PATCH"] },
  "/api/v1/account/password": { path: () => "/api/v1/account/password", methods: ["PUT"] },
  "/api/v1/account/sessions": { path: () => "/api/v1/account/sessions", methods: ["GET", "DELETE"] },
  "/api/v1/account/sessions/[id]": {
    path: () => `/api/v1/account/sessions/${uuidv7()}`,
    methods: ["DELETE"],
  },
  "/api/v1/owner": {
    path: () => "/api/v1/owner",
    methods: ["POST"],
    body: () => ({ name: "Eve", email: "eve@example.com", password: "a password of Eve's" }),
  },
  "/api/v1/members": { path: () => "/api/v1/members", methods: ["GET"] },
  "/api/v1/members/[id]": {
    path: ({ member }) => `/api/v1/members/${member}`,
    methods: ["PATCH", "DELETE"],
  },
  "/api/v1/members/[id]/transfer": {
    path: ({ member }) => `/api/v1/members/${member}/transfer`,
    methods: ["POST"],
  },
  "/api/v1/invitations": {
    path: () => "/api/v1/invitations",
    methods: ["GET", "POST"],
    body: () => ({ email: `${unique()}@example.com`, role: "viewer" }),
  },
  "/api/v1/invitations/[id]": {
    path: ({ invitation }) => `/api/v1/invitations/${invitation}`,
    methods: ["DELETE"],
  },
  "/api/v1/invitations/accept": {
    path: () => "/api/v1/invitations/accept",
    methods: ["POST"],
    body: () => ({ token: "A".repeat(43) }),
  },
  "/api/v1/invitations/register": {
    path: () => "/api/v1/invitations/register",
    methods: ["POST"],
    body: () => ({ token: "A".repeat(43), name: "Eve", password: "a password of Eve's" }),
  },
  "/api/v1/organizations": {
    path: () => "/api/v1/organizations",
    methods: ["GET", "POST"],
    body: () => ({ name: `Organization ${unique()}` }),
  },
  "/api/v1/organizations/[id]": {
    path: ({ organization }) => `/api/v1/organizations/${organization}`,
    methods: ["PATCH"],
  },
  "/api/v1/organizations/[id]/select": {
    path: ({ organization }) => `/api/v1/organizations/${organization}/select`,
    methods: ["POST"],
  },
};

/** Routes that ask nobody to sign in, and what they answer to what is in the table. */
const openRoutes: Record<string, [status: number, code: string]> = {
  "/api/v1/owner": [409, "owner_exists"],
  "/api/v1/invitations/register": [404, "invitation_gone"],
};

/** What a whole and acceptable body is answered with, where that is not 201. */
const answered: Record<string, number> = {
  // There is no such credential to hand them to.
  "/api/v1/credentials/[id]/usage/move": 422,
  "/api/v1/credentials/[id]/duplicate": 201,
  "/api/v1/owner": 409,
  "/api/v1/invitations/accept": 404,
  "/api/v1/invitations/register": 404,
};

/** Routes that nothing need be said to. */
const emptyIsWhole = ["/api/v1/credentials/[id]/restore"];

/** Routes for whoever is signed in, also without an organization. */
const personRoutes = [
  "/api/v1/account",
  "/api/v1/account/password",
  "/api/v1/account/sessions",
  "/api/v1/account/sessions/[id]",
  "/api/v1/invitations/accept",
  "/api/v1/organizations",
  "/api/v1/organizations/[id]/select",
];

/** Handlers outside of `/api/v1`; each has tests of its own below. */
const otherRoutes = ["/api/[...path]", "/api/auth/[...all]", "/api/health/live", "/api/health/ready"];

/** Every page that only members see, by its file. */
const pages: Record<string, (ids: Ids) => string[]> = {
  "/": () => ["/"],
  "/activity": ({ credential }) => ["/activity", `/activity?credentialId=${credential}`],
  "/[direction]": () => ["/sources", "/destinations"],
  "/[direction]/[id]": ({ source, destination }) => [
    `/sources/${source}`,
    `/destinations/${destination}`,
    `/sources/${uuidv7()}`,
  ],
  "/[direction]/new": () => ["/sources/new", "/destinations/new"],
  "/[direction]/new/[connector]": () => [
    "/sources/new/people-ai",
    "/sources/new/people-ai?add",
    "/destinations/new/people-ai",
  ],
  "/[direction]/new/[connector]/configure": ({ credential }) => [
    `/sources/new/people-ai/configure?credential=${credential}`,
    `/destinations/new/people-ai/configure?credential=${credential}`,
  ],
  "/credentials": ({ credential }) => ["/credentials", `/credentials?credential=${credential}`],
  "/credentials/deleted": () => ["/credentials/deleted"],
  "/settings/api": () => ["/settings/api"],
  "/settings/tokens": () => ["/settings/tokens"],
  "/settings/webhook": () => ["/settings/webhook"],
  "/organizations/new": () => ["/organizations/new"],
  "/settings": () => ["/settings"],
  "/settings/members": () => ["/settings/members"],
  "/settings/organization": () => ["/settings/organization"],
  "/settings/account": () => ["/settings/account"],
  "/settings/sign-in": () => ["/settings/sign-in"],
};

/** Pages for whoever has not signed in; they have nothing to give away. The last one opens what its link opens. */
const publicPages = ["/sign-in", "/welcome", "/invitations/[token]"];

const bodyRoutes = Object.entries(routes).flatMap(([pattern, { path, body }]) =>
  body === undefined ? [] : [{ pattern, path, body }],
);

let ids: Ids;
let secretName: string;

test.beforeAll(async ({ tessera, ownerState }) => {
  const api = await playwrightRequest.newContext({ baseURL: tessera.url, storageState: ownerState });
  secretName = `Seen by members ${unique()}`;
  const { id } = await createCredential(api, { name: secretName });
  const source = await createSource(api, id, { name: `${secretName} source` });
  const destination = await createDestination(api, id, { name: `${secretName} destination` });
  const token = await createToken(api, { name: `${secretName} token` });
  const organization = await firstOrganization(tessera);
  const member = await addMember(tessera, organization, "viewer");
  const invitation = await invite(api, "viewer");
  ids = {
    credential: id,
    source: source.id,
    destination: destination.id,
    token: token.id,
    organization,
    member: member.userId,
    invitation: invitation.id,
  };
  await member.api.dispose();
  await api.dispose();
});

// Some of these tests create organizations, and are switched to them: they leave them again.
test.afterEach(async ({ tessera }) => {
  await tessera.sql(
    `DELETE FROM "Member" WHERE "organizationId" <> $1 AND "userId" = (SELECT id FROM "User" WHERE email = $2)`,
    [ids.organization, owner.email],
  );
});

test("Every page and every route handler of the app is in the tables of this file", () => {
  expect(routesOfApp).toEqual([...Object.keys(routes), ...otherRoutes].sort());
  expect(pagesOfApp).toEqual([...Object.keys(pages), ...publicPages].sort());
});

/** Where else a body is read: every change of what there is, and what better-auth answers. */
const otherBodies = [
  ...Object.entries(routes).flatMap(([pattern, { path, methods }]) =>
    // What is sent on has the limits of its service.
    pattern.includes("/proxy/")
      ? []
      : methods
          .filter((method) => method === "PUT" || method === "PATCH")
          .map((method) => ({ method, path })),
  ),
  ...[
    "sign-in/email",
    "two-factor/enable",
    "two-factor/disable",
    "two-factor/generate-backup-codes",
    "two-factor/verify-totp",
    "two-factor/verify-backup-code",
    "passkey/verify-registration",
    "passkey/verify-authentication",
    "passkey/delete-passkey",
  ].map((path) => ({ method: "POST", path: () => `/api/auth/${path}` })),
];

/** JSON within all bounds of size that is too deep to be walked through without care. */
const deep: [string, string][] = [
  ["a list", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
  ["an object", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`],
  ["a field", `{"name":${"[".repeat(30_000)}${"]".repeat(30_000)}}`],
];

test("A body over 64 KiB is refused wherever one is read, and one that is nested deeply breaks nothing", async ({
  tessera,
}) => {
  const { api } = await addMember(tessera, ids.organization, "owner");
  const headers = { ...JSON_TYPE, cookie: cookieOf(await api.storageState()), "if-match": "*" };
  const send = (method: string, path: string, body: string | readonly Buffer[]) =>
    exchange(tessera.url, { method, path, headers, body });
  const large = [" ".repeat(BODY_BYTES_MAX + 1), Array.from({ length: 80 }, () => Buffer.alloc(1024, " "))];
  const before = await stored(tessera);
  for (const { method, path } of otherBodies) {
    await test.step(`${method} ${path(ids)}`, async () => {
      for (const body of large) await expectProblem(await send(method, path(ids), body), 413, "too_large");
      for (const [what, body] of deep) {
        const { status } = await comparable(await send(method, path(ids), body));
        expect(status, what).toBeGreaterThanOrEqual(400);
        expect(status, what).toBeLessThan(500);
      }
    });
  }
  expect(await stored(tessera)).toEqual(before);

  // What it says does not matter: it ends the session.
  const signOut = "/api/auth/sign-out";
  for (const body of large) await expectProblem(await send("POST", signOut, body), 413, "too_large");
  for (const [what, body] of deep)
    expect((await send("POST", signOut, body)).status(), what).toBeLessThan(500);
  await api.dispose();
});

test.describe("A body", () => {
  for (const { pattern, path, body } of bodyRoutes) {
    const send = (
      tessera: Tessera,
      state: StorageState,
      payload: string | Buffer | readonly Buffer[],
      headers: Record<string, string> = JSON_TYPE,
    ) =>
      exchange(tessera.url, {
        method: "POST",
        path: path(ids),
        headers: { cookie: cookieOf(state), ...headers },
        body: payload,
      });

    test(`over 64 KiB is refused by POST ${pattern}, declared or not`, async ({ tessera, ownerState }) => {
      const before = await stored(tessera);
      const padded = Buffer.from(JSON.stringify(body(ids)).padEnd(BODY_BYTES_MAX + 1, " "));
      const declared = { ...JSON_TYPE, "content-length": String(padded.byteLength) };
      await expectProblem(await send(tessera, ownerState, padded, declared), 413, "too_large");

      const pieces = Array.from({ length: 80 }, () => Buffer.alloc(1024, " "));
      await expectProblem(await send(tessera, ownerState, pieces), 413, "too_large");
      expect(await stored(tessera)).toEqual(before);
    });

    test(`of exactly 64 KiB is read by POST ${pattern}, in one piece or in many`, async ({
      tessera,
      ownerState,
    }) => {
      const full = Buffer.from(JSON.stringify(body(ids)).padEnd(BODY_BYTES_MAX, " "));
      const expected =
        answered[pattern] ?? (pattern.includes("[id]") || pattern.endsWith("test") ? 200 : 201);
      const declared = { ...JSON_TYPE, "content-length": String(full.byteLength) };
      expect((await send(tessera, ownerState, full, declared)).status()).toBe(expected);
      const pieces = Array.from({ length: 64 }, (_, index) =>
        full.subarray(index * 1024, (index + 1) * 1024),
      );
      const again = await send(tessera, ownerState, pieces);
      // In pieces it is the same request again: the second of one name is refused, but read all the same.
      expect([expected, 409]).toContain(again.status());
    });

    const types: [string, Record<string, string>][] = [
      ["text/plain", { "content-type": "text/plain" }],
      ["text/plain with a JSON charset", { "content-type": "text/plain;application/json" }],
      ["a form", { "content-type": "application/x-www-form-urlencoded" }],
      ["a multipart form", { "content-type": "multipart/form-data; boundary=x" }],
      ["text/json", { "content-type": "text/json" }],
      ["problem+json", { "content-type": "application/problem+json" }],
      ["no content type", {}],
    ];
    test(`that does not say that it is JSON is refused by POST ${pattern}`, async ({
      tessera,
      ownerState,
    }) => {
      const before = await stored(tessera);
      for (const [what, headers] of types) {
        await test.step(what, async () => {
          const answer = await send(tessera, ownerState, JSON.stringify(body(ids)), headers);
          await expectProblem(answer, 415, "wrong_content_type");
        });
      }
      expect(await stored(tessera)).toEqual(before);
    });

    const broken: [string, string | Buffer][] = [
      ["nothing", ""],
      ["white space", " \n"],
      ["cut off", `{"name": "a`],
      ["with a comma too many", `{"name": "a",}`],
      ["in single quotes", `{'name': 'a'}`],
      ["two values", "{} {}"],
      ["a form", "name=a&connector=people-ai"],
      ["NaN", "NaN"],
      ["undefined", "undefined"],
      ["a control character in a string", `{"name":"a\u0001"}`],
      ["invalid UTF-8", Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0x22, 0x7d])],
      ["UTF-8 cut off", Buffer.from(`{"name":"é"}`).subarray(0, 10)],
      ["UTF-16", Buffer.from(`\ufeff{"name":"a"}`, "utf16le")],
      ["an encoded surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
      ["lists that never end", "[".repeat(10_000)],
    ];
    test(`that is not JSON is refused by POST ${pattern}`, async ({ tessera, ownerState }) => {
      const before = await stored(tessera);
      for (const [what, payload] of broken) {
        await test.step(what, async () => {
          await expectProblem(await send(tessera, ownerState, payload), 400, "bad_json");
        });
      }
      expect(await stored(tessera)).toEqual(before);
    });

    test(`that is nested more deeply than anything of ours is refused by POST ${pattern}`, async ({
      tessera,
      ownerState,
    }) => {
      const before = await stored(tessera);
      const fields = Object.keys(body(ids)).map((field) => `"${field}":${nested(5_000)}`);
      for (const payload of [
        nested(65),
        nested(10_000),
        `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`,
        `{${fields.join(",")}}`,
      ]) {
        await expectProblem(await send(tessera, ownerState, payload), 400, "bad_json");
      }
      expect(await stored(tessera)).toEqual(before);
    });

    const notObjects: [string, () => string][] = [
      ["null", () => "null"],
      ["true", () => "true"],
      ["a number", () => "1e400"],
      ["a string", () => '"a"'],
      ["an empty list", () => "[]"],
      ["a list of the right thing", () => JSON.stringify([body(ids)])],
      ["an empty object", () => "{}"],
      ["64 lists in each other", () => nested(64)],
      [
        "1,000 unknown fields",
        () => JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`f${i}`, i]))),
      ],
    ];
    test(`that is JSON of another shape is refused by POST ${pattern}`, async ({ tessera, ownerState }) => {
      const before = await stored(tessera);
      for (const [what, payload] of notObjects) {
        if (what === "an empty object" && emptyIsWhole.includes(pattern)) continue;
        await test.step(what, async () => {
          await expectProblem(await send(tessera, ownerState, payload()), 422, "invalid");
        });
      }
      expect(await stored(tessera)).toEqual(before);
    });

    test(`with numbers beyond all bounds is refused by POST ${pattern}`, async ({ tessera, ownerState }) => {
      const before = await stored(tessera);
      for (const field of Object.keys(body(ids))) {
        for (const number of ["1e400", "-1e400", "1e308", "9".repeat(400), "1e-400", "-0"]) {
          const text = JSON.stringify({ ...body(ids), [field]: 0 }).replace(
            `"${field}":0`,
            `"${field}":${number}`,
          );
          await expectInvalid(await send(tessera, ownerState, text), field);
        }
      }
      expect(await stored(tessera)).toEqual(before);
    });

    test(`counts by its own fields alone at POST ${pattern}, by the last of each name`, async ({
      tessera,
      ownerState,
      anonymous,
    }) => {
      const before = await stored(tessera);
      const valid = JSON.stringify(body(ids));
      const [field = ""] = Object.keys(body(ids));
      for (const text of [
        `{"__proto__":${valid}}`,
        `{"constructor":{"prototype":${valid}}}`,
        `{"prototype":${valid},"__proto__":${valid}}`,
        `${valid.slice(0, -1)},"constructor":{"prototype":{"polluted":1}}}`,
        `${valid.slice(0, -1)},"${field}":{"polluted":1}}`,
        `${valid.slice(0, -1)},"${field}":null}`,
      ]) {
        await expectProblem(await send(tessera, ownerState, text), 422, "invalid");
      }
      expect(await stored(tessera)).toEqual(before);

      const polluting = `${valid.slice(0, -1)},"__proto__":{"polluted":1,"role":"owner","status":"x"}}`;
      const answer = await send(tessera, ownerState, polluting);
      expect([200, 201, 409, 422]).toContain(answer.status());
      expect(await answer.text()).not.toContain("polluted");
      const stranger = await anonymous.get("/api/v1/credentials");
      await expectProblem(stranger, 401, "signed_out");
      expect(await stranger.text()).not.toContain("polluted");
    });

    test(`says which field is wrong at POST ${pattern}, for each of them`, async ({
      tessera,
      ownerState,
    }) => {
      for (const field of Object.keys(body(ids))) {
        const wrong = { ...body(ids), [field]: { wrong: true } };
        await expectInvalid(await send(tessera, ownerState, JSON.stringify(wrong)), field);
      }
    });
  }

  test("that no browser sends is refused where passkeys sign in", async ({ tessera }) => {
    const signInWith = (fields: string) =>
      exchange(tessera.url, {
        method: "POST",
        path: "/api/auth/passkey/verify-authentication",
        headers: JSON_TYPE,
        body: `{"response":{"id":"AAAA","rawId":"AAAA","type":"public-key","clientExtensionResults":{},"response":{
          "clientDataJSON":"AAAA","authenticatorData":"AAAA","signature":"AAAA"},${fields}}}`,
      });
    const deep = `"clientExtensionResults":{"a":${nested(5_000)}}`;
    await expectProblem(await signInWith(deep), 400, "bad_json");
    for (const id of ["", "a\\u0000", "'; --", "ä", "AA=="]) {
      await expectInvalid(await signInWith(`"id":"${id}"`), "response.id");
    }
    expect((await signInWith(`"id":"AAAB"`)).status()).toBe(400);
  });

  test("with a charset in its content type is read", async ({ tessera, ownerState }) => {
    const answer = await exchange(tessera.url, {
      method: "POST",
      path: "/api/v1/credentials",
      headers: { cookie: cookieOf(ownerState), "content-type": "Application/JSON; charset=utf-8" },
      body: JSON.stringify(newCredential()),
    });
    expect(answer.status()).toBe(201);
  });

  test("that never comes to its end holds up nobody else", async ({ api, tessera, ownerState }) => {
    const { hostname, port } = new URL(tessera.url);
    const sockets = Array.from({ length: 20 }, () => connect(Number(port), hostname));
    for (const socket of sockets) {
      await once(socket, "connect");
      socket.on("error", () => {});
      socket.write(
        `POST /api/v1/credentials HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${cookieOf(ownerState)}\r\n` +
          `content-type: application/json\r\ncontent-length: 1000\r\n\r\n{"name":`,
      );
    }
    await createCredential(api);
    for (const socket of sockets) socket.destroy();
    await createCredential(api);
  });
});

test.describe("A method", () => {
  for (const [pattern, { path, methods }] of Object.entries(routes)) {
    test(`that there is none of is refused at ${pattern}, with those that there are`, async ({
      api,
      tessera,
    }) => {
      const before = await stored(tessera);
      for (const method of METHODS.filter((other) => !methods.includes(other))) {
        await test.step(method, async () => {
          const response = await api.fetch(path(ids), { method, data: {} });
          await expectProblem(response, 405, "method_not_allowed");
          expect(response.headers().allow?.split(", ").sort()).toEqual([...methods].sort());
        });
      }
      expect(await stored(tessera)).toEqual(before);
    });

    // There a HEAD is sent on, as every method is.
    if (pattern.includes("/proxy/")) continue;
    test(`HEAD and OPTIONS do nothing at ${pattern}`, async ({ api, tessera }) => {
      const before = [await stored(tessera), (await received(tessera)).length];
      const head = await api.head(path(ids));
      expect(head.status()).toBe(methods.includes("GET") ? 200 : 405);
      expect(await head.text()).toBe("");
      const options = await api.fetch(path(ids), { method: "OPTIONS" });
      expect(options.status()).toBeLessThan(500);
      expect(options.headers()).not.toHaveProperty("access-control-allow-origin");
      expect([await stored(tessera), (await received(tessera)).length]).toEqual(before);
    });
  }

  for (const method of ["TRACE", "PROPFIND", "QUERY"]) {
    test(`${method} is refused, and echoes nothing`, async ({ tessera, ownerState }) => {
      const answer = await exchange(tessera.url, {
        method,
        path: "/api/v1/credentials",
        headers: { cookie: cookieOf(ownerState), "x-marker": "echo-me" },
      });
      expect(answer.status()).toBeGreaterThanOrEqual(400);
      expect(answer.raw).not.toContain("echo-me");
    });
  }

  test("override in a header or in the query string is ignored", async ({ api }) => {
    const path = `/api/v1/credentials/${ids.credential}`;
    const response = await api.get(`${path}?_method=DELETE`, {
      headers: { "x-http-method-override": "DELETE", "x-method-override": "DELETE" },
    });
    expect(response.status()).toBe(200);
    expect((await api.get(path)).status()).toBe(200);
  });
});

test.describe("A request from another site", () => {
  const foreign = (tessera: Tessera): [string, Record<string, string>][] => {
    const { hostname, port } = new URL(tessera.url);
    return [
      ["another site", { "sec-fetch-site": "cross-site", origin: "http://evil.example" }],
      ["another site, with our own origin", { "sec-fetch-site": "cross-site", origin: tessera.url }],
      ["another site, without an origin", { "sec-fetch-site": "cross-site" }],
      ["a sibling site", { "sec-fetch-site": "same-site" }],
      ["no page", { "sec-fetch-site": "none" }],
      ["a made-up site", { "sec-fetch-site": "our-own" }],
      ["the origin null", { origin: "null" }],
      ["another origin", { origin: "http://evil.example" }],
      ["another port", { origin: `http://${hostname}:${Number(port) + 1}` }],
      ["the default port", { origin: `http://${hostname}` }],
      ["another name of this machine", { origin: `http://localhost.evil.example:${port}` }],
      ["our name as a user", { origin: `http://${hostname}:${port}@evil.example` }],
      ["our address in its path", { origin: `http://evil.example/${hostname}:${port}` }],
      ["an empty origin", { origin: "" }],
      ["no origin at all", { origin: "about:blank" }],
    ];
  };

  for (const [pattern, { path, methods, body }] of Object.entries(routes)) {
    for (const method of methods.filter((name) => name !== "GET")) {
      test(`is refused by ${method} ${pattern}, and nothing is stored or sent`, async ({ api, tessera }) => {
        const before = [await stored(tessera), (await received(tessera)).length];
        for (const [from, headers] of foreign(tessera)) {
          await test.step(from, async () => {
            const response = await api.fetch(path(ids), {
              method,
              headers: { ...JSON_TYPE, ...headers },
              ...(body && { data: body(ids) }),
            });
            await expectProblem(response, 403, "cross_site");
          });
        }
        expect([await stored(tessera), (await received(tessera)).length]).toEqual(before);
      });
    }
  }

  test("is refused as a form, too, by everything that takes a POST", async ({ api, tessera }) => {
    const before = [await stored(tessera), (await received(tessera)).length];
    const form = {
      origin: "http://evil.example",
      "sec-fetch-mode": "navigate",
      "sec-fetch-dest": "document",
    };
    for (const { path, methods, body } of Object.values(routes)) {
      if (!methods.includes("POST")) continue;
      for (const [type, text] of [
        ["text/plain", JSON.stringify(body?.(ids) ?? {})],
        ["application/x-www-form-urlencoded", "name=a&connector=people-ai"],
        [
          "multipart/form-data; boundary=x",
          '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--',
        ],
      ] as const) {
        for (const site of ["cross-site", "same-site"]) {
          const headers = { ...form, "sec-fetch-site": site, "content-type": type };
          await expectProblem(await api.post(path(ids), { headers, data: text }), 403, "cross_site");
        }
      }
    }
    expect([await stored(tessera), (await received(tessera)).length]).toEqual(before);
  });

  test("is refused for reading, too", async ({ api }) => {
    const readers: Record<string, string>[] = [
      { "sec-fetch-site": "cross-site" },
      { origin: "http://evil.example" },
    ];
    for (const headers of readers) {
      await expectProblem(await api.get("/api/v1/credentials", { headers }), 403, "cross_site");
    }
  });

  test("neither signs anybody in nor out", async ({ api, tessera }) => {
    const before = await stored(tessera);
    for (const [from, headers] of foreign(tessera)) {
      await test.step(from, async () => {
        const signIn = await api.post("/api/auth/sign-in/email", {
          headers,
          data: { email: owner.email, password: owner.password },
        });
        await expectProblem(signIn, 403, "cross_site");
        await expectProblem(await api.post("/api/auth/sign-out", { headers, data: {} }), 403, "cross_site");
      });
    }
    expect(await stored(tessera)).toEqual(before);
    expect((await api.get("/api/v1/connectors")).status()).toBe(200);
  });

  test("is what a request from our own page is not", async ({ api, tessera }) => {
    const headers = { "sec-fetch-site": "same-origin", origin: tessera.url };
    const response = await api.post("/api/v1/credentials", { headers, data: newCredential() });
    expect(response.status()).toBe(201);
  });
});

test.describe("An address of the API that does not exist", () => {
  const unknown = [
    "/api/v1",
    "/api/v1/nothing",
    "/api/v1/credential",
    "/api/v1/Credentials",
    "/api/v1/credentials/a/b",
    "/api/v1/credentials/a/keys",
    "/api/v1/credentials/a/test/again",
    "/api/v1/sources/a/records",
    "/api/v2/credentials",
    "/api/v1/__proto__",
    "/api/health",
    "/api/auth",
  ];
  for (const path of unknown) {
    test(`${path} is a problem for every method`, async ({ api }) => {
      for (const method of METHODS) {
        const response = await api.fetch(path, { method, ...(method !== "GET" && { data: {} }) });
        const { code } = await response.json();
        expect(["not_found", "method_not_allowed"]).toContain(code);
        await expectProblem(response, code === "not_found" ? 404 : 405, code);
      }
    });
  }

  for (const path of [
    "/api/v1/credentials?limit=%",
    "//api/v1/credentials",
    "/api/v1/../../etc/passwd",
    "/api/v1/credentials/..%5c..%5c",
    `/api/v1/credentials/${"a".repeat(8_000)}`,
  ]) {
    test(`${path.slice(0, 40)} is no error of ours`, async ({ tessera, ownerState }) => {
      const headers = { cookie: cookieOf(ownerState) };
      const answer = await exchange(tessera.url, { method: "GET", path, headers });
      expect(answer.status()).toBeLessThan(500);
      expect(await answer.text()).not.toContain("root:");
    });
  }

  for (const path of [
    "/api/v1/credentials/%",
    "/api/v1/credentials/%E0%A4%A",
    "/api/v1/%FF",
    "/%FF",
    "/sources/%",
  ]) {
    test(`${path}, which cannot be decoded, is refused with nothing but that`, async ({
      tessera,
      ownerState,
    }) => {
      // Next refuses these before any code of ours runs.
      const headers = { cookie: cookieOf(ownerState) };
      const answer = await exchange(tessera.url, { method: "GET", path, headers });
      expect(answer.status()).toBeGreaterThanOrEqual(400);
      expect(answer.raw).not.toMatch(/node_modules|\.next|URIError|\n\s+at /);
      expect(answer.raw).not.toContain(secretName);
    });
  }
});

test.describe("An address of a page", () => {
  const nonsense = ["%00", "%ED%A0%80", "***", "W10", "W251bGwsMV0", "__proto__", "x".repeat(3_000)];
  const parameters = ["query", "environment", "verdict", "sort", "cursor", "credential", "endpoint", "add"];
  for (const [pattern, paths] of Object.entries(pages)) {
    test(`with nonsense in its query string is still a page, at ${pattern}`, async ({ api }) => {
      for (const path of new Set(paths(ids).map((address) => address.split("?")[0] ?? ""))) {
        for (const shift of nonsense.keys()) {
          // Each parameter has each value once; some stand twice.
          const query = parameters
            .map((parameter, index) => `${parameter}=${nonsense[(index + shift) % nonsense.length]}`)
            .concat(`${parameters[shift]}=again`)
            .join("&");
          const answer = await api.get(`${path}?${query}`);
          const asked = `${path}?${query.slice(0, 40)}`;
          expect(answer.status(), asked).toBeLessThan(500);
          // What fails behind a fallback is said in the page alone.
          expect(await answer.text(), asked).not.toMatch(/E\{\\"digest\\":\\"(?!NEXT_)/);
        }
      }
    });
  }

  for (const path of ["/%00", "/sources/%00", "/sources/new/%00", "/sources/new/__proto__", "/nothing"]) {
    test(`that does not exist, ${path}, is a page that says so`, async ({ tessera, ownerState }) => {
      const answer = await exchange(tessera.url, {
        method: "GET",
        path,
        headers: { cookie: cookieOf(ownerState) },
      });
      expect([400, 404]).toContain(answer.status());
    });
  }
});

test.describe("No message repeats what was sent", () => {
  const marker = "m4rk3r";

  for (const { pattern, path, body } of bodyRoutes) {
    test(`at POST ${pattern}`, async ({ api }) => {
      const valid = body(ids);
      const wrongValues = (field: string): unknown[] => [
        `${marker}\u0000\u202e ${"x".repeat(5_000)}`,
        `${marker}\n`,
        [marker],
        { [marker]: marker },
        `${marker}-${field}`,
      ];
      const bodies: unknown[] = [
        marker,
        [marker],
        { ...valid, [marker]: marker },
        { ...valid, [`__proto__${marker}`]: { [marker]: marker } },
        ...Object.keys(valid).flatMap((field) =>
          wrongValues(field).map((value) => ({ ...valid, [field]: value })),
        ),
        { ...valid, id: marker },
      ];
      let refused = 0;
      for (const data of bodies) {
        const response = await api.post(path(ids), { headers: JSON_TYPE, data: JSON.stringify(data) });
        if (response.ok()) continue;
        refused += 1;
        expect(response.status()).toBeLessThan(500);
        expect(await response.text()).not.toContain(marker);
        expect(JSON.stringify(response.headers())).not.toContain(marker);
      }
      expect(refused).toBeGreaterThan(bodies.length / 2);

      for (const data of [`{"${marker}": ${marker}`, `${marker}`, `{"a":"${marker}`]) {
        const response = await api.post(path(ids), { headers: JSON_TYPE, data: Buffer.from(data) });
        await expectProblem(response, 400, "bad_json");
        expect(await response.text()).not.toContain(marker);
      }
      const text = await api.post(path(ids), { headers: { "content-type": `text/${marker}` }, data: marker });
      await expectProblem(text, 415, "wrong_content_type");
      expect(await text.text()).not.toContain(marker);
    });
  }

  test("in a name that is taken, or an id", async ({ api }) => {
    const saved = newCredential({ id: uuidv7(), name: `${marker} ${unique()}` });
    await createCredential(api, saved);
    for (const data of [newCredential({ name: saved.name }), { ...saved, description: marker }]) {
      const response = await api.post("/api/v1/credentials", { data });
      expect(response.status()).toBe(409);
      expect(await response.text()).not.toContain(marker);
      expect(await response.text()).not.toContain(saved.id);
    }
  });

  test("in an address or a query string", async ({ api }) => {
    for (const path of [
      `/api/v1/${marker}`,
      `/api/v1/credentials/${marker}`,
      `/api/v1/sources/${marker}`,
      `/api/auth/${marker}`,
      `/api/v1/credentials?${marker}=1`,
      `/api/v1/credentials?sort=${marker}`,
      `/api/v1/credentials?limit=${marker}`,
      `/api/v1/credentials?connector=${marker}`,
      `/api/v1/credentials?verdict=${marker}`,
      `/api/v1/credentials?cursor=${marker}`,
      `/api/v1/sources?cursor=${marker}`,
      `/api/v1/tokens?cursor=${marker}`,
    ]) {
      const response = await api.get(path);
      expect([404, 422]).toContain(response.status());
      expect(await response.text()).not.toContain(marker);
      expect(JSON.stringify(response.headers())).not.toContain(marker);
    }
  });

  test("in a wrong sign-in", async ({ anonymous }) => {
    const response = await anonymous.post("/api/auth/sign-in/email", {
      data: { email: `${marker}@example.com`, password: `${marker} and more` },
    });
    expect(response.status()).toBe(401);
    expect(await response.text()).not.toContain(marker);
  });
});

test.describe("Whoever is not signed in", () => {
  /** Checks that an answer is that of a stranger: no data, and at most the way to sign in. */
  async function expectNothing(answer: Answer, kind: "api" | "page", code = "signed_out") {
    const everything = JSON.stringify(answer.headers()) + (await answer.text());
    for (const secret of [secretName, owner.email, owner.name, ids.organization]) {
      expect(everything).not.toContain(secret);
    }
    if (kind === "api") {
      await expectProblem(answer, 401, code);
      return;
    }
    expect([302, 303, 307]).toContain(answer.status());
    expect(answer.headers().location).toMatch(/^\/sign-in(\?|$)/);
  }

  async function expectNobody(tessera: Tessera, headers: Record<string, string>) {
    for (const [pattern, { path, methods, body }] of Object.entries(routes)) {
      if (openRoutes[pattern] !== undefined) continue;
      for (const method of methods) {
        const answer = await exchange(tessera.url, {
          method,
          path: path(ids),
          headers: { ...headers, ...(body && method === "POST" ? JSON_TYPE : {}) },
          ...(body && method === "POST" && { body: JSON.stringify(body(ids)) }),
        });
        await expectNothing(answer, "api", headers.authorization ? "bad_token" : "signed_out");
      }
    }
    for (const path of ["/sources", "/sources/new", `/sources/${ids.source}`]) {
      await expectNothing(await exchange(tessera.url, { method: "GET", path, headers }), "page");
    }
  }

  for (const [pattern, { path, methods, body }] of Object.entries(routes)) {
    for (const method of METHODS.filter((name) => methods.includes(name))) {
      test(`gets nothing from ${method} ${pattern}, and changes nothing`, async ({ anonymous, tessera }) => {
        const before = [await stored(tessera), (await received(tessera)).length];
        const response = await anonymous.fetch(path(ids), {
          method,
          ...(body && method === "POST" && { data: body(ids) }),
        });
        const open = openRoutes[pattern];
        if (open !== undefined) await expectProblem(response, ...open);
        else await expectNothing(response, "api");
        expect([await stored(tessera), (await received(tessera)).length]).toEqual(before);
      });
    }
  }

  test("is told to sign in before anything about the input is said", async ({ anonymous }) => {
    for (const { path, pattern } of bodyRoutes.filter((route) => openRoutes[route.pattern] === undefined)) {
      const response = await anonymous.post(path(ids), { headers: JSON_TYPE, data: Buffer.from("{") });
      await expectProblem(response, 401, "signed_out");
      expect(pattern).toMatch(/^\/api\/v1\//);
    }
    await expectProblem(await anonymous.get("/api/v1/nothing"), 401, "signed_out");
  });

  for (const [pattern, paths] of Object.entries(pages)) {
    test(`is sent from the page ${pattern} to sign in, and sees nothing of it`, async ({ api, tessera }) => {
      for (const path of paths(ids)) {
        await expectNothing(await exchange(tessera.url, { method: "GET", path }), "page");
        // What Next's own router asks for, with and without the parts that it has already.
        const routerHeaders: Record<string, string>[] = [
          {},
          { "next-router-prefetch": "1" },
          { "next-router-segment-prefetch": "/_tree" },
          { "next-router-state-tree": encodeURIComponent(JSON.stringify(["", {}])) },
        ];
        for (const asked of routerHeaders) {
          const headers = { ...asked, rsc: "1" };
          const answer = await exchange(tessera.url, { method: "GET", path, headers });
          const everything = JSON.stringify(answer.headers()) + (await answer.text());
          expect(answer.status()).toBeLessThan(500);
          for (const secret of [secretName, owner.email, owner.name])
            expect(everything).not.toContain(secret);
        }
        const asOwner = await api.get(path);
        expect(asOwner.status()).toBeLessThan(500);
      }
    });
  }

  test("sees the page to sign in, which gives nothing away", async ({ anonymous }) => {
    const response = await anonymous.get("/sign-in");
    expect(response.status()).toBe(200);
    const text = await response.text();
    for (const secret of [secretName, owner.email, owner.name]) expect(text).not.toContain(secret);
  });

  test("is sent from the page of the first visitor to sign in, once there is an owner", async ({
    tessera,
  }) => {
    const answer = await exchange(tessera.url, { method: "GET", path: "/welcome" });
    expect(answer.status()).toBe(307);
    expect(answer.headers().location).toBe("/sign-in");
  });

  test("can ask whether Tessera lives, and learns nothing else", async ({ anonymous }) => {
    for (const [path, text] of [
      ["/api/health/live", "ok\n"],
      ["/api/health/ready", "ready\n"],
    ] as const) {
      const response = await anonymous.get(path);
      expect(response.status()).toBe(200);
      expect(response.headers()["cache-control"]).toBe("no-store");
      expect(await response.text()).toBe(text);
    }
  });

  test("is whoever has a session cookie that was tampered with", async ({ tessera, ownerState }) => {
    const [cookie] = ownerState.cookies;
    if (cookie === undefined) throw new Error("The owner has no session cookie.");
    const value = decodeURIComponent(cookie.value);
    const [token = "", signature = ""] = value.split(".");
    const otherFirst = (text: string) => (text[0] === "A" ? "B" : "A") + text.slice(1);
    const forged = {
      "another token": `${otherFirst(token)}.${signature}`,
      "another signature": `${token}.${otherFirst(signature)}`,
      "no signature": token,
      "an empty signature": `${token}.`,
      "a signature that is cut off": `${token}.${signature.slice(0, 20)}`,
      "only a signature": `.${signature}`,
      "a token in lower case": `${token.toLowerCase()}x.${signature}`,
      "an empty value": "",
      "broken escapes": "%E0%A4%A",
      SQL: `' OR 1=1 --.${signature}`,
    };
    for (const [what, text] of Object.entries(forged)) {
      await test.step(what, () =>
        expectNobody(tessera, { cookie: `${cookie.name}=${encodeURIComponent(text)}` }),
      );
    }
    await expectNobody(tessera, { cookie: `other-${cookie.name}=${cookie.value}` });
    await expectNobody(tessera, { authorization: `Bearer ${value}` });
    await expectNobody(tessera, { authorization: `Bearer ${token}` });
  });

  /** A new session of the owner's. */
  async function signIn(tessera: Tessera): Promise<{ cookie: string; token: string }> {
    const visitor = await playwrightRequest.newContext({ baseURL: tessera.url });
    const response = await visitor.post("/api/auth/sign-in/email", {
      data: { email: owner.email, password: owner.password },
    });
    expect(response.status(), await response.text()).toBe(200);
    const state = await visitor.storageState();
    await visitor.dispose();
    const token = decodeURIComponent(state.cookies[0]?.value ?? "").split(".")[0] ?? "";
    return { cookie: cookieOf(state), token };
  }

  async function expectSomebody(tessera: Tessera, cookie: string) {
    const answer = await exchange(tessera.url, {
      method: "GET",
      path: "/api/v1/credentials",
      headers: { cookie },
    });
    expect(answer.status()).toBe(200);
  }

  const endings: [string, (tessera: Tessera, token: string) => Promise<unknown>][] = [
    [
      "has expired",
      (tessera, token) =>
        tessera.sql(`UPDATE "Session" SET "expiresAt" = now() - interval '1 second' WHERE token = $1`, [
          token,
        ]),
    ],
    ["was revoked", (tessera, token) => tessera.sql(`DELETE FROM "Session" WHERE token = $1`, [token])],
  ];
  for (const [what, end] of endings) {
    test(`is whoever has a session that ${what}, at once`, async ({ tessera }) => {
      const { cookie, token } = await signIn(tessera);
      await expectSomebody(tessera, cookie);
      await end(tessera, token);
      await expectNobody(tessera, { cookie });
    });
  }

  test("is whoever signed out, also with the cookie from before", async ({ tessera }) => {
    const { cookie } = await signIn(tessera);
    await expectSomebody(tessera, cookie);
    const answer = await exchange(tessera.url, {
      method: "POST",
      path: "/api/auth/sign-out",
      headers: { cookie, origin: tessera.url, ...JSON_TYPE },
      body: "{}",
    });
    expect(answer.status()).toBe(200);
    await expectNobody(tessera, { cookie });
  });

  test("does not learn from a wrong sign-in whether there is such an account", async ({ anonymous }) => {
    const wrong = { password: "not the password at all" };
    const answers: { status: number; body: unknown }[] = [];
    for (const email of [owner.email, "nobody@example.com"]) {
      const response = await anonymous.post("/api/auth/sign-in/email", { data: { email, ...wrong } });
      answers.push(await comparable(response));
    }
    expect(answers[0]?.status).toBe(401);
    expect(answers[1]).toEqual(answers[0]);
  });
});

test("Whoever is no member any more gets nothing but the way to create an organization", async ({
  tessera,
}) => {
  const member = await addMember(tessera, ids.organization, "admin");
  await tessera.sql(`DELETE FROM "Member" WHERE "userId" = $1`, [member.userId]);
  const without = await stored(tessera);
  for (const [pattern, { path, methods, body }] of Object.entries(routes)) {
    if (openRoutes[pattern] !== undefined || personRoutes.includes(pattern)) continue;
    for (const method of methods) {
      const response = await member.api.fetch(path(ids), {
        method,
        ...(body && method === "POST" && { data: body(ids) }),
      });
      const text = await response.text();
      for (const secret of [secretName, owner.email, ids.organization]) expect(text).not.toContain(secret);
      await expectProblem(response, 403, "no_organization");
    }
  }
  for (const [pattern, paths] of Object.entries(pages)) {
    if (pattern === "/organizations/new") continue;
    for (const path of paths(ids)) {
      const response = await member.api.get(path, { maxRedirects: 0 });
      expect(response.status(), path).toBe(307);
      expect(response.headers().location, path).toBe("/organizations/new");
    }
  }
  const page = await member.api.get("/organizations/new");
  expect(page.status()).toBe(200);
  expect(await page.text()).not.toContain(secretName);
  expect(await stored(tessera)).toEqual(without);
  await member.api.dispose();
});

test.describe("Sign-up is closed", () => {
  const eve = { name: "Eve", email: "eve@example.com", password: "a password of Eve's" };

  test("at better-auth's own address, and nobody is created", async ({ anonymous, api, tessera }) => {
    const before = await stored(tessera);
    for (const visitor of [anonymous, api]) {
      await expectProblem(await visitor.post("/api/auth/sign-up/email", { data: eve }), 404, "not_found");
    }
    expect(await stored(tessera)).toEqual(before);
  });

  const unused = [
    "sign-up/email",
    "sign-in/social",
    "sign-in/username",
    "sign-in/magic-link",
    "sign-in/anonymous",
    "forget-password",
    "request-password-reset",
    "reset-password",
    "reset-password/some-token",
    "verify-password",
    "change-password",
    "set-password",
    "change-email",
    "update-user",
    "delete-user",
    "delete-user/callback",
    "get-session",
    "update-session",
    "list-sessions",
    "revoke-session",
    "revoke-sessions",
    "revoke-other-sessions",
    "send-verification-email",
    "verify-email",
    "link-social",
    "unlink-account",
    "list-accounts",
    "account-info",
    "get-access-token",
    "refresh-token",
    "callback/google",
    "callback/oidc",
    "two-factor/get-totp-uri",
    "two-factor/send-otp",
    "two-factor/verify-otp",
    "passkey/list-user-passkeys",
    "passkey/update-passkey",
    "organization/create",
    "organization/invite-member",
    "api-key/create",
    "admin/create-user",
    "token",
    "jwks",
    "ok",
    "error",
    "reference",
  ];
  test("so is everything else of better-auth that is not in use, signed in or not", async ({
    anonymous,
    api,
    tessera,
  }) => {
    const before = await stored(tessera);
    for (const path of unused) {
      for (const visitor of [anonymous, api]) {
        const address = `/api/auth/${path}`;
        await expectProblem(await visitor.get(address), 404, "not_found");
        await expectProblem(await visitor.post(address, { data: eve }), 404, "not_found");
      }
    }
    await expectProblem(await api.get("/api/auth/sign-in/email"), 404, "not_found");
    await expectProblem(await api.get("/api/auth/sign-out"), 404, "not_found");
    expect(await stored(tessera)).toEqual(before);
  });

  test("however its address is written", async ({ tessera }) => {
    const before = await stored(tessera);
    for (const path of [
      "/api/auth/sign-up/email/",
      "/api/auth//sign-up/email",
      "/api/auth/SIGN-UP/email",
      "/api/auth/%73ign-up/email",
      "/api/auth/sign-up%2Femail",
      "/api/auth/sign-in/email/../../sign-up/email",
      "/api/auth/sign-in/email/..%2f..%2fsign-up/email",
      "/api/auth/sign-in/..;/sign-up/email",
      "/api/auth/sign-up/email?x=/api/auth/sign-in/email",
      "/api/auth/sign-up/email#/api/auth/sign-in/email",
      "/api/auth/./sign-up/email",
      "/api/v1/../auth/sign-up/email",
    ]) {
      const answer = await exchange(tessera.url, {
        method: "POST",
        path,
        headers: JSON_TYPE,
        body: JSON.stringify(eve),
      });
      expect([308, 400, 404], `${path}: ${await answer.text()}`).toContain(answer.status());
    }
    expect(await stored(tessera)).toEqual(before);
  });

  test("for a second owner", async ({ anonymous, api, tessera }) => {
    const before = await stored(tessera);
    for (const visitor of [anonymous, api]) {
      await expectProblem(await visitor.post("/api/v1/owner", { data: eve }), 409, "owner_exists");
    }
    expect(await stored(tessera)).toEqual(before);
  });

  test("for a body that better-auth would have to read beyond 64 KiB", async ({ tessera }) => {
    const pieces = Array.from({ length: 80 }, () => Buffer.alloc(1024, " "));
    const answer = await exchange(tessera.url, {
      method: "POST",
      path: "/api/auth/sign-in/email",
      headers: JSON_TYPE,
      body: pieces,
    });
    await expectProblem(answer, 413, "too_large");
  });
});

test("Of first visitors who press the button at the same moment, exactly one becomes the owner", async () => {
  test.setTimeout(180_000);
  const tessera = await Tessera.start();
  try {
    const fresh = await exchange(tessera.url, { method: "GET", path: "/sources" });
    expect([fresh.status(), fresh.headers().location]).toEqual([307, "/welcome"]);

    const visitors: APIRequestContext[] = [];
    for (let count = 0; count < 6; count += 1) {
      visitors.push(await playwrightRequest.newContext({ baseURL: tessera.url }));
    }
    // Two of them with one address, as when somebody clicks twice.
    const responses = await Promise.all(
      visitors.map((visitor, index) =>
        visitor.post("/api/v1/owner", {
          data: {
            name: `Visitor ${index}`,
            email: `visitor-${Math.floor(index / 2)}@example.com`,
            password: "correct horse battery staple",
          },
        }),
      ),
    );
    expect(responses.filter((response) => response.status() === 201)).toHaveLength(1);
    for (const [index, response] of responses.entries()) {
      const isOwner = response.status() === 201;
      if (!isOwner) await expectProblem(response, 409, "owner_exists");
      expect((await visitors[index]?.storageState())?.cookies.length).toBe(isOwner ? 1 : 0);
      expect((await visitors[index]?.get("/api/v1/credentials"))?.status()).toBe(isOwner ? 200 : 401);
    }
    const counts = await tessera.sql(
      `SELECT (SELECT count(*)::int FROM "User") AS users, (SELECT count(*)::int FROM "Account") AS accounts,
              (SELECT count(*)::int FROM "Organization") AS organizations,
              (SELECT count(*)::int FROM "Member" WHERE role = 'owner') AS owners,
              (SELECT count(*)::int FROM "Member") AS members, (SELECT count(*)::int FROM "Session") AS sessions`,
    );
    expect(counts).toEqual([{ users: 1, accounts: 1, organizations: 1, owners: 1, members: 1, sessions: 1 }]);
    const [account] = await tessera.sql<{ password: string }>(`SELECT password FROM "Account"`);
    expect(account?.password).not.toContain("correct horse");
    for (const visitor of visitors) await visitor.dispose();
  } finally {
    await tessera.dispose();
  }
});
