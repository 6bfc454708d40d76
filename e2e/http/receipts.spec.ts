import { spawn } from "node:child_process";
import type { APIRequestContext } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { createCredential, createDestination, createSource, unique } from "./credentials.ts";
import { addHouse, addMember, firstOrganization } from "./members.ts";
import { expectInvalid } from "./problems.ts";
import { linesOf, newRecord, push } from "./records.ts";
import { apiWith, createToken } from "./tokens.ts";

interface Receipts {
  since: string;
  total: number;
  hosts: string[];
  days: { day: string; count: number; failed: number }[];
  data: {
    usedBy: { kind: string; id: string; name: string };
    host: string;
    statusClass: string;
    count: number;
    bytesSent: number;
    bytesReceived: number;
    firstAt: string;
    lastAt: string;
  }[];
}

async function receiptsOf(api: APIRequestContext, id: string, query = ""): Promise<Receipts> {
  const answer = await api.get(`/api/v1/credentials/${id}/receipts${query}`);
  expect(answer.status()).toBe(200);
  return answer.json();
}

/** Once there are as many as were sent. */
async function receiptsOfAll(api: APIRequestContext, id: string, total: number): Promise<Receipts> {
  await expect.poll(async () => (await receiptsOf(api, id)).total).toBe(total);
  return receiptsOf(api, id);
}

test("what is sent on, previewed and tested is counted exactly, with its bytes, by whoever asked", async ({
  api,
  tessera,
}) => {
  // The service takes five requests a second with one key.
  const { id } = await createCredential(api);
  const other = await createCredential(api);
  const path = `/api/v1/credentials/${id}`;
  const { token, ...made } = await createToken(api);
  const program = await apiWith(tessera, token);
  const body = {
    external_id: unique(),
    from: "ada@example.com",
    to: ["grace@example.com"],
    subject: "ä",
    timestamp: 1_700_000_000,
  };
  let bytesReceived = 0;
  for (let time = 0; time < 3; time += 1) {
    const answer = await program.put(`${path}/proxy/activities/email`, { data: body });
    expect(answer.status()).toBe(200);
    bytesReceived += (await answer.body()).length;
  }
  const refused = await program.delete(`${path}/proxy/teams`);
  expect(refused.status()).toBe(405);
  // What is refused was never on its way.
  expect((await program.get(`${path}/proxy/teams%2f..`)).status()).toBe(422);
  const { data, days, hosts, since } = await receiptsOfAll(api, id, 4);
  const host = new URL(tessera.emulatorUrl).host;
  expect(hosts).toEqual([host]);
  const sentBy = { kind: "token", id: made.id, name: made.name };
  const bytesOfBody = 3 * Buffer.byteLength(JSON.stringify(body));
  expect(data).toEqual([
    expect.objectContaining({
      ...{ usedBy: sentBy, host, statusClass: "2xx", count: 3, bytesReceived },
      bytesSent: bytesOfBody,
    }),
    expect.objectContaining({
      ...{ usedBy: sentBy, host, statusClass: "4xx", count: 1, bytesSent: 0 },
      bytesReceived: (await refused.body()).length,
    }),
  ]);
  expect(days).toHaveLength(7);
  expect(days[0]?.day).toBe(since.slice(0, 10));
  expect(days.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  expect(days.reduce((sum, { failed }) => sum + failed, 0)).toBe(1);

  const rows = await api.get(`/api/v1/credentials/${other.id}/proxy/teams?limit=3`);
  await api.post(`/api/v1/credentials/${other.id}/preview`, { data: { endpoint: "teams" } });
  await api.post(`/api/v1/credentials/${other.id}/test`);
  const [own, ...more] = (await receiptsOfAll(api, other.id, 3)).data;
  expect(more).toEqual([]);
  expect(own).toMatchObject({ usedBy: { kind: "member", name: owner.name }, statusClass: "2xx", count: 3 });
  expect(own?.bytesSent).toBe(0);
  expect(own?.bytesReceived).toBeGreaterThan((await rows.body()).length);
  expect(Date.parse(own?.firstAt ?? "")).toBeLessThanOrEqual(Date.parse(own?.lastAt ?? ""));
  await program.dispose();
});

test("what a source reads and a destination writes is its own, and a use of the key", async ({ api }) => {
  const { id } = await createCredential(api);
  const source = await createSource(api, id, { endpoint: "accounts" });
  const destination = await createDestination(api, id);
  expect((await api.get(`/api/v1/sources/${source.id}/records?limit=1500`)).status()).toBe(200);
  const records = [newRecord(), newRecord(), newRecord()];
  expect((await push(api, destination.id, linesOf(records))).status()).toBe(200);
  const { data } = await receiptsOfAll(api, id, 2 + 3);
  expect(data.map(({ usedBy, statusClass, count }) => [usedBy, statusClass, count])).toEqual([
    [{ kind: "destination", id: destination.id, name: destination.name }, "2xx", 3],
    [{ kind: "source", id: source.id, name: source.name }, "2xx", 2],
  ]);
  const own = await receiptsOf(api, id, `?integration=${destination.id}`);
  expect(own).toMatchObject({ total: 3, data: [{ bytesSent: linesOf(records).length - records.length }] });
  const { lastUsedAt } = await (await api.get(`/api/v1/credentials/${id}`)).json();
  // Written once a minute at most, so it may be that of an earlier one.
  const moments = data.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]).sort();
  expect([moments[0], lastUsedAt, moments.at(-1)]).toEqual([moments[0], lastUsedAt, moments.at(-1)].sort());
});

