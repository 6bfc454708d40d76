import { createHash } from "node:crypto";
import { type APIRequestContext, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { createCredential, createSource, newCredential, type PageOf, unique } from "./credentials.ts";
import { cookieOf } from "./exchange.ts";
import { addMember, addOrganization, firstOrganization, type Member } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";

/** An event, as the API gives it. */
interface ActivityEvent {
  id: string;
  at: string;
  actor: { kind: string; id: string; name: string };
  action: string;
  subject: { id: string; name: string };
  credentialId: string | null;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  detail: Record<string, unknown>;
  requestId: string;
  address: string | null;
}

async function list(api: APIRequestContext, params: Record<string, string> = {}) {
  const response = await api.get("/api/v1/activity", { params });
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()) as PageOf<ActivityEvent>;
}

async function exportOf(api: APIRequestContext, params: Record<string, string> = {}) {
  const response = await api.get("/api/v1/activity/export", { params });
  expect(response.status()).toBe(200);
  const lines = (await response.text()).split("\n");
  expect(lines.pop()).toBe("");
  return { response, events: lines.map((line) => JSON.parse(line) as ActivityEvent) };
}

/** An owner of a new organization in which nothing has happened. */
async function newHouse(tessera: Tessera): Promise<Member> {
  return newColleague(tessera, await addOrganization(tessera), "owner");
}

/** Somebody in an organization of whose coming it has no record: they joined another one. */
async function newColleague(tessera: Tessera, organizationId: string, role: string): Promise<Member> {
  const member = await addMember(tessera, await addOrganization(tessera), role);
  await tessera.sql(`UPDATE "Member" SET "organizationId" = $1 WHERE "userId" = $2`, [
    organizationId,
    member.userId,
  ]);
  return { ...member, organizationId };
}

/** Before an organization's first credential Tessera makes its data keys: one that seals, one that recognizes. */
const begun = ["data_key.created", "data_key.created"];

let house: Member;

test.beforeAll(async ({ tessera, ownerState: _exists }) => {
  house = await newHouse(tessera);
});

test.afterAll(async () => {
  await house?.api.dispose();
});

test("an event says who did what, on what, when, from where, and what it was before and after", async ({
  tessera,
}) => {
  const { api, userId, name } = await newHouse(tessera);
  const started = new Date().toISOString();
  const credential = await createCredential(api, { name: "Revenue team", description: "Nightly." });
  const answer = await api.post(`/api/v1/credentials/${credential.id}/test`);
  const [tested, created] = (await list(api)).data;
  expect(created).toEqual({
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    actor: { kind: "person", id: userId, name },
    action: "credential.created",
    subject: { id: credential.id, name: "Revenue team" },
    credentialId: credential.id,
    before: null,
    after: { name: "Revenue team", description: "Nightly.", connector: "people-ai", environment: "mock" },
    detail: {},
    requestId: expect.any(String),
    address: "127.0.0.1",
  });
  expect(Date.parse(created?.at ?? "")).toBeGreaterThanOrEqual(Date.parse(started) - 1_000);
  expect(tested).toMatchObject({
    action: "credential.tested",
    before: { verdict: "untested" },
    after: { verdict: "valid" },
    detail: { found: "valid" },
    requestId: answer.headers()["tessera-request-id"],
  });
  await api.dispose();
});

test("the first account's organization begins with its making and with its owner", async ({
  api,
  tessera,
}) => {
  const organizationId = await firstOrganization(tessera);
  const [founded] = (await list(api, { action: "organization.created" })).data;
  expect(founded).toMatchObject({ actor: { name: "Ada Lovelace" }, subject: { id: organizationId } });
  const filter = { action: "member.joined", actorId: founded?.actor.id ?? "" };
  expect((await list(api, filter)).data.at(-1)).toMatchObject({
    subject: { id: founded?.actor.id, name: "Ada Lovelace" },
    after: { email: "ada@example.com", role: "owner" },
    requestId: founded?.requestId,
  });
});

