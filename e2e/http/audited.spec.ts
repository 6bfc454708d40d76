import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { routesOfApp } from "./app-routes.ts";
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
import { addHouse, addMember, firstOrganization, invite, newEmail } from "./members.ts";
import { linesOf, newRecord, push } from "./records.ts";
import { createToken, newToken } from "./tokens.ts";
import { setWebhook } from "./webhooks.ts";

interface Change {
  response: APIResponse;
  /** Who may read the activity of the organization in which it happened. */
  reader: APIRequestContext;
}

type Make = (api: APIRequestContext, tessera: Tessera) => Promise<APIResponse | Change>;

/** Every way to change something over the API or to have a key opened, and the events that it writes, by route. */
const changes: Record<string, { change: Make; writes: string[] }> = {
  "POST /api/v1/credentials": {
    change: (api) => api.post("/api/v1/credentials", { data: newCredential() }),
    writes: ["credential.created"],
  },
  "PATCH /api/v1/credentials/[id]": {
    change: async (api) => {
      const { id } = await createCredential(api);
      const data = { name: `Credential ${unique()}`, description: "Edited", expiresAt: "2040-01-31" };
      return api.patch(`/api/v1/credentials/${id}`, { headers: { "if-match": '"1"' }, data });
    },
    writes: ["credential.edited"],
  },
  "POST /api/v1/credentials/[id]/duplicate": {
    change: async (api) => {
      const { id } = await createCredential(api);
      const { connector: _, ...data } = newCredential({ expiresAt: "2040-01-31" });
      return api.post(`/api/v1/credentials/${id}/duplicate`, { data });
    },
    writes: ["credential.created"],
  },
  "DELETE /api/v1/credentials/[id]": {
    change: async (api) => api.delete(`/api/v1/credentials/${(await createCredential(api)).id}`),
    writes: ["credential.deleted"],
  },
  "POST /api/v1/credentials/[id]/restore": {
    change: async (api) => {
      const { id } = await createCredential(api);
      await api.delete(`/api/v1/credentials/${id}`);
      return api.post(`/api/v1/credentials/${id}/restore`, { data: {} });
    },
    writes: ["credential.restored"],
  },
  "DELETE /api/v1/credentials/bin/[id]": {
    change: async (api) => {
      const { id } = await createCredential(api);
      await api.delete(`/api/v1/credentials/${id}`);
      return api.delete(`/api/v1/credentials/bin/${id}`);
    },
    writes: ["credential.destroyed"],
  },
  "POST /api/v1/credentials/[id]/usage/move": {
    change: async (api) => {
      const [{ id }, target] = [await createCredential(api), await createCredential(api)];
      await api.post("/api/v1/sources", { data: newSource(id) });
      return api.post(`/api/v1/credentials/${id}/usage/move`, { data: { to: target.id } });
    },
    writes: ["credential.users_moved"],
  },
  "POST /api/v1/credentials/[id]/test": {
    change: async (api) => api.post(`/api/v1/credentials/${(await createCredential(api)).id}/test`),
    writes: ["credential.tested"],
  },
  "PUT /api/v1/credentials/[id]/key": {
    change: async (api) => replaceKey(api, (await createCredential(api)).id),
    writes: ["credential.key_replaced"],
  },
  "POST /api/v1/credentials/[id]/key/undo": {
    change: async (api) => {
      const { id } = await createCredential(api);
      await replaceKey(api, id);
      return api.post(`/api/v1/credentials/${id}/key/undo`);
    },
    writes: ["credential.key_restored"],
  },
  "POST /api/v1/credentials/[id]/preview": {
    change: async (api) =>
      api.post(`/api/v1/credentials/${(await createCredential(api)).id}/preview`, {
        data: { endpoint: "teams" },
      }),
    // The answer to it is the first that is known of this key.
    writes: ["credential.previewed", "credential.judged"],
  },
  // The answer is the first that is known of this key.
  "PUT /api/v1/credentials/[id]/proxy/[...path]": {
    change: async (api) => sendOn(api, "PUT", "activities/email"),
    writes: ["credential.judged"],
  },
  "POST /api/v1/sources": {
    change: async (api) => api.post("/api/v1/sources", { data: newSource((await createCredential(api)).id) }),
    writes: ["source.created"],
  },
  "PATCH /api/v1/sources/[id]": {
    change: async (api) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const { id } = await createSource(api, credential.id);
      const data = { name: `Edited ${unique()}`, description: "Edited", credentialId: another.id };
      return api.patch(`/api/v1/sources/${id}`, { headers: { "if-match": '"1"' }, data });
    },
    writes: ["source.updated"],
  },
  "DELETE /api/v1/sources/[id]": {
    change: async (api) => {
      const { id } = await createSource(api, (await createCredential(api)).id);
      return api.delete(`/api/v1/sources/${id}`);
    },
    writes: ["source.deleted"],
  },
  "POST /api/v1/destinations": {
    change: async (api) =>
      api.post("/api/v1/destinations", { data: newDestination((await createCredential(api)).id) }),
    writes: ["destination.created"],
  },
  "PATCH /api/v1/destinations/[id]": {
    change: async (api) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const { id } = await createDestination(api, credential.id);
      const data = { name: `Edited ${unique()}`, description: "Edited", credentialId: another.id };
      return api.patch(`/api/v1/destinations/${id}`, { headers: { "if-match": '"1"' }, data });
    },
    writes: ["destination.updated"],
  },
  "DELETE /api/v1/destinations/[id]": {
    change: async (api) => {
      const { id } = await createDestination(api, (await createCredential(api)).id);
      return api.delete(`/api/v1/destinations/${id}`);
    },
    writes: ["destination.deleted"],
  },
  // The answer is the first that is known of this key.
  "POST /api/v1/destinations/[id]/records": {
    change: async (api) => {
      const { id } = await createDestination(api, (await createCredential(api)).id);
      return push(api, id, linesOf([newRecord()]));
    },
    writes: ["credential.judged"],
  },
  "POST /api/v1/tokens": {
    change: async (api) =>
      api.post("/api/v1/tokens", {
        data: newToken({
          credentialIds: [(await createCredential(api)).id],
          expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
        }),
      }),
    writes: ["token.created"],
  },
  "DELETE /api/v1/tokens/[id]": {
    change: async (api) => api.delete(`/api/v1/tokens/${(await createToken(api)).id}`),
    writes: ["token.revoked"],
  },
  "POST /api/v1/invitations": {
    change: (api) => api.post("/api/v1/invitations", { data: { email: newEmail(), role: "viewer" } }),
    writes: ["invitation.created"],
  },
  "DELETE /api/v1/invitations/[id]": {
    change: async (api) => api.delete(`/api/v1/invitations/${(await invite(api, "viewer")).id}`),
    writes: ["invitation.revoked"],
  },
  "POST /api/v1/invitations/accept": {
    change: async (api, tessera) => {
      const person = await addHouse(tessera);
      const { token } = await invite(api, "member", person.email);
      const response = await person.api.post("/api/v1/invitations/accept", { data: { token } });
      return { response, reader: api };
    },
    writes: ["member.joined"],
  },
  "POST /api/v1/invitations/register": {
    change: async (api, tessera) => {
      const { token } = await invite(api, "member");
      const visitor = await request.newContext({ baseURL: tessera.url });
      const data = { token, name: "Grace Hopper", password: owner.password };
      return { response: await visitor.post("/api/v1/invitations/register", { data }), reader: api };
    },
    writes: ["account.signed_in", "member.joined"],
  },
  "PATCH /api/v1/members/[id]": {
    change: async (api, tessera) => {
      const { userId } = await addMember(tessera, await firstOrganization(tessera), "viewer");
      return api.patch(`/api/v1/members/${userId}`, { data: { role: "member" } });
    },
    writes: ["member.role_changed"],
  },
  "DELETE /api/v1/members/[id]": {
    change: async (api, tessera) => {
      const { userId } = await addMember(tessera, await firstOrganization(tessera), "viewer");
      return api.delete(`/api/v1/members/${userId}`);
    },
    writes: ["member.removed"],
  },
  "POST /api/v1/members/[id]/transfer": {
    change: async (_, tessera) => {
      const house = await addHouse(tessera);
      const { userId } = await addMember(tessera, house.organizationId, "member");
      return { response: await house.api.post(`/api/v1/members/${userId}/transfer`), reader: house.api };
    },
    // Who hands it over becomes an admin.
    writes: ["member.role_changed", "ownership.transferred"],
  },
  "POST /api/v1/organizations": {
    change: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      const response = await api.post("/api/v1/organizations", { data: { name: `Works ${unique()}` } });
      await api.post(`/api/v1/organizations/${(await response.json()).id}/select`);
      return { response, reader: api };
    },
    // Who makes one is its owner: the event says who that is.
    writes: ["organization.created"],
  },
  "PATCH /api/v1/account": {
    change: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      const data = { name: `Somebody ${unique()}` };
      return { response: await api.patch("/api/v1/account", { data }), reader: api };
    },
    writes: ["account.renamed"],
  },
  "PUT /api/v1/account/password": {
    change: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      const data = { currentPassword: owner.password, newPassword: `teapot lantern ${unique()}` };
      return { response: await api.put("/api/v1/account/password", { data }), reader: api };
    },
    writes: ["account.password_changed"],
  },
  "DELETE /api/v1/account/sessions": {
    change: async (_, tessera) => {
      const { api, email } = await addHouse(tessera);
      await signInAgain(tessera, email);
      return { response: await api.delete("/api/v1/account/sessions"), reader: api };
    },
    writes: ["account.sessions_ended"],
  },
  "DELETE /api/v1/account/sessions/[id]": {
    change: async (_, tessera) => {
      const { api, email } = await addHouse(tessera);
      await signInAgain(tessera, email);
      const { data } = await (await api.get("/api/v1/account/sessions")).json();
      const other = data.find(({ current }: { current: boolean }) => !current);
      return { response: await api.delete(`/api/v1/account/sessions/${other.id}`), reader: api };
    },
    writes: ["account.sessions_ended"],
  },
  "PUT /api/v1/webhook": {
    change: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      return { response: await setWebhook(api), reader: api };
    },
    writes: ["webhook.changed"],
  },
  "DELETE /api/v1/webhook": {
    change: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      await setWebhook(api);
      return { response: await api.delete("/api/v1/webhook"), reader: api };
    },
    writes: ["webhook.removed"],
  },
  "POST /api/v1/webhook/secret": {
    change: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      await setWebhook(api);
      return { response: await api.post("/api/v1/webhook/secret"), reader: api };
    },
    writes: ["webhook.secret_replaced"],
  },
  "PATCH /api/v1/organizations/[id]": {
    change: async (_, tessera) => {
      const { api, organizationId } = await addHouse(tessera);
      const data = { name: `Works ${unique()}` };
      return { response: await api.patch(`/api/v1/organizations/${organizationId}`, { data }), reader: api };
    },
    writes: ["organization.renamed"],
  },
};