test("a test without an answer leaves a receipt, and so does one of another environment", async ({ api }) => {
  const { id } = await createCredential(api, { apiKey: `demo-broken-${unique()}` });
  await api.post(`/api/v1/credentials/${id}/test`);
  const elsewhere = `/api/v1/credentials/${id}/test?environment=mock`;
  expect((await api.post(elsewhere)).status()).toBe(200);
  const { data } = await receiptsOfAll(api, id, 2);
  expect(data).toMatchObject([{ statusClass: "5xx", count: 2 }]);
  // A test is no use.
  expect((await (await api.get(`/api/v1/credentials/${id}`)).json()).lastUsedAt).toBeNull();
});

test("are seen by everybody of the organization and by nobody else, for 1 to 90 days", async ({
  api,
  tessera,
}) => {
  const { id } = await createCredential(api);
  await api.post(`/api/v1/credentials/${id}/test`);
  await receiptsOfAll(api, id, 1);
  const viewer = await addMember(tessera, await firstOrganization(tessera), "viewer");
  expect((await receiptsOf(viewer.api, id, "?days=1")).days).toHaveLength(1);
  const house = await addHouse(tessera);
  expect((await house.api.get(`/api/v1/credentials/${id}/receipts`)).status()).toBe(404);
  await expectInvalid(await api.get(`/api/v1/credentials/${id}/receipts?days=91`), "days");
  await expectInvalid(await api.get(`/api/v1/credentials/${id}/receipts?integration=x`), "integration");
  for (const { api } of [viewer, house]) await api.dispose();
});

test("two instances lose nothing and do not block each other; a source and a destination have their own", async ({
  api,
  tessera,
}) => {
  const ids = [];
  for (let each = 0; each < 8; each += 1) ids.push((await createCredential(api)).id);
  const [id = ""] = ids;
  const source = await createSource(api, id);
  const destination = await createDestination(api, id);
  const organizationId = await firstOrganization(tessera);
  const of = { organizationId, integrations: [source.id, destination.id, uuidv7()] };
  await Promise.all([
    countElsewhere(tessera, { ...of, ids }),
    countElsewhere(tessera, { ...of, ids: ids.toReversed() }),
  ]);
  for (const each of ids) expect((await receiptsOf(api, each)).total).toBe(2 * 30 * 4);
  const { data } = await receiptsOf(api, id);
  expect(data.map(({ usedBy, count }) => [usedBy, count])).toEqual([
    // What is gone before it is saved is whoever asked.
    [{ kind: "tessera", id: "tessera", name: "Tessera" }, 120],
    [{ kind: "destination", id: destination.id, name: destination.name }, 60],
    [{ kind: "source", id: source.id, name: source.name }, 60],
  ]);
  const own = await receiptsOf(api, id, `?integration=${source.id}`);
  expect(own).toMatchObject({ total: 60, hosts: ["api.example.com"] });
  expect(own.data).toHaveLength(1);

  // The name stays when the source is gone, and all of it goes when it is older than anybody may ask for.
  expect((await api.delete(`/api/v1/sources/${source.id}`)).status()).toBe(204);
  expect((await receiptsOf(api, id)).data.map(({ usedBy }) => usedBy.name)).toContain(source.name);
  await tessera.sql(`UPDATE "Receipt" SET hour = hour - interval '92 days' WHERE "credentialId" = $1`, [id]);
  await elsewhere(
    tessera,
    `const { forgetOldReceipts } = await import("./lib/server/receipts/receipts.ts");
     await forgetOldReceipts(new AbortController().signal);`,
  );
  const [kept] = await tessera.sql<{ old: number; all: number }>(
    `SELECT count(*) FILTER (WHERE "credentialId" = $1)::int AS old, count(*)::int AS all FROM "Receipt"`,
    [id],
  );
  expect(kept?.old).toBe(0);
  expect(kept?.all).toBeGreaterThan(0);
});

interface Counted {
  organizationId: string;
  ids: string[];
  integrations: string[];
}

/** Counts on another instance: for each credential 30 rounds, once for each integration and once for none. */
async function countElsewhere(tessera: Tessera, counted: Counted): Promise<void> {
  await elsewhere(
    tessera,
    `const { noteTraffic, receiptCollector } = await import("./lib/server/receipts/note-traffic.ts");
     const { organizationId, ids, integrations } = ${JSON.stringify(counted)};
     const actor = { kind: "tessera", name: "Tessera", organizationId, requestId: "r", address: null };
     const traffic = { host: "api.example.com", status: 200, requests: 1, bytesSent: 1, bytesReceived: 2 };
     const { stop } = receiptCollector();
     for (let round = 0; round < 30; round += 1) {
       for (const id of ids)
         for (const integrationId of [...integrations, undefined])
           noteTraffic(actor, id, { integrationId, isUse: true })(traffic);
       await stop();
     }`,
  );
}

async function elsewhere(tessera: Tessera, script: string): Promise<void> {
  const child = spawn(process.execPath, ["--input-type=module", "--eval", `${script}\nprocess.exit(0);`], {
    env: { ...process.env, DATABASE_URL: tessera.run.databaseUrl, TESSERA_HOME: tessera.home },
    stdio: ["ignore", "inherit", "inherit"],
  });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(0);
}
