import { createHmac } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { expect, owner, test } from "../fixtures.ts";
import { Tessera } from "../tessera.ts";
import { createCredential, unique } from "./credentials.ts";
import { whileHeld } from "./held-rows.ts";
import { addHouse, events } from "./members.ts";
import { expectProblem } from "./problems.ts";
import { NOWHERE, type Received, setWebhook, setWebhookTo, WebhookReceiver } from "./webhooks.ts";

test.describe.configure({ timeout: 120_000 });

/** Checks an event as a receiver does that trusts nobody, and reads it. */
function verified({ headers, body }: Received, secret: string) {
  const id = String(headers["webhook-id"]);
  const seconds = String(headers["webhook-timestamp"]);
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${seconds}.${body}`).digest("base64");
  expect(headers["webhook-signature"]).toBe(`v1,${expected}`);
  expect(Math.abs(Date.now() / 1_000 - Number(seconds))).toBeLessThan(60);
  const event = JSON.parse(body);
  expect(event.id).toBe(id);
  return event;
}

async function found(asked: Promise<APIResponse>): Promise<void> {
  const response = await asked;
  expect(response.status(), await response.text()).toBe(200);
}

test.describe("a webhook in Tessera's own network, where that is allowed", () => {
  let tessera: Tessera;

  test.beforeAll(async () => {
    tessera = await Tessera.start({ TESSERA_WEBHOOKS_TO_PRIVATE: "1" });
    const first = await request.newContext({ baseURL: tessera.url });
    expect((await first.post("/api/v1/owner", { data: owner })).status()).toBe(201);
    await first.dispose();
  });
  test.afterAll(() => tessera?.dispose());

  /** What is due is done after a start: that need not wait for the next minute. */
  async function sendWhatIsDue(): Promise<void> {
    await tessera.stop();
    await tessera.up();
  }

  /** All that a receiver got, checked, once it is so much. */
  async function eventually(receiver: WebhookReceiver, secret: string, count: number) {
    await expect.poll(() => receiver.received.length, { timeout: 100_000 }).toBeGreaterThanOrEqual(count);
    const events = receiver.received.map((received) => verified(received, secret));
    expect(events).toHaveLength(count);
    return events;
  }

  /** What is kept for an organization's webhook, sent or not. */
  async function eventsOf(organizationId: string): Promise<string[]> {
    const rows = await tessera.sql<{ event: string }>(
      `SELECT event FROM "WebhookDelivery" WHERE "organizationId" = $1 ORDER BY "createdAt"`,
      [organizationId],
    );
    return rows.map(({ event }) => event);
  }

  test("gets signed events; the secret is shown once, and is nowhere after", async () => {
    const receiver = await WebhookReceiver.start();
    const { api } = await addHouse(tessera);
    const secret = (await setWebhookTo(api, receiver.url)) ?? "";
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

    await test.step("and says at once whether a test event arrived", async () => {
      const tested = await api.post("/api/v1/webhook/test");
      expect(await tested.json()).toMatchObject({
        state: "delivered",
        status: 204,
        attempts: 1,
        failure: null,
      });
      const [received] = receiver.received;
      if (received === undefined) throw new Error("Nothing was received.");
      expect(received.headers["content-type"]).toBe("application/json");
      expect(verified(received, secret)).toMatchObject({ type: "webhook.test" });
    });

    await test.step("another address keeps the secret and does not show it", async () => {
      expect(await setWebhookTo(api, `${receiver.url}&more`)).toBeNull();
      await api.post("/api/v1/webhook/test");
      verified(receiver.received.at(-1) as Received, secret);
    });

    await test.step("after it was replaced, only the new one signs", async () => {
      const replaced = await (await api.post("/api/v1/webhook/secret")).json();
      expect(replaced.secret).not.toBe(secret);
      await api.post("/api/v1/webhook/test");
      verified(receiver.received.at(-1) as Received, replaced.secret);
      const answers = [
        await (await api.get("/api/v1/webhook")).text(),
        await (await api.get("/api/v1/webhook/deliveries")).text(),
        await (await api.get("/api/v1/activity")).text(),
        await (await api.get("/settings/webhook")).text(),
        JSON.stringify(await tessera.sql(`SELECT * FROM "Webhook"`)),
        JSON.stringify(await tessera.sql(`SELECT * FROM "WebhookDelivery"`)),
        JSON.stringify(await tessera.sql(`SELECT * FROM "AuditEvent"`)),
        tessera.log(),
      ];
      for (const told of [secret, replaced.secret]) {
        for (const text of answers) expect(text).not.toContain(told.slice("whsec_".length));
      }
    });
    await receiver.stop();
  });

  test("gets what it did not take again under the same id, also after a restart, and is reminded of expiry", async () => {
    const receiver = await WebhookReceiver.start();
    const { api, organizationId } = await addHouse(tessera);
    const secret = (await setWebhookTo(api, receiver.url)) ?? "";
    receiver.answer = { status: 503 };
    const refused = await (await api.post("/api/v1/webhook/test")).json();
    expect(refused).toMatchObject({
      state: "waiting",
      status: 503,
      attempts: 1,
      failure: "It answered with 503.",
    });
    receiver.answer = { status: 200 };
    const { id } = await createCredential(api, { name: "Expires in a week" });
    await tessera.sql(`UPDATE "Credential" SET "expiresAt" = now() + interval '6 days' WHERE id = $1`, [id]);
    await sendWhatIsDue();
    const ended = `SELECT event, attempts, failure FROM "WebhookDelivery"
                   WHERE "organizationId" = $1 AND "deliveredAt" IS NOT NULL ORDER BY event`;
    await expect
      .poll(() => tessera.sql(ended, [organizationId]), { timeout: 100_000 })
      .toEqual([
        { event: "credential.key_expires", attempts: 1, failure: null },
        { event: "webhook.test", attempts: 2, failure: null },
      ]);
    const events = receiver.received.map((received) => verified(received, secret));
    const tests = events.filter(({ type }) => type === "webhook.test");
    expect(tests).toHaveLength(2);
    expect(tests[1]).toEqual(tests[0]);
    expect(events.find(({ type }) => type === "credential.key_expires")).toMatchObject({
      data: { organizationId, days: 7, credential: { id, name: "Expires in a week" } },
    });
    await receiver.stop();
  });

  test("is told when a verdict turns bad and when it is good again, however that came about, and of no key", async () => {
    const receiver = await WebhookReceiver.start();
    const { api, organizationId } = await addHouse(tessera);
    const secret = (await setWebhookTo(api, receiver.url)) ?? "";
    const keys: string[] = [];
    const keyThatIs = (kind: string) => {
      keys.push(`demo-${kind}-${unique()}`);
      return keys.at(-1);
    };
    const credential = async (kind: string) => {
      const created = await createCredential(api, { apiKey: keyThatIs(kind) });
      await found(api.post(`/api/v1/credentials/${created.id}/test`));
      return created;
    };
    const replace = (id: string, kind: string) =>
      found(api.put(`/api/v1/credentials/${id}/key`, { data: { apiKey: keyThatIs(kind), force: true } }));
    const undo = (id: string) => found(api.post(`/api/v1/credentials/${id}/key/undo`));
    const move = (id: string, environment: string) =>
      found(api.patch(`/api/v1/credentials/${id}`, { headers: { "if-match": "*" }, data: { environment } }));

    const tested = await credential("rejected");
    await found(api.post(`/api/v1/credentials/${tested.id}/test`));
    const replaced = await credential("rejected");
    await replace(replaced.id, "valid");
    await undo(replaced.id);
    const insisted = await credential("valid");
    await replace(insisted.id, "rejected");
    await undo(insisted.id);
    const notAsked = await credential("rejected");
    await replace(notAsked.id, "broken");
    await replace(notAsked.id, "activity");
    const moved = await credential("rejected");
    await move(moved.id, "staging");
    await move(moved.id, "mock");
    await replace(moved.id, "valid");
    const good = await credential("valid");
    await replace(good.id, "valid");

    await sendWhatIsDue();
    const events = await eventually(receiver, secret, 10);
    const turnsOf = ({ id }: { id: string }) =>
      events
        .filter(({ data }) => data.credential.id === id)
        .sort((one, other) => Date.parse(one.timestamp) - Date.parse(other.timestamp))
        .map(({ data }) => [data.before, data.after]);
    expect(turnsOf(tested)).toEqual([["untested", "rejected"]]);
    expect(turnsOf(replaced)).toEqual([
      ["untested", "rejected"],
      ["rejected", "valid"],
      ["valid", "rejected"],
    ]);
    expect(turnsOf(insisted)).toEqual([
      ["valid", "rejected"],
      ["rejected", "valid"],
    ]);
    expect(turnsOf(notAsked)).toEqual([
      ["untested", "rejected"],
      ["unreachable", "limited"],
    ]);
    expect(turnsOf(moved)).toEqual([
      ["untested", "rejected"],
      ["untested", "valid"],
    ]);
    expect(turnsOf(good)).toEqual([]);
    expect(events.find(({ data }) => data.credential.id === tested.id)).toMatchObject({
      type: "credential.verdict_changed",
      data: {
        organizationId,
        credential: { id: tested.id, name: tested.name, connector: "people-ai", environment: "mock" },
        before: "untested",
        after: "rejected",
        detail: "Key rejected",
      },
    });
    for (const key of keys) expect(JSON.stringify(receiver.received)).not.toContain(key.slice(-4));
    await receiver.stop();
  });

  test("is told once of what two found at one moment", async () => {
    const { api, organizationId } = await addHouse(tessera);
    await setWebhookTo(api, "http://127.0.0.1:9/");
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    const row = `SELECT 1 FROM "Credential" WHERE id = $1 FOR UPDATE`;
    await whileHeld(tessera, [row, id], 2, () =>
      Promise.all([1, 2].map(() => found(api.post(`/api/v1/credentials/${id}/test`)))),
    );
    expect(await eventsOf(organizationId)).toEqual(["credential.verdict_changed"]);
  });

  test("is not followed to where it redirects, and need not be there", async () => {
    const [here, elsewhere] = [await WebhookReceiver.start(), await WebhookReceiver.start()];
    const { api } = await addHouse(tessera);
    await setWebhookTo(api, here.url);
    here.answer = { status: 307, headers: { location: elsewhere.url } };
    const redirected = await (await api.post("/api/v1/webhook/test")).json();
    expect(redirected).toMatchObject({ state: "waiting", status: 307 });
    expect(elsewhere.received).toEqual([]);
    await here.stop();
    const gone = await (await api.post("/api/v1/webhook/test")).json();
    expect(gone).toMatchObject({ state: "waiting", status: null });
    expect(gone.failure).toContain("refused the connection");
    await elsewhere.stop();
  });

  test("that never answers holds nobody up for longer than its limit", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const { api } = await addHouse(tessera);
    await setWebhookTo(api, `http://127.0.0.1:${port}/`);
    const tested = await (await api.post("/api/v1/webhook/test")).json();
    expect(tested).toMatchObject({ state: "waiting", status: null });
    expect(tested.failure).toContain("did not answer within 8 s");
    silent.close();
  });

  test("that is gone or slow, with much that waits for it, holds up no other organization's", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as { port: number };
    const slow = await addHouse(tessera);
    await setWebhookTo(slow.api, `http://127.0.0.1:${port}/`);
    // In tens, and 8 seconds each, they take 7 minutes.
    await tessera.sql(
      `INSERT INTO "WebhookDelivery" (id, "organizationId", event, data, "nextTryAt")
       SELECT gen_random_uuid(), $1, 'webhook.test', '{}', now() - interval '1 hour' FROM generate_series(1, 500)`,
      [slow.organizationId],
    );
    const receiver = await WebhookReceiver.start();
    const { api } = await addHouse(tessera);
    const secret = (await setWebhookTo(api, receiver.url)) ?? "";
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    await found(api.post(`/api/v1/credentials/${id}/test`));
    await sendWhatIsDue();
    await eventually(receiver, secret, 1);
    await tessera.sql(`DELETE FROM "Webhook" WHERE "organizationId" = $1`, [slow.organizationId]);
    silent.close();
    await receiver.stop();
  });

  test("leaves nothing behind, whatever was found while it was removed", async () => {
    const removed = (api: APIRequestContext) =>
      api.delete("/api/v1/webhook").then((response) => expect(response.status()).toBe(204));

    await test.step("what was found before goes with it", async () => {
      const { api, organizationId } = await addHouse(tessera);
      await setWebhookTo(api, "http://127.0.0.1:9/");
      const event = `INSERT INTO "WebhookDelivery" (id, "organizationId", event, data)
                     VALUES (gen_random_uuid(), $1, 'webhook.test', '{}')`;
      await whileHeld(tessera, [event, organizationId], 1, () => removed(api));
      expect(await eventsOf(organizationId)).toEqual([]);
    });

    await test.step("what is found after is kept, and told nobody", async () => {
      const { api, organizationId } = await addHouse(tessera);
      await setWebhookTo(api, "http://127.0.0.1:9/");
      const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
      const removal = `DELETE FROM "Webhook" WHERE "organizationId" = $1`;
      await whileHeld(tessera, [removal, organizationId], 1, () =>
        found(api.post(`/api/v1/credentials/${id}/test`)),
      );
      expect((await (await api.get(`/api/v1/credentials/${id}`)).json()).verdict).toBe("rejected");
      expect(await eventsOf(organizationId)).toEqual([]);
    });
  });

  test("is forgotten with its secret and all that waits when it is removed", async () => {
    const { api, organizationId } = await addHouse(tessera);
    await setWebhookTo(api, "http://127.0.0.1:9/");
    await api.post("/api/v1/webhook/test");
    expect((await api.delete("/api/v1/webhook")).status()).toBe(204);
    expect((await api.delete("/api/v1/webhook")).status()).toBe(204);
    expect(await (await api.get("/api/v1/webhook")).json()).toEqual({ webhook: null });
    for (const table of ["Webhook", "WebhookDelivery"]) {
      expect(
        await tessera.sql(`SELECT 1 FROM "${table}" WHERE "organizationId" = $1`, [organizationId]),
      ).toEqual([]);
    }
  });
});