function replaceKey(api: APIRequestContext, id: string): Promise<APIResponse> {
  return api.put(`/api/v1/credentials/${id}/key`, { data: { apiKey: `demo-valid-${unique()}` } });
}

/** Sends an email through a new credential, which the emulator takes as a PUT only. */
async function sendOn(api: APIRequestContext, method: string, path: string): Promise<APIResponse> {
  const { id } = await createCredential(api);
  const response = await api.fetch(`/api/v1/credentials/${id}/proxy/${path}`, { method, data: newRecord() });
  expect(response.status(), await response.text()).toBe(method === "PUT" ? 200 : 405);
  return response;
}

/** Another session of somebody who has the owner's password. */
async function signInAgain(tessera: Tessera, email: string): Promise<void> {
  const again = await request.newContext({ baseURL: tessera.url });
  const data = { email, password: owner.password };
  expect((await again.post("/api/auth/sign-in/email", { data })).status()).toBe(200);
  await again.dispose();
}

/** Ways that change nothing of an organization. */
const changesNothing: Record<string, Make> = {
  // Tries a key that is not saved: none is opened, and nothing is stored.
  "POST /api/v1/credentials/test": (api) =>
    api.post("/api/v1/credentials/test", {
      data: { connector: "people-ai", environment: "mock", apiKey: `demo-valid-${unique()}` },
    }),
  // What the service does not take says nothing of the key either.
  "POST /api/v1/credentials/[id]/proxy/[...path]": (api) => sendOn(api, "POST", "teams"),
  "PATCH /api/v1/credentials/[id]/proxy/[...path]": (api) => sendOn(api, "PATCH", "teams"),
  "DELETE /api/v1/credentials/[id]/proxy/[...path]": (api) => sendOn(api, "DELETE", "teams"),
  // Says to the webhook that it is one.
  "POST /api/v1/webhook/test": async (_, tessera) => {
    const { api } = await addHouse(tessera);
    await setWebhook(api);
    return api.post("/api/v1/webhook/test");
  },
  // Which organization a session looks at is its person's own.
  "POST /api/v1/organizations/[id]/select": async (_, tessera) => {
    const { api, organizationId } = await addHouse(tessera);
    return api.post(`/api/v1/organizations/${organizationId}/select`);
  },
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
    const { response, reader } = await make(change, api, tessera);
    const events = await eventsOf(tessera, response);
    expect(events.map(({ action }) => action)).toEqual([...writes].sort());
    for (const event of events) {
      const page = await reader.get("/api/v1/activity", { params: { action: event.action, limit: "100" } });
      const { data } = (await page.json()) as PageOf<Stored>;
      // A field that lib/activity.ts does not know would be missing.
      expect(data.find(({ id }) => id === event.id)).toMatchObject({ ...event });
    }
  });
}

