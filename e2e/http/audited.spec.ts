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
import { stored } from "./stored.ts";
import { createToken, newToken } from "./tokens.ts";
import { setWebhook } from "./webhooks.ts";

type Send = () => Promise<APIResponse>;

/** A request that is ready to be sent: what it is about is there already. */
interface Change {
  send: Send;
  /** Who may read the activity of the organization in which it happens. */
  reader: APIRequestContext;
}

type Prepare = (api: APIRequestContext, tessera: Tessera) => Promise<Send | Change>;

/** An event of what is done when all else of a request is done and recorded already. */
interface Last {
  action: string;
  /** The tables with that other part; the status that is answered where this part fails. */
  after: string[];
  status: 200 | 500;
}

/** What a service answers is passed on, also where Tessera cannot keep what it says of the key. */
const judged: Last = { action: "credential.judged", after: [], status: 200 };

/** Every way to change something over the API or to have a key opened, and the events that it writes, by route. */
const changes: Record<string, { prepare: Prepare; writes: string[]; last?: Last }> = {
  "POST /api/v1/credentials": {
    prepare: async (api) => () => api.post("/api/v1/credentials", { data: newCredential() }),
    writes: ["credential.created"],
  },
  "PATCH /api/v1/credentials/[id]": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      const data = { name: `Credential ${unique()}`, description: "Edited", expiresAt: "2040-01-31" };
      return () => api.patch(`/api/v1/credentials/${id}`, { headers: { "if-match": '"1"' }, data });
    },
    writes: ["credential.edited"],
  },
  "POST /api/v1/credentials/[id]/duplicate": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      const { connector: _, ...data } = newCredential({ expiresAt: "2040-01-31" });
      return () => api.post(`/api/v1/credentials/${id}/duplicate`, { data });
    },
    writes: ["credential.created"],
  },
  "DELETE /api/v1/credentials/[id]": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      return () => api.delete(`/api/v1/credentials/${id}`);
    },
    writes: ["credential.deleted"],
  },
  "POST /api/v1/credentials/[id]/restore": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      await api.delete(`/api/v1/credentials/${id}`);
      return () => api.post(`/api/v1/credentials/${id}/restore`, { data: {} });
    },
    writes: ["credential.restored"],
  },
  "DELETE /api/v1/credentials/bin/[id]": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      await api.delete(`/api/v1/credentials/${id}`);
      return () => api.delete(`/api/v1/credentials/bin/${id}`);
    },
    writes: ["credential.destroyed"],
  },
  "POST /api/v1/credentials/[id]/usage/move": {
    prepare: async (api) => {
      const [{ id }, target] = [await createCredential(api), await createCredential(api)];
      await api.post("/api/v1/sources", { data: newSource(id) });
      return () => api.post(`/api/v1/credentials/${id}/usage/move`, { data: { to: target.id } });
    },
    writes: ["credential.users_moved"],
  },
  "POST /api/v1/credentials/[id]/test": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      return () => api.post(`/api/v1/credentials/${id}/test`);
    },
    writes: ["credential.tested"],
  },
  "PUT /api/v1/credentials/[id]/key": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      return () => replaceKey(api, id);
    },
    writes: ["credential.key_replaced"],
  },
  "POST /api/v1/credentials/[id]/key/undo": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      await replaceKey(api, id);
      return () => api.post(`/api/v1/credentials/${id}/key/undo`);
    },
    writes: ["credential.key_restored"],
  },
  "POST /api/v1/credentials/[id]/preview": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      return () => api.post(`/api/v1/credentials/${id}/preview`, { data: { endpoint: "teams" } });
    },
    // The answer to it is the first that is known of this key.
    writes: ["credential.previewed", "credential.judged"],
    last: { ...judged, after: ["AuditEvent"] },
  },
  // The answer is the first that is known of this key.
  "PUT /api/v1/credentials/[id]/proxy/[...path]": {
    prepare: async (api) => sendOn(api, "PUT", "activities/email"),
    writes: ["credential.judged"],
    last: judged,
  },
  "POST /api/v1/sources": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      return () => api.post("/api/v1/sources", { data: newSource(id) });
    },
    writes: ["source.created"],
  },
  "PATCH /api/v1/sources/[id]": {
    prepare: async (api) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const { id } = await createSource(api, credential.id);
      const data = { name: `Edited ${unique()}`, description: "Edited", credentialId: another.id };
      return () => api.patch(`/api/v1/sources/${id}`, { headers: { "if-match": '"1"' }, data });
    },
    writes: ["source.updated"],
  },
  "DELETE /api/v1/sources/[id]": {
    prepare: async (api) => {
      const { id } = await createSource(api, (await createCredential(api)).id);
      return () => api.delete(`/api/v1/sources/${id}`);
    },
    writes: ["source.deleted"],
  },
  "POST /api/v1/destinations": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      return () => api.post("/api/v1/destinations", { data: newDestination(id) });
    },
    writes: ["destination.created"],
  },
  "PATCH /api/v1/destinations/[id]": {
    prepare: async (api) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const { id } = await createDestination(api, credential.id);
      const data = { name: `Edited ${unique()}`, description: "Edited", credentialId: another.id };
      return () => api.patch(`/api/v1/destinations/${id}`, { headers: { "if-match": '"1"' }, data });
    },
    writes: ["destination.updated"],
  },
  "DELETE /api/v1/destinations/[id]": {
    prepare: async (api) => {
      const { id } = await createDestination(api, (await createCredential(api)).id);
      return () => api.delete(`/api/v1/destinations/${id}`);
    },
    writes: ["destination.deleted"],
  },
  // The answer is the first that is known of this key.
  "POST /api/v1/destinations/[id]/records": {
    prepare: async (api) => {
      const { id } = await createDestination(api, (await createCredential(api)).id);
      return () => push(api, id, linesOf([newRecord()]));
    },
    writes: ["credential.judged"],
    last: judged,
  },
  "POST /api/v1/tokens": {
    prepare: async (api) => {
      const { id } = await createCredential(api);
      const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
      return () => api.post("/api/v1/tokens", { data: newToken({ credentialIds: [id], expiresAt }) });
    },
    writes: ["token.created"],
  },
  "DELETE /api/v1/tokens/[id]": {
    prepare: async (api) => {
      const { id } = await createToken(api);
      return () => api.delete(`/api/v1/tokens/${id}`);
    },
    writes: ["token.revoked"],
  },
  "POST /api/v1/invitations": {
    prepare: async (api) => () =>
      api.post("/api/v1/invitations", { data: { email: newEmail(), role: "viewer" } }),
    writes: ["invitation.created"],
  },
  "DELETE /api/v1/invitations/[id]": {
    prepare: async (api) => {
      const { id } = await invite(api, "viewer");
      return () => api.delete(`/api/v1/invitations/${id}`);
    },
    writes: ["invitation.revoked"],
  },
  "POST /api/v1/invitations/accept": {
    prepare: async (api, tessera) => {
      const person = await addHouse(tessera);
      const { token } = await invite(api, "member", person.email);
      return { send: () => person.api.post("/api/v1/invitations/accept", { data: { token } }), reader: api };
    },
    writes: ["member.joined"],
  },
  "POST /api/v1/invitations/register": {
    prepare: async (api, tessera) => {
      const { token } = await invite(api, "member");
      const visitor = await request.newContext({ baseURL: tessera.url });
      const data = { token, name: "Grace Hopper", password: owner.password };
      return { send: () => visitor.post("/api/v1/invitations/register", { data }), reader: api };
    },
    writes: ["member.joined", "account.signed_in"],
    // Who cannot be signed in is a member all the same, with a password to sign in with.
    last: {
      action: "account.signed_in",
      after: ["Account", "AuditEvent", "Invitation", "Member", "User"],
      status: 500,
    },
  },
  "PATCH /api/v1/members/[id]": {
    prepare: async (api, tessera) => {
      const { userId } = await addMember(tessera, await firstOrganization(tessera), "viewer");
      return () => api.patch(`/api/v1/members/${userId}`, { data: { role: "member" } });
    },
    writes: ["member.role_changed"],
  },
  "DELETE /api/v1/members/[id]": {
    prepare: async (api, tessera) => {
      const { userId } = await addMember(tessera, await firstOrganization(tessera), "viewer");
      return () => api.delete(`/api/v1/members/${userId}`);
    },
    writes: ["member.removed"],
  },
  "POST /api/v1/members/[id]/transfer": {
    prepare: async (_, tessera) => {
      const house = await addHouse(tessera);
      const { userId } = await addMember(tessera, house.organizationId, "member");
      return { send: () => house.api.post(`/api/v1/members/${userId}/transfer`), reader: house.api };
    },
    // Who hands it over becomes an admin.
    writes: ["member.role_changed", "ownership.transferred"],
  },
  "POST /api/v1/organizations": {
    prepare: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      const data = { name: `Works ${unique()}` };
      return { send: () => api.post("/api/v1/organizations", { data }), reader: api };
    },
    // Who makes one is its owner: the event says who that is.
    writes: ["organization.created"],
  },
  "PATCH /api/v1/account": {
    prepare: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      const data = { name: `Somebody ${unique()}` };
      return { send: () => api.patch("/api/v1/account", { data }), reader: api };
    },
    writes: ["account.renamed"],
  },
  "PUT /api/v1/account/password": {
    prepare: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      const data = { currentPassword: owner.password, newPassword: `teapot lantern ${unique()}` };
      return { send: () => api.put("/api/v1/account/password", { data }), reader: api };
    },
    writes: ["account.password_changed"],
  },
  "DELETE /api/v1/account/sessions": {
    prepare: async (_, tessera) => {
      const { api, email } = await addHouse(tessera);
      await signInAgain(tessera, email);
      return { send: () => api.delete("/api/v1/account/sessions"), reader: api };
    },
    writes: ["account.sessions_ended"],
  },
  "DELETE /api/v1/account/sessions/[id]": {
    prepare: async (_, tessera) => {
      const { api, email } = await addHouse(tessera);
      await signInAgain(tessera, email);
      const { data } = await (await api.get("/api/v1/account/sessions")).json();
      const other = data.find(({ current }: { current: boolean }) => !current);
      return { send: () => api.delete(`/api/v1/account/sessions/${other.id}`), reader: api };
    },
    writes: ["account.sessions_ended"],
  },
  "PUT /api/v1/webhook": {
    prepare: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      // Its data key is there already: that has an event of its own.
      await createCredential(api);
      return { send: () => setWebhook(api), reader: api };
    },
    writes: ["webhook.changed"],
  },
  "DELETE /api/v1/webhook": {
    prepare: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      await setWebhook(api);
      return { send: () => api.delete("/api/v1/webhook"), reader: api };
    },
    writes: ["webhook.removed"],
  },
  "POST /api/v1/webhook/secret": {
    prepare: async (_, tessera) => {
      const { api } = await addHouse(tessera);
      await setWebhook(api);
      return { send: () => api.post("/api/v1/webhook/secret"), reader: api };
    },
    writes: ["webhook.secret_replaced"],
  },
  "PATCH /api/v1/organizations/[id]": {
    prepare: async (_, tessera) => {
      const { api, organizationId } = await addHouse(tessera);
      const data = { name: `Works ${unique()}` };
      return { send: () => api.patch(`/api/v1/organizations/${organizationId}`, { data }), reader: api };
    },
    writes: ["organization.renamed"],
  },
};

