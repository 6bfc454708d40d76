import { randomUUID } from "node:crypto";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import {
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
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

/** The endpoints of a source, and where People.ai has them. */
const SOURCE_PATHS: Record<string, string> = {
  accounts: "/accounts",
  opportunities: "/opportunities",
  contacts: "/contacts",
  leads: "/leads",
  teams: "/teams",
  "team-members": "/team-members",
  activities: "/activities",
  emails: "/activities/email",
  calls: "/activities/call",
  meetings: "/activities/meeting",
  participants: "/activities/participants",
  "account-engagement": "/accounts/insights/engagement",
  "opportunity-engagement": "/opportunities/insights/engagement",
  "contact-engagement": "/contacts/insights/engagement",
  "lead-engagement": "/leads/insights/engagement",
};
const SOURCE_ENDPOINTS = Object.keys(SOURCE_PATHS);

const directions = [
  { direction: "source", path: "/api/v1/sources", otherPath: "/api/v1/destinations", body: newSource },
  {
    direction: "destination",
    path: "/api/v1/destinations",
    otherPath: "/api/v1/sources",
    body: newDestination,
  },
] as const;

async function countIntegrations(tessera: Tessera): Promise<number> {
  const [row] = await tessera.sql<{ count: number }>(`SELECT count(*)::int AS count FROM "Integration"`);
  return row?.count ?? Number.NaN;
}

for (const { direction, path, otherPath, body } of directions) {
  test.describe(`A ${direction}`, () => {
    async function expectRefused(api: APIRequestContext, tessera: Tessera, data: object, field: string) {
      const before = await countIntegrations(tessera);
      const problem = await expectInvalid(await api.post(path, { data }), field);
      expect(await countIntegrations(tessera)).toBe(before);
      return problem;
    }

    test("is created with its address, and uses the credential from then on", async ({ api, tessera }) => {
      const credential = await createCredential(api);
      const data = body(credential.id, { description: "Every night\nat two" });
      const response = await api.post(path, { data });
      expect(response.status()).toBe(201);
      expect(response.headers()["cache-control"]).toBe("no-store");
      const integration = (await response.json()) as Integration;
      expect(integration).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-7/),
        direction,
        connector: "people-ai",
        endpoint: data.endpoint,
        settings: {},
        name: data.name,
        description: "Every night\nat two",
        credential: {
          id: credential.id,
          name: credential.name,
          environment: "mock",
          verdict: "untested",
          testedAt: null,
        },
        owner: { id: expect.any(String), name: "Ada Lovelace" },
        revision: 1,
        createdAt: expect.stringMatching(/^\d{4}-/),
        updatedAt: expect.stringMatching(/^\d{4}-/),
      });
      expect(response.headers().location).toBe(`${path}/${integration.id}`);
      expect(await (await api.get(`${path}/${integration.id}`)).json()).toEqual(integration);
      const { data: listed } = await (await api.get(path, { params: { limit: 1 } })).json();
      expect(listed).toEqual([integration]);

      const { usedBy } = await (await api.get(`/api/v1/credentials/${credential.id}`)).json();
      expect(usedBy).toEqual({
        sources: direction === "source" ? 1 : 0,
        destinations: direction === "source" ? 0 : 1,
      });
      const events = await tessera.sql(`SELECT action FROM "AuditEvent" WHERE "subjectId" = $1`, [
        integration.id,
      ]);
      expect(events).toEqual([{ action: `${direction}.created` }]);
    });

    test("is not one of the other direction", async ({ api }) => {
      const { id } = await createCredential(api);
      const integration = await (await api.post(path, { data: body(id) })).json();
      await expectProblem(await api.get(`${otherPath}/${integration.id}`), 404, "not_found");
      const { data } = (await (
        await api.get(otherPath, { params: { limit: 100 } })
      ).json()) as PageOf<Integration>;
      expect(data.map((other) => other.id)).not.toContain(integration.id);
    });

    const wrongEndpoints = direction === "source" ? ["email-activities"] : SOURCE_ENDPOINTS;
    for (const endpoint of [
      ...wrongEndpoints,
      "",
      "Accounts",
      "/accounts",
      "../accounts",
      "__proto__",
      "constructor",
      "x".repeat(65),
      7,
      null,
    ]) {
      test(`is refused with the endpoint ${JSON.stringify(endpoint)}`, async ({ api, tessera }) => {
        const { id } = await createCredential(api);
        await expectRefused(api, tessera, body(id, { endpoint }), "endpoint");
      });
    }

    test("takes every endpoint of its direction", async ({ api }) => {
      const { id } = await createCredential(api);
      const endpoints = direction === "source" ? SOURCE_ENDPOINTS : ["email-activities"];
      for (const endpoint of endpoints) {
        const response = await api.post(path, { data: body(id, { endpoint }) });
        expect(response.status()).toBe(201);
        expect((await response.json()).endpoint).toBe(endpoint);
      }
    });

    const noCredentials: [string, () => unknown][] = [
      ["unknown", () => uuidv7()],
      ["unknown, of version 4", () => randomUUID()],
      ["no id", () => "1"],
      ["a number", () => 1],
      ["null", () => null],
      ["missing", () => undefined],
      ["with SQL behind it", () => `${uuidv7()}' OR 1=1`],
    ];
    for (const [what, credentialId] of noCredentials) {
      test(`is refused with a credential that is ${what}`, async ({ api, tessera }) => {
        await expectRefused(
          api,
          tessera,
          { ...body(uuidv7()), credentialId: credentialId() },
          "credentialId",
        );
      });
    }

    test("is refused with a credential that was deleted", async ({ api, tessera }) => {
      const { id } = await createCredential(api);
      expect((await api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
      await expectRefused(api, tessera, body(id), "credentialId");
    });

    test("is refused with a credential of another connector", async ({ api, tessera }) => {
      const { id } = await createCredential(api);
      await tessera.sql(`UPDATE "Credential" SET connector = 'other-service' WHERE id = $1`, [id]);
      await expectRefused(api, tessera, body(id), "credentialId");
      await tessera.sql(`UPDATE "Credential" SET connector = 'people-ai' WHERE id = $1`, [id]);
      expect((await api.post(path, { data: body(id) })).status()).toBe(201);
    });

    for (const connector of ["", "other-service", "__proto__", "constructor", "People-ai", 1, null]) {
      test(`is refused with the connector ${JSON.stringify(connector)}`, async ({ api, tessera }) => {
        const { id } = await createCredential(api);
        await expectRefused(api, tessera, body(id, { connector }), "connector");
      });
    }

    for (const [what, name] of [
      ["nothing", ""],
      ["spaces", "   "],
      ["a line break", "a\nb"],
      ["a right-to-left override", "a\u202eb"],
      ["81 characters", "x".repeat(81)],
      ["null", null],
    ]) {
      test(`is refused with a name of ${what}`, async ({ api, tessera }) => {
        const { id } = await createCredential(api);
        await expectRefused(api, tessera, body(id, { name }), "name");
      });
    }

    for (const field of ["direction", "organizationId", "createdById", "apiKey", "credential"]) {
      test(`is refused with the unknown field ${field}`, async ({ api, tessera }) => {
        const { id } = await createCredential(api);
        const before = await countIntegrations(tessera);
        const response = await api.post(path, { data: { ...body(id), [field]: "x" } });
        await expectProblem(response, 422, "invalid");
        expect(await countIntegrations(tessera)).toBe(before);
      });
    }

    test("may have the name of another", async ({ api }) => {
      const credential = await createCredential(api);
      const data = body(credential.id);
      const first = await (await api.post(path, { data })).json();
      const second = await (await api.post(path, { data })).json();
      expect(second.name).toBe(first.name);
      expect(second.id).not.toBe(first.id);
    });

    test("with an id of the client's is created once, also by 20 at the same moment", async ({
      api,
      tessera,
    }) => {
      const credential = await createCredential(api);
      const data = body(credential.id, { id: uuidv7() });
      const responses: APIResponse[] = await Promise.all(
        Array.from({ length: 20 }, () => api.post(path, { data })),
      );
      responses.push(await api.post(path, { data }));
      const answers = await Promise.all(responses.map(comparable));
      for (const answer of answers) expect(answer).toEqual({ status: 201, body: answers[0]?.body });
      const rows = await tessera.sql(`SELECT id FROM "Integration" WHERE "credentialId" = $1`, [
        credential.id,
      ]);
      expect(rows).toEqual([{ id: data.id }]);
      const events = await tessera.sql(`SELECT id FROM "AuditEvent" WHERE "subjectId" = $1`, [data.id]);
      expect(events).toHaveLength(1);
    });

    test("with an id of the client's in upper case is the same when it is sent again", async ({ api }) => {
      const credential = await createCredential(api);
      const id = uuidv7();
      const data = body(credential.id.toUpperCase(), { id: id.toUpperCase() });
      const first = await api.post(path, { data });
      expect(first.status()).toBe(201);
      expect(first.headers().location).toBe(`${path}/${id}`);
      const again = await api.post(path, { data });
      expect(again.status()).toBe(201);
      expect(await again.json()).toEqual(await first.json());
    });

    test("with an id that is taken is refused when anything differs, and the other stays as it is", async ({
      api,
    }) => {
      const credential = await createCredential(api);
      const other = await createCredential(api);
      const data = body(credential.id, { id: uuidv7() });
      const created = await (await api.post(path, { data })).json();
      for (const change of [
        { name: `Changed ${unique()}` },
        { description: "Changed" },
        { credentialId: other.id },
        ...(direction === "source" ? [{ endpoint: "teams" }] : []),
      ]) {
        const problem = await expectProblem(
          await api.post(path, { data: { ...data, ...change } }),
          409,
          "id_taken",
        );
        expect(problem.errors).toEqual([{ field: "id", message: expect.stringMatching(/\S/) }]);
      }
      const opposite = direction === "source" ? newDestination : newSource;
      await expectProblem(
        await api.post(otherPath, { data: opposite(credential.id, { id: data.id }) }),
        409,
        "id_taken",
      );
      expect(await (await api.get(`${path}/${data.id}`)).json()).toEqual(created);
    });

    test("with an id of version 4 is refused", async ({ api, tessera }) => {
      const { id } = await createCredential(api);
      await expectRefused(api, tessera, body(id, { id: randomUUID() }), "id");
    });

    for (const id of [uuidv7(), randomUUID(), "1", "undefined", "%00", "..%2fcredentials"]) {
      test(`is a 404 at the unknown address ${id.length > 30 ? `of version ${id[14]}` : id}`, async ({
        api,
      }) => {
        await expectProblem(await api.get(`${path}/${id}`), 404, "not_found");
      });
    }

    test("is listed page by page, the newest first and each once, while others are added", async ({
      api,
      tessera,
    }) => {
      const credential = await createCredential(api);
      const ids: string[] = [];
      for (let index = 0; index < 13; index += 1) {
        ids.push((await (await api.post(path, { data: body(credential.id) })).json()).id);
      }
      // Many of one moment: their order must not depend on it.
      await tessera.sql(`UPDATE "Integration" SET "createdAt" = '2100-01-01' WHERE id = ANY ($1)`, [
        ids.slice(3, 11),
      ]);
      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const params: Record<string, string> = { limit: "3", ...(cursor === "" ? {} : { cursor }) };
        const page = (await (await api.get(path, { params })).json()) as PageOf<Integration>;
        expect(page.data.length).toBeLessThanOrEqual(3);
        seen.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor;
        await api.post(path, { data: body(credential.id) });
        if (seen.length > 500) throw new Error("The list does not end.");
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => ids.includes(id)).sort()).toEqual([...ids].sort());
      expect(seen.slice(0, 8).sort()).toEqual(ids.slice(3, 11).sort());
    });

    for (const [parameter, value] of [
      ["limit", "0"],
      ["limit", "101"],
      ["limit", "ten"],
      ["cursor", "***"],
      ["cursor", Buffer.from(`["a","b"]`).toString("base64url")],
      ["cursor", Buffer.from(`["0000-01-01T00:00:00Z","${uuidv7()}"]`).toString("base64url")],
      ["cursor", "a".repeat(2_001)],
    ] as const) {
      test(`is not listed with the ${parameter} ${value.slice(0, 20)}`, async ({ api }) => {
        await expectInvalid(await api.get(path, { params: { [parameter]: value } }), parameter);
      });
    }

    test("is not listed with an unknown parameter", async ({ api }) => {
      await expectProblem(await api.get(path, { params: { offset: 1 } }), 422, "invalid");
    });
  });
}

