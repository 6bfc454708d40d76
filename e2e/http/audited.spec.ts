import type { APIRequestContext, APIResponse } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import { routesOfApp } from "./app-routes.ts";
import {
  createCredential,
  newCredential,
  newDestination,
  newSource,
  type PageOf,
  unique,
} from "./credentials.ts";

type Change = (api: APIRequestContext) => Promise<APIResponse>;

/** Every way to change something over the API or to have a key opened, and the events that it writes, by route. */
const changes: Record<string, { change: Change; writes: string[] }> = {
  "POST /api/v1/credentials": {
    change: (api) => api.post("/api/v1/credentials", { data: newCredential() }),
    writes: ["credential.created"],
  },
  "DELETE /api/v1/credentials/[id]": {
    change: async (api) => api.delete(`/api/v1/credentials/${(await createCredential(api)).id}`),
    writes: ["credential.deleted"],
  },
  "POST /api/v1/credentials/[id]/test": {
    change: async (api) => api.post(`/api/v1/credentials/${(await createCredential(api)).id}/test`),
    writes: ["credential.tested"],
  },
  "POST /api/v1/credentials/[id]/preview": {
    change: async (api) =>
      api.post(`/api/v1/credentials/${(await createCredential(api)).id}/preview`, {
        data: { endpoint: "teams" },
      }),
    writes: ["credential.previewed"],
  },
  "POST /api/v1/sources": {
    change: async (api) => api.post("/api/v1/sources", { data: newSource((await createCredential(api)).id) }),
    writes: ["source.created"],
  },
  "POST /api/v1/destinations": {
    change: async (api) =>
      api.post("/api/v1/destinations", { data: newDestination((await createCredential(api)).id) }),
    writes: ["destination.created"],
  },
};

/** Ways that change nothing which is kept, each with why. */
const changesNothing: Record<string, string> = {
  "POST /api/v1/credentials/test": "tries a key that is not saved: none is opened, and nothing is stored",
};

/** Where the first account is made: a Tessera has this once, so it has a test of its own below. */
const first = "POST /api/v1/owner";

test("every method of every route that takes one to change something is in the tables of this file", async ({
  anonymous,
}) => {
  const found: string[] = [];
  for (const route of routesOfApp.filter((address) => address.startsWith("/api/v1/"))) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const path = route.replaceAll(/\[\w+\]/g, () => uuidv7());
      const response = await anonymous.fetch(path, { method, data: {} });
      if (response.status() !== 405) found.push(`${method} ${route}`);
    }
  }
  expect(found.sort()).toEqual([...Object.keys(changes), ...Object.keys(changesNothing), first].sort());
});

for (const [route, { change, writes }] of Object.entries(changes)) {
  test(`${route} writes ${writes.join(" and ")}, and everything in it may leave again`, async ({
    api,
    tessera,
  }) => {
    const response = await change(api);
    expect(response.ok(), await response.text()).toBe(true);
    const requestId = response.headers()["tessera-request-id"];
    const events = await tessera.sql<Stored>(
      `SELECT id, action, before, after, detail FROM "AuditEvent" WHERE "requestId" = $1 ORDER BY action`,
      [requestId],
    );
    expect(events.map(({ action }) => action)).toEqual([...writes].sort());
    for (const event of events) {
      const page = await api.get("/api/v1/activity", { params: { action: event.action, limit: "100" } });
      const { data } = (await page.json()) as PageOf<Stored & { requestId: string }>;
      const shown = data.find(({ id }) => id === event.id);
      // A field that lib/activity.ts does not know would be missing.
      const { before, after, detail } = event;
      expect(shown).toMatchObject({ requestId, before, after, detail });
    }
  });
}

for (const route of Object.keys(changesNothing)) {
  test(`${route} writes no event`, async ({ api, tessera }) => {
    const data = { connector: "people-ai", environment: "mock", apiKey: `demo-valid-${unique()}` };
    const response = await api.post(route.replace("POST ", ""), { data });
    expect(response.ok()).toBe(true);
    const requestId = response.headers()["tessera-request-id"];
    expect(await tessera.sql(`SELECT 1 FROM "AuditEvent" WHERE "requestId" = $1`, [requestId])).toEqual([]);
  });
}

test(`${first} writes organization.created and member.joined`, async ({ tessera, ownerState: _exists }) => {
  const events = await tessera.sql<{ action: string }>(
    `SELECT e.action FROM "AuditEvent" e JOIN "User" u ON u.id = e."actorId"
     WHERE u.email = $1 AND e."requestId" = (
       SELECT "requestId" FROM "AuditEvent" WHERE action = 'organization.created' AND "actorId" = u.id
       ORDER BY "createdAt" LIMIT 1
     ) ORDER BY e.action`,
    [owner.email],
  );
  expect(events.map(({ action }) => action)).toEqual(["member.joined", "organization.created"]);
});

test("what is refused writes no event", async ({ api, tessera }) => {
  const credential = await createCredential(api);
  const refused = [
    await api.post("/api/v1/credentials", { data: newCredential({ name: credential.name }) }),
    await api.post("/api/v1/credentials", { data: newCredential({ name: "" }) }),
    await api.post("/api/v1/sources", { data: newSource(uuidv7()) }),
    await api.post(`/api/v1/credentials/${uuidv7()}/test`),
    await api.delete(`/api/v1/credentials/${uuidv7()}`),
  ];
  for (const response of refused) {
    expect(response.status()).toBeGreaterThanOrEqual(400);
    const requestId = response.headers()["tessera-request-id"];
    expect(await tessera.sql(`SELECT 1 FROM "AuditEvent" WHERE "requestId" = $1`, [requestId])).toEqual([]);
  }
});

interface Stored {
  id: string;
  action: string;
  before: unknown;
  after: unknown;
  detail: unknown;
}