test("A webhook leads to public addresses over https, and what is no address is refused", async ({
  tessera,
}) => {
  const { api } = await addHouse(tessera);
  const refused = [
    "",
    "nonsense",
    "/relative",
    "http://hooks.example.com/",
    "ftp://hooks.example.com/",
    "javascript:alert(1)",
    "https://user:password@hooks.example.com/",
    "https://hooks.example.com/#part",
    "https://127.0.0.1/",
    "https://10.0.0.1/",
    "https://169.254.169.254/latest/meta-data",
    "https://[::1]/",
    "https://[::ffff:127.0.0.1]/",
    "https://0x7f000001/",
    "https://2130706433/",
    `https://hooks.example.com/${"a".repeat(2_000)}`,
  ];
  for (const url of refused) {
    const response = await setWebhook(api, url);
    await expectProblem(response, 422, "invalid");
    expect((await response.json()).errors[0].field).toBe("url");
  }
  expect(await (await api.get("/api/v1/webhook")).json()).toEqual({ webhook: null });

  // A name may lead here: that is found out when it is looked up, and nothing is sent.
  await setWebhookTo(api, "https://localhost/");
  const tested = await (await api.post("/api/v1/webhook/test")).json();
  expect(tested).toMatchObject({ state: "waiting", status: null });
  expect(tested.failure).toContain("isn't public");
});

