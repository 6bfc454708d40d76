import { createHash, randomBytes } from "node:crypto";
import { v7 as uuidv7 } from "uuid";
import { test as base, expect, owner } from "../fixtures.ts";
import type { LoadReport } from "../people-ai-emulator/load.ts";
import { Tessera } from "../tessera.ts";
import { createCredential, newCredential, unique } from "./credentials.ts";
import { type Answer, cookieOf, exchange } from "./exchange.ts";
import { addMember, firstOrganization, type Member } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";

const REQUESTS = 45;
const TESTS = 4;
const FAILURES_FROM_ADDRESS = 60;
const WRONG = "not the password at all";

const limits = {
  TESSERA_REQUESTS_PER_MINUTE: String(REQUESTS),
  TESSERA_KEY_TESTS_PER_MINUTE: String(TESTS),
  TESSERA_EMULATOR_REQUESTS_PER_SECOND: "",
};

interface Instances {
  /** Behind proxies on other machines, none of which asks it anything here. */
  one: Tessera;
  /** On the same database, and behind a proxy on this machine: it believes what X-Forwarded-For ends with. */
  other: Tessera;
}

/** Two instances with small limits and one database; its first account is made by the test that needs none before. */
const test = base.extend<object, { instances: Instances }>({
  instances: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const one = await Tessera.start({ ...limits, TESSERA_TRUSTED_PROXIES: "203.0.113.0/24" });
      const other = await Tessera.startBeside(one, { ...limits, TESSERA_URL: "http://tessera.example" });
      await use({ one, other });
      await other.dispose();
      await one.dispose();
    },
    { scope: "worker", timeout: 180_000 },
  ],
});

test.describe.configure({ mode: "serial", timeout: 120_000 });

const JSON_TYPE = { "content-type": "application/json" };

function get(tessera: Tessera, headers: Record<string, string>, path = "/api/v1/connectors") {
  return exchange(tessera.url, { method: "GET", path, headers });
}

function post(tessera: Tessera, path: string, body: unknown, headers: Record<string, string> = {}) {
  return exchange(tessera.url, {
    method: "POST",
    path,
    headers: { ...JSON_TYPE, ...headers },
    body: JSON.stringify(body),
  });
}

async function expectTooMany(answer: Answer, code: string, words: RegExp, secondsMax: number) {
  const problem = await expectProblem(answer, 429, code);
  expect(problem.detail).toMatch(words);
  const seconds = Number(answer.headers()["retry-after"]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(secondsMax);
}

/** Somebody new, of whom nothing is counted yet. */
async function newMember({ one }: Instances): Promise<Member & { cookie: string }> {
  const member = await addMember(one, await firstOrganization(one), "owner");
  return { ...member, cookie: cookieOf(await member.api.storageState()) };
}

/** How many of so many requests, sent to these instances in turns, are answered. */
async function answered(instances: Tessera[], headers: Record<string, string>, times: number) {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const tessera = instances[count % instances.length];
    if (tessera !== undefined) statuses.push((await get(tessera, headers)).status());
  }
  expect(statuses.filter((status) => status !== 200 && status !== 429)).toEqual([]);
  return statuses.filter((status) => status === 200).length;
}

test("The first account is not made with a password that is tried first, and then with a good one", async ({
  instances: { one },
}) => {
  for (const password of [
    "short",
    "administrator",
    "Password-2026",
    "sunshinemonkey",
    "Ada Lovelace 1",
    "ada@example.com",
    "aaaaaaaaaaaaaaaaaa",
  ]) {
    await expectInvalid(await post(one, "/api/v1/owner", { ...owner, password }), "password");
  }
  expect((await post(one, "/api/v1/owner", owner)).status()).toBe(201);
});