for (const [route, change] of Object.entries(changesNothing)) {
  test(`${route} writes no event`, async ({ api, tessera }) => {
    const { response } = await make(change, api, tessera);
    expect(await eventsOf(tessera, response)).toEqual([]);
  });
}

async function make(change: Make, api: APIRequestContext, tessera: Tessera): Promise<Change> {
  const made = await change(api, tessera);
  const { response, reader } = "response" in made ? made : { response: made, reader: api };
  // What was sent on has the service's status, which whoever sends it looks at.
  const isOurs = response.headers()["content-disposition"] !== "attachment";
  if (isOurs) expect(response.ok(), await response.text()).toBe(true);
  return { response, reader };
}

/** What the request with this answer wrote. */
async function eventsOf(tessera: Tessera, response: APIResponse): Promise<Stored[]> {
  const requestId = response.headers()["tessera-request-id"];
  expect(requestId).toBeDefined();
  return tessera.sql<Stored>(
    `SELECT id, action, before, after, detail, "requestId" FROM "AuditEvent" WHERE "requestId" = $1 ORDER BY action`,
    [requestId],
  );
}

test(`${first} writes organization.created, member.joined and account.signed_in`, async ({
  tessera,
  ownerState: _exists,
}) => {
  const events = await tessera.sql<{ action: string }>(
    `SELECT e.action FROM "AuditEvent" e JOIN "User" u ON u.id = e."actorId"
     WHERE u.email = $1 AND e."requestId" = (
       SELECT "requestId" FROM "AuditEvent" WHERE action = 'organization.created' AND "actorId" = u.id
       ORDER BY "createdAt" LIMIT 1
     ) ORDER BY e.action`,
    [owner.email],
  );
  expect(events.map(({ action }) => action)).toEqual([
    "account.signed_in",
    "member.joined",
    "organization.created",
  ]);
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
    expect(await eventsOf(tessera, response)).toEqual([]);
  }
});

interface Stored {
  id: string;
  requestId: string;
  action: string;
  before: unknown;
  after: unknown;
  detail: unknown;
}