test("What becomes of a webhook is on the record, with its origin as it was and as it is since", async ({
  tessera,
}) => {
  const { api, organizationId } = await addHouse(tessera);
  const elsewhere = "https://other.example.com/tessera";
  const [here, there] = [NOWHERE, elsewhere].map((url) => new URL(url).origin);
  await setWebhookTo(api, NOWHERE);
  await setWebhookTo(api, elsewhere);
  expect((await api.post("/api/v1/webhook/secret")).status()).toBe(200);
  expect((await api.delete("/api/v1/webhook")).status()).toBe(204);
  // Nothing is there any more to be removed.
  expect((await api.delete("/api/v1/webhook")).status()).toBe(204);
  const recorded = (await events(tessera, organizationId)).filter(({ action }) =>
    action.startsWith("webhook."),
  );
  expect(recorded.map(({ action, before, after }) => [action, before, after])).toEqual([
    ["webhook.changed", null, { url: here }],
    ["webhook.changed", { url: here }, { url: there }],
    ["webhook.secret_replaced", null, null],
    ["webhook.removed", { url: there }, null],
  ]);
});

test("A webhook's address is kept as it is sent to, and the trail tells its origin alone", async ({
  tessera,
}) => {
  const { api, organizationId } = await addHouse(tessera);
  for (const [typed, kept] of [
    ["https://Hooks.Example.com", "https://hooks.example.com/"],
    ["https://hooks.example.com/a\0b", "https://hooks.example.com/a%00b"],
    ["https://hooks.example.com/a\n/b\tc", "https://hooks.example.com/a/bc"],
    [
      "https://hooks.example.com/\u202e\ud800?to=\u200b",
      "https://hooks.example.com/%E2%80%AE%EF%BF%BD?to=%E2%80%8B",
    ],
    ["https://other.example.com/secret?token=secret", "https://other.example.com/secret?token=secret"],
  ] as const) {
    await setWebhookTo(api, typed);
    expect((await (await api.get("/api/v1/webhook")).json()).webhook.url).toBe(kept);
  }
  expect((await api.delete("/api/v1/webhook")).status()).toBe(204);
  const events = await tessera.sql(
    `SELECT before, after FROM "AuditEvent"
     WHERE "organizationId" = $1 AND action LIKE 'webhook.%' ORDER BY id DESC LIMIT 2`,
    [organizationId],
  );
  const [one, other] = ["https://hooks.example.com", "https://other.example.com"];
  expect(events).toEqual([
    { before: { url: other }, after: null },
    { before: { url: one }, after: { url: other } },
  ]);
});

test("Each organization has its own webhook", async ({ tessera }) => {
  const [one, other] = [await addHouse(tessera), await addHouse(tessera)];
  await setWebhookTo(one.api, NOWHERE);
  await one.api.post("/api/v1/webhook/test");
  expect(await (await other.api.get("/api/v1/webhook")).json()).toEqual({ webhook: null });
  expect(await (await other.api.get("/api/v1/webhook/deliveries")).json()).toEqual({ data: [] });
  for (const path of ["secret", "test"]) {
    await expectProblem(await other.api.post(`/api/v1/webhook/${path}`), 404, "not_found");
  }
  await other.api.delete("/api/v1/webhook");
  expect((await (await one.api.get("/api/v1/webhook")).json()).webhook.url).toBe(NOWHERE);
});