test.describe("Of the requests of a minute", () => {
  test("those beyond the limit are refused, with how long to wait", async ({ instances }) => {
    const { cookie } = await newMember(instances);
    expect(await answered([instances.one], { cookie }, REQUESTS + 5)).toBe(REQUESTS);
    await expectTooMany(
      await get(instances.one, { cookie }),
      "too_many_requests",
      /^This is more than 45 requests in a minute\. Wait \d+ seconds?, then try again\.$/,
      60,
    );
  });

  test("one member's are not another's", async ({ instances }) => {
    const [busy, quiet] = [await newMember(instances), await newMember(instances)];
    await answered([instances.one], { cookie: busy.cookie }, REQUESTS + 5);
    expect((await get(instances.one, { cookie: busy.cookie })).status()).toBe(429);
    expect((await get(instances.one, { cookie: quiet.cookie })).status()).toBe(200);
    expect((await get(instances.one, { cookie: quiet.cookie }, "/api/v1/account")).status()).toBe(200);
  });

  test("those to all instances count together, and two sessions of one person, too", async ({
    instances,
  }) => {
    const { cookie, email } = await newMember(instances);
    const { one, other } = instances;
    const again = await post(other, "/api/auth/sign-in/email", { email, password: owner.password });
    const second = again.headers()["set-cookie"]?.split(";")[0] ?? "";
    const found = await answered([one, other], { cookie }, REQUESTS + 15);
    // Points that one instance took and did not spend are the other's loss.
    expect(found).toBeLessThanOrEqual(REQUESTS);
    expect(found).toBeGreaterThanOrEqual(REQUESTS - 5);
    for (const tessera of [one, other]) expect((await get(tessera, { cookie: second })).status()).toBe(429);
  });

  test("a token has its own, apart from those of whoever made it", async ({ instances }) => {
    const { one } = instances;
    const member = await newMember(instances);
    const token = `tsr_${randomBytes(32).toString("base64url")}`;
    await one.sql(
      `INSERT INTO "ApiToken" (id, "organizationId", name, "tokenHash", hint, scopes, "credentialIds", "createdById")
       VALUES ($1, $2, 'A program', $3, 'hint', '{credentials:read}', '{}', $4)`,
      [uuidv7(), member.organizationId, createHash("sha256").update(token).digest("hex"), member.userId],
    );
    const authorization = `Bearer ${token}`;
    expect(await answered([one], { authorization }, REQUESTS + 5)).toBe(REQUESTS);
    await expectTooMany(
      await get(one, { authorization }),
      "too_many_requests",
      /45 requests in a minute/,
      60,
    );
    expect((await get(one, { cookie: member.cookie })).status()).toBe(200);
  });

  test("cost the database one statement for many", async ({ instances: { one }, instances }) => {
    const { cookie, userId } = await newMember(instances);
    const count = async () => {
      const [row] = await one.sql<{ points: number }>(`SELECT points FROM "RateLimit" WHERE key = $1`, [
        `api:person:${userId}`,
      ]);
      return row?.points;
    };
    await get(one, { cookie });
    const taken = await count();
    expect(taken).toBeGreaterThan(1);
    await answered([one], { cookie }, (taken ?? 0) - 1);
    expect(await count()).toBe(taken);
    await get(one, { cookie });
    expect(await count()).toBe(2 * (taken ?? 0));
  });
});

test("Tests of keys and previews have a smaller limit together, which leaves everything else alone", async ({
  instances,
}) => {
  const { one } = instances;
  const { api, cookie } = await newMember(instances);
  const { id } = await createCredential(api);
  const unsaved = { connector: "people-ai", environment: "mock", apiKey: `demo-valid-${unique()}` };
  const attempts = [
    () => post(one, "/api/v1/credentials/test", unsaved, { cookie }),
    () => post(one, `/api/v1/credentials/${id}/test`, {}, { cookie }),
    () => post(one, `/api/v1/credentials/${id}/preview`, { endpoint: "teams" }, { cookie }),
  ];
  for (const attempt of [...attempts, ...attempts].slice(0, TESTS)) {
    expect((await attempt()).status()).toBe(200);
  }
  for (const attempt of attempts) {
    await expectTooMany(await attempt(), "too_many_requests", /more than 4 tests of keys in a minute/, 60);
  }
  expect((await get(one, { cookie }, `/api/v1/credentials/${id}`)).status()).toBe(200);
  const { cookie: another } = await newMember(instances);
  const headers = { cookie: another };
  expect((await post(one, "/api/v1/credentials/test", unsaved, headers)).status()).toBe(200);
});