function replaceKey(api: APIRequestContext, id: string): Promise<APIResponse> {
  return api.put(`/api/v1/credentials/${id}/key`, { data: { apiKey: `demo-valid-${unique()}` } });
}

/** Sends an email through a new credential, which the emulator takes as a PUT only. */
async function sendOn(api: APIRequestContext, method: string, path: string): Promise<Send> {
  const { id } = await createCredential(api);
  return async () => {
    const response = await api.fetch(`/api/v1/credentials/${id}/proxy/${path}`, {
      method,
      data: newRecord(),
    });
    expect(response.status(), await response.text()).toBe(method === "PUT" ? 200 : 405);
    return response;
  };
}

/** Another session of somebody who has the owner's password. */
async function signInAgain(tessera: Tessera, email: string): Promise<void> {
  const again = await request.newContext({ baseURL: tessera.url });
  const data = { email, password: owner.password };
  expect((await again.post("/api/auth/sign-in/email", { data })).status()).toBe(200);
  await again.dispose();
}

/** Ways that change nothing of an organization. */
const changesNothing: Record<string, Prepare> = {
  // Tries a key that is not saved: none is opened, and nothing is stored.
  "POST /api/v1/credentials/test": async (api) => () =>
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
    return () => api.post("/api/v1/webhook/test");
  },
  // Which organization a session looks at is its person's own.
  "POST /api/v1/organizations/[id]/select": async (_, tessera) => {
    const { api, organizationId } = await addHouse(tessera);
    return () => api.post(`/api/v1/organizations/${organizationId}/select`);
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

for (const [route, { prepare, writes, last }] of Object.entries(changes)) {
  test(`${route} writes ${writes.join(" and ")}, and everything in it may leave again`, async ({
    api,
    tessera,
  }) => {
    const { send, reader } = await ready(prepare, api, tessera);
    const response = await sent(send);
    const events = await eventsOf(tessera, response);
    expect(events.map(({ action }) => action)).toEqual([...writes].sort());
    for (const event of events) {
      const page = await reader.get("/api/v1/activity", { params: { action: event.action, limit: "100" } });
      const { data } = (await page.json()) as PageOf<Stored>;
      // A field that lib/activity.ts does not know would be missing.
      expect(data.find(({ id }) => id === event.id)).toMatchObject({ ...event });
    }
  });

  test(`${route} changes nothing where it cannot write ${writes.join(" or ")}`, async ({ api, tessera }) => {
    const { send } = await ready(prepare, api, tessera);
    for (const action of writes) {
      const { after = [], status = 500 } = last?.action === action ? last : {};
      const before = await stored(tessera);
      await tessera.sql(
        `ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action <> '${action}') NOT VALID`,
      );
      try {
        expect((await send()).status(), action).toBe(status);
      } finally {
        await tessera.sql(`ALTER TABLE "AuditEvent" DROP CONSTRAINT never`);
      }
      for (const table of after) delete before[table];
      expect(await stored(tessera), action).toMatchObject(before);
    }
    // It was for this alone that it failed.
    if (last === undefined) await sent(send);
  });
}

for (const [route, prepare] of Object.entries(changesNothing)) {
  test(`${route} writes no event`, async ({ api, tessera }) => {
    const { send } = await ready(prepare, api, tessera);
    expect(await eventsOf(tessera, await sent(send))).toEqual([]);
  });
}

async function ready(prepare: Prepare, api: APIRequestContext, tessera: Tessera): Promise<Change> {
  const prepared = await prepare(api, tessera);
  return "send" in prepared ? prepared : { send: prepared, reader: api };
}

/** The answer, where that is a success. */
async function sent(send: Send): Promise<APIResponse> {
  const response = await send();
  // What was sent on has the service's status, which whoever sends it looks at.
  const isOurs = response.headers()["content-disposition"] !== "attachment";
  if (isOurs) expect(response.ok(), await response.text()).toBe(true);
  return response;
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