test("A credential counts the sources and the destinations that use it", async ({ api }) => {
  const { id } = await createCredential(api);
  for (let count = 0; count < 3; count += 1) await createSource(api, id);
  for (let count = 0; count < 2; count += 1) await createDestination(api, id);
  const usedBy = { sources: 3, destinations: 2 };
  const credential = await (await api.get(`/api/v1/credentials/${id}`)).json();
  expect(credential.usedBy).toEqual(usedBy);
  const { data } = await (
    await api.get("/api/v1/credentials", { params: { query: credential.name } })
  ).json();
  expect(data).toEqual([credential]);
  const tested = await (await api.post(`/api/v1/credentials/${id}/test`)).json();
  expect(tested.credential.usedBy).toEqual(usedBy);
});

test.describe("A preview", () => {
  async function preview(api: APIRequestContext, id: string, endpoint: unknown = "accounts") {
    return api.post(`/api/v1/credentials/${id}/preview`, { data: { endpoint } });
  }

  for (const endpoint of SOURCE_ENDPOINTS) {
    test(`shows at most 10 rows of ${endpoint}, a cell for each column, and how many there are`, async ({
      api,
      tessera,
    }) => {
      const apiKey = `demo-valid-${unique()}`;
      const { id } = await createCredential(api, { apiKey });
      const response = await preview(api, id, endpoint);
      expect(response.status()).toBe(200);
      expect(response.headers()["cache-control"]).toBe("no-store");
      const text = await response.text();
      expect(text).not.toContain(apiKey);
      const { columns, rows, total, request, latencyMs } = JSON.parse(text);
      expect(rows).toHaveLength(10);
      expect(columns.length).toBeGreaterThan(1);
      expect(new Set(columns).size).toBe(columns.length);
      for (const row of rows) expect(row).toHaveLength(columns.length);
      expect(total).toBeGreaterThanOrEqual(10);
      expect(latencyMs).toEqual(expect.any(Number));
      expect(request).toEqual({
        method: "GET",
        url: `${tessera.emulatorUrl}/v0/public${SOURCE_PATHS[endpoint]}?limit=10`,
        header: "X-API-Key",
      });
      expect(await receivedWith(tessera, apiKey)).toHaveLength(1);
    });
  }

  test("knows the numbers of the whole collection", async ({ api }) => {
    const { id } = await createCredential(api);
    expect((await (await preview(api, id, "accounts")).json()).total).toBe(2_000);
    expect((await (await preview(api, id, "opportunities")).json()).total).toBe(5_000);
  });

  test("is on record before the key is used, also when the key is rejected", async ({ api, tessera }) => {
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    await preview(api, id, "teams");
    const events = await tessera.sql(
      `SELECT detail FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'credential.previewed'`,
      [id],
    );
    expect(events).toEqual([{ detail: { endpoint: "teams" } }]);
  });

  const refusals: [string, RegExp][] = [
    ["demo-rejected", /rejected the key\. .+\.$/],
    ["demo-activity", /no access to Accounts\. .+\.$/],
    ["demo-throttled", /too many requests.*\. .+\.$/],
    ["demo-broken", /answered 500\. .+\.$/],
    ["demo-redirect", /redirect.*\. .+\.$/],
    ["demo-html", /did not answer with a list.*\. .+\.$/],
    ["demo-echo", /rejected the key\. .+\.$/],
  ];
  for (const [begins, sentence] of refusals) {
    test(`with a key ${begins}… says what the service said, and what to do next`, async ({ api }) => {
      const apiKey = `${begins}-${unique()}`;
      const { id } = await createCredential(api, { apiKey });
      const problem = await expectProblem(await preview(api, id), 502, "no_sample");
      expect(problem.detail).toMatch(sentence);
      expect(JSON.stringify(problem)).not.toContain(apiKey);
    });
  }

  test("that gets no answer is told so after 8 seconds, with what to do next", async ({ api }) => {
    const { id } = await createCredential(api, { apiKey: `demo-slow-${unique()}` });
    const { detail } = await expectProblem(await preview(api, id), 502, "no_sample");
    expect(detail).toMatch(/did not answer within 8 s\. .+\.$/);
  });

  test("of an environment that cannot be reached from here is told so", async ({ api }) => {
    // The emulator stands in for Mock only; no key of this name works anywhere else.
    const { id } = await createCredential(api, { environment: "staging" });
    await expectProblem(await preview(api, id), 502, "no_sample");
  });

  test("of a key limited to activities shows activities", async ({ api }) => {
    const { id } = await createCredential(api, { apiKey: `demo-activity-${unique()}` });
    const response = await preview(api, id, "activities");
    expect(response.status()).toBe(200);
    expect((await response.json()).rows).toHaveLength(10);
  });

  for (const endpoint of [
    "email-activities",
    "",
    "nothing",
    "../teams",
    "__proto__",
    "x".repeat(65),
    7,
    null,
  ]) {
    test(`of the endpoint ${JSON.stringify(endpoint)} is refused, and nothing is sent`, async ({
      api,
      tessera,
    }) => {
      const body = newCredential();
      const { id } = await createCredential(api, body);
      await expectInvalid(await preview(api, id, endpoint), "endpoint");
      expect(await receivedWith(tessera, body.apiKey)).toEqual([]);
    });
  }
});