test.describe("What a service allows one key, 5 requests a second and 10 at once, is kept by all instances together", () => {
  const clear = ({ one }: Instances) =>
    exchange(one.emulatorUrl, { method: "DELETE", path: "/__emulator/requests" });
  const loadOf = async ({ one }: Instances): Promise<LoadReport> =>
    (await fetch(`${one.emulatorUrl}/__emulator/load`)).json();
  const sendTo = (tessera: Tessera, id: string, cookie: string, signal?: AbortSignal) =>
    exchange(tessera.url, {
      method: "GET",
      path: `/api/v1/credentials/${id}/proxy/teams?limit=1`,
      headers: { cookie },
      ...(signal && { signal }),
    });

  test("under pressure: who asks for little is always served, and what is too much is refused", async ({
    instances,
  }) => {
    const { one, other } = instances;
    const { api, cookie: modest } = await newMember(instances);
    const { id } = await createCredential(api);
    const greedy = [await newMember(instances), await newMember(instances)];
    await clear(instances);
    const end = Date.now() + 3_000;
    const press = async (tessera: Tessera, cookie: string) => {
      const answers: Answer[] = [];
      while (Date.now() < end && answers.length < 30) {
        answers.push(...(await Promise.all([...Array(10)].map(() => sendTo(tessera, id, cookie)))));
      }
      return answers;
    };
    const askForLittle = async () => {
      const answers: Answer[] = [];
      while (Date.now() < end) {
        answers.push(await sendTo(answers.length % 2 === 0 ? one : other, id, modest));
      }
      return answers;
    };
    const [first = [], second = [], little = []] = await Promise.all([
      press(one, greedy[0]?.cookie ?? ""),
      press(other, greedy[1]?.cookie ?? ""),
      askForLittle(),
    ]);
    const unserved = little.filter((answer) => answer.status() !== 200);
    expect(await Promise.all(unserved.map((answer) => answer.text()))).toEqual([]);
    const served = [first, second].map((answers) => answers.filter((answer) => answer.status() === 200));
    for (const answers of served) expect(answers.length).toBeGreaterThan(1);
    const refused = [...first, ...second].filter((answer) => answer.status() !== 200);
    expect(refused.length).toBeGreaterThan(0);
    for (const answer of refused) {
      await expectTooMany(answer, "service_limit", /takes 5 requests a second .* then try again\.$/, 5);
    }
    const load = await loadOf(instances);
    expect(load.busiestSecond).toBeLessThanOrEqual(5);
    expect(load.mostAtOnce).toBeLessThanOrEqual(10);
    const sent = Object.values(load.sent).reduce((sum, count) => sum + count, 0);
    expect(sent).toBe(little.length + served.flat().length);
  });

  test("when none is answered: the eleventh is refused, and who left while waiting sends nothing", async ({
    instances,
  }) => {
    const { one, other } = instances;
    const [{ api, cookie }, patient, leaving] = [
      await newMember(instances),
      await newMember(instances),
      await newMember(instances),
    ];
    const apiKey = `demo-slow-${unique()}`;
    const { id } = await createCredential(api, { apiKey });
    await clear(instances);
    const left = new AbortController();
    const started = [...Array(10)].map((_, index) =>
      sendTo(index % 2 === 0 ? one : other, id, cookie, left.signal),
    );
    await expect.poll(async () => (await loadOf(instances)).sent[apiKey], { intervals: [50] }).toBe(10);
    const gone = new AbortController();
    const waiting = sendTo(one, id, leaving.cookie, gone.signal).catch(() => null);
    await expect
      .poll(async () => (await one.sql(`SELECT 1 FROM "ServiceTurn" WHERE "startsAt" IS NULL`)).length)
      .toBe(1);
    gone.abort();
    expect(await waiting).toBeNull();
    await expectTooMany(await sendTo(other, id, patient.cookie), "service_limit", /10 at once/, 4);
    left.abort();
    await Promise.allSettled(started);
    // The places of those that left are free at once.
    const last = new AbortController();
    const next = sendTo(other, id, patient.cookie, last.signal).catch(() => null);
    await expect.poll(async () => (await loadOf(instances)).sent[apiKey], { intervals: [50] }).toBe(11);
    last.abort();
    await next;
    expect((await loadOf(instances)).mostAtOnce).toBe(10);
  });

  test("also by tests, which wait instead of being refused", async ({ instances }) => {
    const { one, other } = instances;
    const { api, cookie } = await newMember(instances);
    const another = await newMember(instances);
    const { id } = await createCredential(api);
    await clear(instances);
    const requests = [...Array(10)].map((_, index) => sendTo(index % 2 === 0 ? one : other, id, cookie));
    const tests = [cookie, another.cookie].map((by) =>
      post(one, `/api/v1/credentials/${id}/test`, {}, { cookie: by }),
    );
    await Promise.all(requests);
    for (const answer of await Promise.all(tests)) {
      expect(JSON.parse(await answer.text())).toMatchObject({ verdict: "valid", status: 200 });
    }
    expect((await loadOf(instances)).busiestSecond).toBeLessThanOrEqual(5);
  });
});