test("a token's event names the token, and no token may read the activity", async ({ tessera }) => {
  const { api, organizationId } = await newHouse(tessera);
  const token = `tsr_${Buffer.from(unique().repeat(2)).toString("base64url").slice(0, 43)}`;
  const tokenId = uuidv7();
  await tessera.sql(
    `INSERT INTO "ApiToken" (id, "organizationId", name, "tokenHash", hint, scopes)
     VALUES ($1, $2, 'CI pipeline', $3, 'abcd', $4)`,
    [
      tokenId,
      organizationId,
      createHash("sha256").update(token).digest("hex"),
      ["credentials:read", "credentials:write", "credentials:use", "integrations:read", "integrations:write"],
    ],
  );
  const program = await request.newContext({
    baseURL: tessera.url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  const { id } = await createCredential(program);
  expect((await list(api, { actorId: tokenId })).data).toMatchObject([
    { actor: { kind: "token", id: tokenId, name: "CI pipeline" }, subject: { id } },
  ]);
  await expectProblem(await program.get("/api/v1/activity"), 403, "forbidden");
  await expectProblem(await program.get("/api/v1/activity/export"), 403, "forbidden");
  await program.dispose();
  await api.dispose();
});

test("viewers and members see no activity: neither the list, nor the export, nor the page", async ({
  tessera,
}) => {
  await createCredential(house.api, { name: "Not for members" });
  for (const role of ["viewer", "member"]) {
    const { api } = await addMember(tessera, house.organizationId, role);
    await expectProblem(await api.get("/api/v1/activity"), 403, "forbidden");
    await expectProblem(await api.get("/api/v1/activity/export"), 403, "forbidden");
    const page = await api.get("/activity");
    expect(page.status()).toBe(404);
    expect(await page.text()).not.toContain("Not for members");
    await api.dispose();
  }
  const admin = await addMember(tessera, house.organizationId, "admin");
  expect((await list(admin.api)).data.length).toBeGreaterThan(0);
  await admin.api.dispose();
});

test("an organization's first credential has its data keys made by Tessera, once, and no event holds one", async ({
  tessera,
}) => {
  const { api, organizationId } = await newHouse(tessera);
  await Promise.all(Array.from({ length: 4 }, () => createCredential(api)));
  const keys = await tessera.sql<{ id: string; purpose: string; wrapped: string }>(
    `SELECT id, purpose, wrapped FROM "DataKey" WHERE "organizationId" = $1`,
    [organizationId],
  );
  expect(keys).toHaveLength(2);
  const { data } = await list(api, { action: "data_key.created" });
  expect(data.map(({ actor, subject }) => ({ actor, ...subject }))).toEqual(
    expect.arrayContaining(
      keys.map(({ id, purpose }) => ({
        actor: { kind: "tessera", id: "tessera", name: "Tessera" },
        id,
        name: purpose === "seal" ? "sealing" : "recognizing",
      })),
    ),
  );
  expect(data).toHaveLength(2);
  const text = JSON.stringify(await tessera.sql(`SELECT * FROM "AuditEvent"`));
  for (const { wrapped } of keys) expect(text).not.toContain(wrapped);
  await api.dispose();
});

test("a data key that cannot be recorded is not made, and what it was for is refused", async ({
  tessera,
}) => {
  const { api, organizationId } = await newHouse(tessera);
  await tessera.sql(
    `ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action <> 'data_key.created') NOT VALID`,
  );
  try {
    await expectProblem(await api.post("/api/v1/credentials", { data: newCredential() }), 500, "internal");
  } finally {
    await tessera.sql(`ALTER TABLE "AuditEvent" DROP CONSTRAINT never`);
  }
  expect(await tessera.sql(`SELECT id FROM "DataKey" WHERE "organizationId" = $1`, [organizationId])).toEqual(
    [],
  );
  await createCredential(api);
  await api.dispose();
});

test.describe("Filters", () => {
  let first: Member;
  let second: Member;
  let credential: string;
  let middle: string;

  test.beforeAll(async ({ tessera, ownerState: _exists }) => {
    first = await newHouse(tessera);
    second = await newColleague(tessera, first.organizationId, "admin");
    credential = (await createCredential(first.api, { name: "Alpha" })).id;
    await createSource(first.api, credential);
    middle = (await list(first.api)).data[0]?.at ?? "";
    await tessera.sql("SELECT pg_sleep(0.01)");
    await second.api.post(`/api/v1/credentials/${credential}/test`);
    await createCredential(second.api, { name: "Beta" });
  });

  test.afterAll(async () => {
    await first?.api.dispose();
    await second?.api.dispose();
  });

  const actions = async (params: Record<string, string>) =>
    (await list(first.api, params)).data.map(({ action }) => action);

  test("by person, credential, action and time give what they ask for, the newest first", async () => {
    expect(await actions({})).toEqual([
      "credential.created",
      "credential.tested",
      "source.created",
      "credential.created",
      ...begun,
    ]);
    expect(await actions({ actorId: "tessera" })).toEqual(begun);
    expect(await actions({ actorId: second.userId })).toEqual(["credential.created", "credential.tested"]);
    expect(await actions({ credentialId: credential })).toEqual([
      "credential.tested",
      "source.created",
      "credential.created",
    ]);
    expect(await actions({ credentialId: credential.toUpperCase() })).toHaveLength(3);
    expect(await actions({ action: "credential.created" })).toHaveLength(2);
    expect(await actions({ to: middle })).toEqual(["credential.created", ...begun]);
    expect(await actions({ from: middle })).toEqual([
      "credential.created",
      "credential.tested",
      "source.created",
    ]);
    expect(await actions({ from: "2020-01-01T00:00:00+02:00", to: "2020-01-02T00:00:00Z" })).toEqual([]);
  });

  test("hold together", async () => {
    expect(await actions({ actorId: second.userId, credentialId: credential })).toEqual([
      "credential.tested",
    ]);
    expect(await actions({ actorId: first.userId, action: "credential.tested" })).toEqual([]);
    expect(
      await actions({
        actorId: second.userId,
        credentialId: credential,
        action: "credential.tested",
        from: middle,
        to: "2999-01-01T00:00:00Z",
      }),
    ).toEqual(["credential.tested"]);
  });

  test("hold in the export as they do in the list", async () => {
    for (const params of [
      {},
      { actorId: second.userId },
      { credentialId: credential, action: "source.created" },
      { from: middle },
      { actorId: uuidv7() },
    ] as Record<string, string>[]) {
      const { response, events } = await exportOf(first.api, params);
      expect(events).toEqual((await list(first.api, params)).data);
      expect(response.headers()).toMatchObject({
        "content-type": "application/x-ndjson",
        "cache-control": "no-store",
        "content-disposition": expect.stringMatching(
          /^attachment; filename="tessera-activity-\d{4}-\d\d-\d\d\.jsonl"$/,
        ),
      });
    }
  });

  for (const [field, value] of [
    ["actorId", "' OR 1=1"],
    ["actorId", "x".repeat(65)],
    ["credentialId", "Alpha"],
    ["action", "credential.forgotten"],
    ["action", "toString"],
    ["from", "yesterday"],
    ["from", "0000-01-01T00:00:00Z"],
    ["to", "2026-02-30T00:00:00Z"],
    ["to", "2026-11-24"],
  ] as const) {
    test(`that mean nothing are refused, in the list and in the export: ${field}=${value.slice(0, 20)}`, async () => {
      for (const path of ["/api/v1/activity", "/api/v1/activity/export"]) {
        await expectInvalid(await first.api.get(path, { params: { [field]: value } }), field);
      }
    });
  }

  test("that are not there are refused instead of forgotten", async () => {
    for (const path of ["/api/v1/activity", "/api/v1/activity/export"]) {
      await expectProblem(await first.api.get(path, { params: { person: second.userId } }), 422, "invalid");
    }
    await expectInvalid(await first.api.get("/api/v1/activity", { params: { limit: "101" } }), "limit");
    await expectInvalid(await first.api.get("/api/v1/activity", { params: { cursor: "abc" } }), "cursor");
  });
});

test("pages hold every event once, whatever happens meanwhile", async ({ tessera }) => {
  const { api, organizationId, userId } = await newHouse(tessera);
  // Many of one moment: only their ids tell them apart.
  await seedEvents(tessera, organizationId, userId, 25, "interval '0'");
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOf<ActivityEvent> = await list(api, {
      limit: "7",
      ...(cursor === null ? {} : { cursor }),
    });
    ids.push(...page.data.map(({ id }) => id));
    cursor = page.nextCursor;
    await createCredential(api);
  } while (cursor !== null);
  expect(ids).toHaveLength(25);
  expect(new Set(ids).size).toBe(25);
  expect(ids).toEqual([...ids].sort().reverse());
  await api.dispose();
});

test("what is not on the list of fields never leaves, however it got into the trail", async ({ tessera }) => {
  const { api, organizationId, userId } = await newHouse(tessera);
  const secret = `sealed-${unique()}`;
  const fields = JSON.stringify({ name: "Shown", apiKey: secret, token: secret, role: { nested: secret } });
  await tessera.sql(
    `INSERT INTO "AuditEvent" (id, "organizationId", "actorId", "actorName", action, "subjectId", "subjectName",
                               before, after, detail, "requestId")
     VALUES ($1, $2, $3, 'Ada', 'credential.created', 'x', 'y', $4, $4, $4, 'r')`,
    [uuidv7(), organizationId, userId, fields],
  );
  const [event] = (await list(api)).data;
  expect(event).toMatchObject({
    before: { name: "Shown" },
    after: { name: "Shown" },
    detail: { name: "Shown" },
  });
  const texts = [
    JSON.stringify(event),
    await (await api.get("/api/v1/activity/export")).text(),
    await (await api.get("/activity")).text(),
  ];
  for (const text of texts) {
    expect(text).toContain("Shown");
    expect(text).not.toContain(secret);
  }
  await api.dispose();
});

test.describe("The export", () => {
  test.describe.configure({ timeout: 120_000 });
  const MANY = 40_000;
  let large: Member;

  test.beforeAll(async ({ tessera, ownerState: _exists }) => {
    large = await newHouse(tessera);
    await seedEvents(tessera, large.organizationId, large.userId, MANY, "interval '1 ms' * n");
  });

  test.afterAll(async () => {
    await large?.api.dispose();
  });

  test("of many events is whole, each once, the newest first", async () => {
    const { events } = await exportOf(large.api);
    expect(events).toHaveLength(MANY);
    expect(new Set(events.map(({ id }) => id)).size).toBe(MANY);
    expect(events.every(({ at }, index) => index === 0 || at <= (events[index - 1]?.at ?? ""))).toBe(true);
  });

  test("that breaks on the way breaks off, so that nobody takes the part for the whole", async ({
    tessera,
  }) => {
    const response = await fetch(`${tessera.url}/api/v1/activity/export`, {
      headers: { cookie: cookieOf(await large.api.storageState()) },
    });
    const reader = response.body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await tessera.sql(`ALTER TABLE "AuditEvent" RENAME TO "AuditEventAway"`);
    try {
      const readOn = async () => {
        while ((await reader?.read())?.done === false);
      };
      await expect(readOn()).rejects.toThrow();
    } finally {
      await tessera.sql(`ALTER TABLE "AuditEventAway" RENAME TO "AuditEvent"`);
    }
    expect((await list(large.api)).data).toHaveLength(50);
  });

  const noMore: Record<string, [string, string]> = {
    "is an admin no more": [
      `UPDATE "Member" SET role = 'member' WHERE "userId" = $1`,
      `UPDATE "Member" SET role = 'owner' WHERE "userId" = $1`,
    ],
    "looks at another organization": [
      `WITH joined AS (
         INSERT INTO "Member" (id, "organizationId", "userId", role)
         SELECT gen_random_uuid()::text, min(m."organizationId"), $1, 'owner' FROM "Member" m WHERE m."userId" <> $1
         RETURNING "organizationId")
       UPDATE "User" SET "lastOrganizationId" = joined."organizationId" FROM joined WHERE id = $1`,
      `DELETE FROM "Member" m USING "User" u
       WHERE u.id = m."userId" AND u.id = $1 AND m."organizationId" = u."lastOrganizationId"`,
    ],
  };
  for (const [what, [change, back]] of Object.entries(noMore)) {
    test(`ends before the next batch for whoever ${what}`, async ({ tessera }) => {
      const response = await fetch(`${tessera.url}/api/v1/activity/export`, {
        headers: { cookie: cookieOf(await large.api.storageState()) },
      });
      const reader = response.body?.getReader();
      expect((await reader?.read())?.done).toBe(false);
      await tessera.sql(change, [large.userId]);
      try {
        const readOn = async () => {
          while ((await reader?.read())?.done === false);
        };
        await expect(readOn()).rejects.toThrow();
      } finally {
        await tessera.sql(back, [large.userId]);
      }
    });
  }

  test("that nobody reads on holds up nobody else", async ({ tessera }) => {
    const cookie = cookieOf(await large.api.storageState());
    const aborts = Array.from({ length: 12 }, () => new AbortController());
    for (const { signal } of aborts) {
      const response = await fetch(`${tessera.url}/api/v1/activity/export`, { headers: { cookie }, signal });
      await response.body?.getReader().read();
    }
    await createCredential(large.api);
    for (const abort of aborts) abort.abort();
    await createCredential(large.api);
  });
});

test.describe("The page", () => {
  test("tells events in sentences, under their day, and needs no script to be narrowed", async ({
    tessera,
  }) => {
    const { api, name, userId } = await newHouse(tessera);
    expect(await (await api.get("/activity")).text()).toContain("Nothing has happened yet");
    const { id } = await createCredential(api, { name: "Revenue team" });
    await createCredential(api, { name: "Revenue desk" });
    await createSource(api, id, { name: "Nightly accounts" });
    const all = textOf(await (await api.get("/activity")).text());
    expect(all).toContain(`${name} added credential Revenue team`);
    expect(all).toContain(`${name} created source Nightly accounts`);
    for (const purpose of ["sealing", "recognizing"]) {
      expect(all).toContain(`Tessera made the data key for ${purpose}`);
    }

    const narrowed = textOf(
      await (await api.get(`/activity?action=source.created&actorId=${userId}`)).text(),
    );
    expect(narrowed).toContain("created source Nightly accounts");
    expect(narrowed).not.toContain("added credential Revenue team");

    const named = textOf(await (await api.get("/activity?actorId=&action=&credential=revenue+team")).text());
    expect(named).toContain("created source Nightly accounts");
    expect(named).not.toContain("Revenue desk");
    const choice = textOf(await (await api.get("/activity?credential=revenue")).text());
    expect(choice).toContain("Which credential?");
    expect(await (await api.get("/activity?credential=nobody")).text()).toContain(
      "Nothing that was done matches.",
    );
    await api.dispose();
  });

  test("takes an address that means nothing for one that asks for nothing", async ({ tessera }) => {
    const { api } = await newHouse(tessera);
    await createCredential(api, { name: "Revenue team" });
    for (const query of [
      "action=nothing",
      "actorId=%00",
      "credentialId=x",
      "from=yesterday",
      "to=0000-00-00",
      "cursor=abc",
      "action=credential.created&action=source.created",
    ]) {
      const response = await api.get(`/activity?${query}`);
      expect(response.status(), query).toBe(200);
      expect(textOf(await response.text()), query).toContain("added credential Revenue team");
    }
    expect((await api.get("/activity?credential=%00%F0%9F%98%80")).status()).toBe(200);
    await api.dispose();
  });
});

test.describe("The trail", () => {
  test("refuses every UPDATE, DELETE and TRUNCATE, and every change of a link that has its place", async ({
    tessera,
  }) => {
    await createCredential(house.api);
    await everythingIsChained(tessera);
    for (const statement of [
      `UPDATE "AuditEvent" SET "actorName" = 'Eve'`,
      `DELETE FROM "AuditEvent"`,
      `TRUNCATE "AuditEvent"`,
      `UPDATE "AuditLink" SET hash = repeat('0', 64)`,
      `UPDATE "AuditLink" SET "position" = NULL`,
      `DELETE FROM "AuditLink"`,
      `TRUNCATE "AuditLink"`,
    ]) {
      await expect(tessera.sql(statement), statement).rejects.toThrow("The audit trail can only grow");
    }
  });

  test("gives every event its place within seconds: 1, 2, 3 … in each organization", async ({ tessera }) => {
    const { api, organizationId } = await newHouse(tessera);
    await Promise.all(Array.from({ length: 30 }, () => createCredential(api)));
    const count = 30 + begun.length;
    await everythingIsChained(tessera);
    const links = await tessera.sql<{ position: string; hash: string }>(
      `SELECT "position", hash FROM "AuditLink" WHERE "organizationId" = $1 ORDER BY "position"`,
      [organizationId],
    );
    expect(links.map(({ position }) => Number(position))).toEqual(
      Array.from({ length: count }, (_, i) => i + 1),
    );
    expect(new Set(links.map(({ hash }) => hash)).size).toBe(count);
    for (const { hash } of links) expect(hash).toMatch(/^[0-9a-f]{64}$/);
    await api.dispose();
  });
});

async function everythingIsChained(tessera: Tessera): Promise<void> {
  const waiting = async () =>
    (await tessera.sql(`SELECT 1 FROM "AuditLink" WHERE "position" IS NULL LIMIT 1`)).length;
  await expect.poll(waiting, { timeout: 30_000 }).toBe(0);
}

/** So many events of a person, `spacing` apart (`n` counts them), written as the server would. */
async function seedEvents(
  tessera: Tessera,
  organizationId: string,
  userId: string,
  count: number,
  spacing: string,
): Promise<void> {
  await tessera.sql(
    `INSERT INTO "AuditEvent" (id, "organizationId", "actorId", "actorName", action, "subjectId", "subjectName",
                               after, detail, "requestId", "createdAt")
     SELECT (lpad(to_hex((extract(epoch FROM now()) * 1000)::bigint), 12, '0') || '7'
              || substr(md5(n::text || $1), 1, 3) || '8' || substr(md5(n::text || $1), 4, 15))::uuid,
            $1, $2, 'Ada', 'credential.created', 'x', 'Seeded ' || n, '{"name": "Seeded"}', '{}', 'r',
            now() - ${spacing}
     FROM generate_series(1, $3::int) n`,
    [organizationId, userId, count],
  );
}

/** What somebody reads on a page: without tags, scripts and React's marks between two texts. */
function textOf(html: string): string {
  return html
    .replaceAll(/<script[\s\S]*?<\/script>/g, "")
    .replaceAll(/<!--[\s\S]*?-->/g, "")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/\s+/g, " ");
}