test.describe("Wrong passwords", () => {
  const signIn = (tessera: Tessera, email: string, password: string, from: string) =>
    post(tessera, "/api/auth/sign-in/email", { email, password }, { "x-forwarded-for": from });

  /** Reaches the limit of an address: by a few wrong passwords, and as if there had been all the others. */
  async function failOften({ one, other }: Instances, from: (index: number) => string): Promise<void> {
    const REAL = 4;
    const keys = async () => {
      const rows = await one.sql<{ key: string }>(
        `SELECT key FROM "RateLimit" WHERE key LIKE 'sign-in-address:%'`,
      );
      return rows.map(({ key }) => key);
    };
    const before = await keys();
    for (let index = 0; index < REAL; index += 1) {
      const answer = await signIn(other, `${unique()}@example.com`, WRONG, from(index));
      await expectProblem(answer, 401, "wrong_credentials");
      if (index > 0) continue;
      const added = (await keys()).filter((key) => !before.includes(key));
      expect(added).toHaveLength(1);
      await one.sql(`UPDATE "RateLimit" SET points = points + $2 WHERE key = $1`, [
        added[0],
        FAILURES_FROM_ADDRESS - REAL,
      ]);
    }
  }

  test("for an account count together, whichever instance they come to", async ({ instances }) => {
    const { email } = await newMember(instances);
    const { one, other } = instances;
    for (let count = 0; count < 10; count += 1) {
      const answer = await signIn(count % 2 === 0 ? one : other, email, WRONG, `192.0.2.${count}`);
      await expectProblem(answer, 401, "wrong_credentials");
    }
    for (const tessera of [one, other]) {
      const answer = await signIn(tessera, email, owner.password, "192.0.2.100");
      await expectTooMany(answer, "too_many_attempts", /of this account was wrong too often/, 900);
    }
  });

  test("from an address that the proxy vouches for count together, whoever they are for", async ({
    instances,
  }) => {
    const { email } = await newMember(instances);
    const { other } = instances;
    // What stands before the proxy's own word was written by the caller.
    await failOften(instances, (index) => `10.0.0.${index}, 198.51.100.7`);
    for (const claimed of ["198.51.100.7", "203.0.113.9, 198.51.100.7", "::ffff:198.51.100.7"]) {
      const answer = await signIn(other, email, owner.password, claimed);
      await expectTooMany(answer, "too_many_attempts", /wrong passwords from your network/, 900);
    }
    for (const elsewhere of ["198.51.100.8", "198.51.100.7, 203.0.113.9"]) {
      expect((await signIn(other, email, owner.password, elsewhere)).status()).toBe(200);
    }
  });

  test("from one IPv6 network are from one address", async ({ instances }) => {
    const { email } = await newMember(instances);
    const { other } = instances;
    await failOften(instances, (index) => `2001:db8:1:2::${index.toString(16)}`);
    expect((await signIn(other, email, owner.password, "2001:db8:1:2:ffff::1")).status()).toBe(429);
    expect((await signIn(other, email, owner.password, "2001:db8:1:3::1")).status()).toBe(200);
  });

  test("of an unknown writing of an address are counted like any other", async ({ instances: { other } }) => {
    for (const from of ["unknown", "fe80::1%eth0", "198.51.100.9:4711", "x".repeat(500)]) {
      const answer = await signIn(other, `${unique()}@example.com`, WRONG, from);
      await expectProblem(answer, 401, "wrong_credentials");
    }
  });
});

test("An event says the address that the proxy vouched for, or whoever asks where none does", async ({
  instances,
}) => {
  const { cookie } = await newMember(instances);
  const headers = { cookie, "x-forwarded-for": "10.0.0.1, 198.51.100.78" };
  const { one, other } = instances;
  for (const [tessera, address] of [
    [one, "127.0.0.1"],
    [other, "198.51.100.78"],
  ] as const) {
    const answer = await post(tessera, "/api/v1/credentials", newCredential(), headers);
    expect(answer.status(), await answer.text()).toBe(201);
    const events = await one.sql(`SELECT address FROM "AuditEvent" WHERE "requestId" = $1`, [
      answer.headers()["tessera-request-id"],
    ]);
    expect(events).toEqual([{ address }]);
  }
});

test("A session shows the address that the proxy vouched for, and of nobody else's word", async ({
  instances,
}) => {
  const { email } = await newMember(instances);
  const made = { "x-forwarded-for": "10.0.0.1, 198.51.100.77", "tessera-client-address": "198.51.100.78" };
  for (const [tessera, address] of [
    [instances.other, "198.51.100.77"],
    [instances.one, "127.0.0.1"],
  ] as const) {
    const signedIn = await post(
      tessera,
      "/api/auth/sign-in/email",
      { email, password: owner.password },
      made,
    );
    const cookie = signedIn.headers()["set-cookie"]?.split(";")[0] ?? "";
    const { data } = JSON.parse(
      await (await get(instances.one, { cookie }, "/api/v1/account/sessions")).text(),
    );
    expect(data[0]).toMatchObject({ current: true, address });
  }
});
