import { lookup } from "node:dns/promises";
import { readFileSync } from "node:fs";
import type { APIRequestContext, APIResponse } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { type Credential, createCredential, createSource, unique } from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { cookieOf, exchange } from "./exchange.ts";
import { expectProblem } from "./problems.ts";

const PATH = "/api/v1/credentials";

interface TestResult {
  verdict: string;
  message: string;
  status: number | null;
  latencyMs: number | null;
  traceId: string | null;
  testedAt: string;
  request: { method: string; url: string; header: string } | null;
}

async function testSaved(
  api: APIRequestContext,
  id: string,
): Promise<TestResult & { credential: Credential }> {
  const response = await api.post(`${PATH}/${id}/test`);
  expect(response.status(), await response.text()).toBe(200);
  return response.json();
}

async function testUnsaved(api: APIRequestContext, apiKey: string, environment = "mock") {
  const response = await api.post(`${PATH}/test`, {
    data: { connector: "people-ai", environment, apiKey },
  });
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()) as TestResult;
}

async function get(api: APIRequestContext, id: string): Promise<Credential> {
  const response = await api.get(`${PATH}/${id}`);
  expect(response.status()).toBe(200);
  return response.json();
}

/** Halts the emulator's process, so that it accepts connections and answers nothing, while `during` runs. */
async function whileEmulatorHangs<T>(tessera: Tessera, during: () => Promise<T>): Promise<T> {
  const { emulator } = tessera.run.pids;
  if (emulator === null || emulator === undefined) throw new Error("This Tessera runs without the emulator.");
  process.kill(emulator, "SIGSTOP");
  try {
    return await during();
  } finally {
    process.kill(emulator, "SIGCONT");
  }
}

const TRACE_ID = /^[0-9a-f]{32}$/;

const outcomes: {
  begins: string;
  verdict: string;
  message: string | RegExp;
  status: number;
  traced: boolean;
  requests: number;
}[] = [
  {
    begins: "demo-valid",
    verdict: "valid",
    message: "Verified",
    status: 200,
    traced: false,
    requests: 1,
  },
  {
    begins: "demo-activity",
    verdict: "limited",
    message: "Accepted, without access to teams and accounts",
    status: 403,
    traced: true,
    requests: 2,
  },
  {
    begins: "demo-rejected",
    verdict: "rejected",
    message: "Key rejected",
    status: 401,
    traced: true,
    requests: 1,
  },
  {
    begins: "anything-else",
    verdict: "rejected",
    message: "Key rejected",
    status: 401,
    traced: true,
    requests: 1,
  },
  {
    begins: "demo-throttled",
    verdict: "unreachable",
    message: /^Could not check: /,
    status: 429,
    traced: true,
    requests: 1,
  },
  {
    begins: "demo-broken",
    verdict: "unreachable",
    message: /^Could not check: .*500/,
    status: 500,
    traced: true,
    requests: 1,
  },
  {
    begins: "demo-redirect",
    verdict: "unexpected",
    message: /^The answer was not People\.ai's: .*redirect/,
    status: 302,
    traced: false,
    requests: 1,
  },
  {
    begins: "demo-html",
    verdict: "unexpected",
    message: /^The answer was not People\.ai's: .*web page/,
    status: 200,
    traced: false,
    requests: 1,
  },
  {
    begins: "demo-echo",
    verdict: "rejected",
    message: "Key rejected",
    status: 401,
    traced: true,
    requests: 1,
  },
];

for (const { begins, verdict, message, status, traced, requests } of outcomes) {
  const expected = {
    verdict,
    message: typeof message === "string" ? message : expect.stringMatching(message),
    status,
    traceId: traced ? expect.stringMatching(TRACE_ID) : null,
    latencyMs: expect.any(Number),
    testedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    request: {
      method: "GET",
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/v0\/public\/(teams|accounts)\?limit=1$/),
      header: "X-API-Key",
    },
  };

  test(`A key ${begins}… that is not saved is found ${verdict}, and nothing is stored`, async ({
    api,
    tessera,
  }) => {
    const counts = `SELECT (SELECT count(*)::int FROM "Credential") AS credentials,
                           (SELECT count(*)::int FROM "AuditEvent") AS events`;
    const before = await tessera.sql(counts);
    const apiKey = `${begins}-${unique()}`;
    const result = await testUnsaved(api, apiKey);
    expect(result).toEqual(expected);
    expect(JSON.stringify(result)).not.toContain(apiKey);
    expect(await receivedWith(tessera, apiKey)).toHaveLength(requests);
    expect(await tessera.sql(counts)).toEqual(before);
  });

  test(`A saved key ${begins}… is found ${verdict}, and its tile says so from then on`, async ({
    api,
    tessera,
  }) => {
    const apiKey = `${begins}-${unique()}`;
    const { id } = await createCredential(api, { apiKey });
    const { credential, ...result } = await testSaved(api, id);
    expect(result).toEqual(expected);
    expect(credential).toMatchObject({
      id,
      verdict,
      verdictDetail: result.message,
      testedAt: result.testedAt,
      // Only beside another verdict does it say since when that one could not be checked.
      unreachableAt: null,
    });
    expect(JSON.stringify(credential)).not.toContain(apiKey);
    expect(await get(api, id)).toEqual(credential);
    expect(await receivedWith(tessera, apiKey)).toHaveLength(requests);
    const events = await tessera.sql(
      `SELECT before, after, detail FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'credential.tested'`,
      [id],
    );
    const before = { verdict: "untested" };
    expect(events).toEqual([{ before, after: { verdict }, detail: { found: verdict } }]);
  });
}

test("A key that gets no answer is unreachable after 8 seconds, saved or not", async ({ api }) => {
  const { id } = await createCredential(api, { apiKey: `demo-slow-${unique()}` });
  const [saved, unsaved] = await Promise.all([testSaved(api, id), testUnsaved(api, `demo-slow-${unique()}`)]);
  for (const result of [saved, unsaved]) {
    expect(result).toMatchObject({ verdict: "unreachable", status: null, traceId: null });
    expect(result.message).toBe("Could not check: timed out after 8 s");
    expect(result.latencyMs).toBeGreaterThanOrEqual(7_990);
    expect(result.latencyMs).toBeLessThan(9_000);
  }
  expect(saved.credential).toMatchObject({ verdict: "unreachable", testedAt: saved.testedAt });
});

test("A test of a key that is deleted or replaced meanwhile finds nothing, and is recorded all the same", async ({
  api,
  tessera,
}) => {
  const keys = [`demo-slow-${unique()}`, `demo-slow-${unique()}`, `demo-slow-${unique()}`];
  const [replaced, deleted, destroyed] = await Promise.all(
    keys.map((apiKey) => createCredential(api, { apiKey })),
  );
  const ids = [replaced, deleted, destroyed].map((credential) => credential?.id ?? "");
  const tests = ids.map((id) => api.post(`${PATH}/${id}/test`));
  for (const apiKey of keys) {
    await expect.poll(async () => (await receivedWith(tessera, apiKey)).length, { intervals: [50] }).toBe(1);
  }
  await tessera.sql(`UPDATE "Credential" SET "keyVersion" = "keyVersion" + 1 WHERE id = $1`, [ids[0]]);
  for (const id of ids.slice(1)) expect((await api.delete(`${PATH}/${id}`)).status()).toBe(204);
  expect((await api.delete(`${PATH}/bin/${ids[2]}`)).status()).toBe(204);
  for (const response of await Promise.all(tests)) await expectProblem(response, 404, "not_found");
  for (const [index, name] of [replaced?.name, deleted?.name, ""].entries()) {
    expect(
      await tessera.sql(
        `SELECT "subjectName", before, after, detail FROM "AuditEvent"
         WHERE "credentialId" = $1 AND action = 'credential.tested'`,
        [ids[index]],
      ),
    ).toEqual([{ subjectName: name, before: null, after: null, detail: {} }]);
  }
});

test("A service that repeats the key in its answer does not make Tessera repeat it", async ({ api }) => {
  const apiKey = `demo-echo-${unique()}-"<&%\\/+${unique()}`;
  const { id } = await createCredential(api, { apiKey });
  const forms = [apiKey, encodeURIComponent(apiKey), JSON.stringify(apiKey).slice(1, -1)].concat(
    ["base64", "base64url", "hex"].map((encoding) =>
      Buffer.from(apiKey).toString(encoding as BufferEncoding),
    ),
  );
  const responses = [
    await api.post(`${PATH}/test`, { data: { connector: "people-ai", environment: "mock", apiKey } }),
    await api.post(`${PATH}/${id}/test`),
    await api.post(`${PATH}/${id}/preview`, { data: { endpoint: "accounts" } }),
    await api.get(`${PATH}/${id}`),
  ];
  for (const response of responses) {
    const everything = JSON.stringify(response.headers()) + (await response.text());
    for (const form of forms) expect(everything).not.toContain(form);
  }
});

test.describe("When the service cannot be reached", () => {
  test("the verdict that is known stays, the tile says since when it could not be checked, and the next answer clears that", async ({
    api,
    tessera,
  }) => {
    const known: Credential[] = [];
    for (const begins of ["demo-valid", "demo-rejected", "demo-activity", "demo-html"]) {
      const { id } = await createCredential(api, { apiKey: `${begins}-${unique()}` });
      known.push((await testSaved(api, id)).credential);
    }
    expect(known.map(({ verdict }) => verdict)).toEqual(["valid", "rejected", "limited", "unexpected"]);

    const unreachable = await whileEmulatorHangs(tessera, () =>
      Promise.all(known.map(({ id }) => testSaved(api, id))),
    );
    for (const [index, result] of unreachable.entries()) {
      expect(result.verdict).toBe("unreachable");
      expect(result.credential).toEqual({ ...known[index], unreachableAt: result.testedAt });
      expect(await get(api, result.credential.id)).toEqual(result.credential);
    }

    for (const { id, verdict } of known) {
      const { credential } = await testSaved(api, id);
      expect(credential).toMatchObject({ verdict, unreachableAt: null });
    }
  });

  test("a credential that was never tested is unreachable, and verified once it can be", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const { credential } = await whileEmulatorHangs(tessera, () => testSaved(api, id));
    expect(credential).toMatchObject({ verdict: "unreachable", unreachableAt: null });
    expect((await testSaved(api, id)).credential).toMatchObject({ verdict: "valid", unreachableAt: null });
  });

  test("a credential is saved all the same", async ({ api, tessera }) => {
    const credential = await whileEmulatorHangs(tessera, () => createCredential(api));
    expect(credential.verdict).toBe("untested");
  });
});

test("Saving a key that gets no answer does not wait for one: the service is not asked", async ({
  api,
  tessera,
}) => {
  const apiKey = `demo-slow-${unique()}`;
  const credential = await createCredential(api, { apiKey });
  expect(credential).toMatchObject({ verdict: "untested", testedAt: null });
  expect(await receivedWith(tessera, apiKey)).toEqual([]);
  expect((await get(api, credential.id)).verdict).toBe("untested");
});

test("The production environment is tried at its own host, and no network is a verdict, not an error", async ({
  api,
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const online = await lookup("api.people.ai").then(
    () => true,
    () => false,
  );
  const result = await testUnsaved(api, apiKey, "production");
  expect(result.request?.url).toBe("https://api.people.ai/v0/public/teams?limit=1");
  if (!online) expect(result).toMatchObject({ verdict: "unreachable", status: null });
  // People.ai never made this key.
  expect(result.verdict).not.toBe("valid");
  expect(await receivedWith(tessera, apiKey)).toEqual([]);
});

test.describe("A sealed key that does not open", () => {
  async function expectUnreadable(api: APIRequestContext, tessera: Tessera, id: string, keys: string[]) {
    const { credential, ...result } = await testSaved(api, id);
    expect(result).toEqual({
      verdict: "unreadable",
      message: "Cannot be opened: damaged or tampered with",
      status: null,
      latencyMs: null,
      traceId: null,
      testedAt: expect.any(String),
      request: null,
    });
    expect(credential).toMatchObject({ verdict: "unreadable", verdictDetail: result.message });

    const page = await (await api.get(PATH, { params: { verdict: "unreadable", limit: 100 } })).json();
    expect(page.data).toContainEqual(credential);
    expect(await get(api, id)).toEqual(credential);

    const preview = await api.post(`${PATH}/${id}/preview`, { data: { endpoint: "accounts" } });
    await expectProblem(preview, 409, "unreadable");
    for (const key of keys) expect(await receivedWith(tessera, key)).toEqual([]);
  }

  /** Another character of base64url at a place counted from the end; the last one may carry unused bits. */
  const flip = (sealedKey: string, fromEnd: number) => {
    const at = sealedKey.length - fromEnd;
    return sealedKey.slice(0, at) + (sealedKey[at] === "A" ? "B" : "A") + sealedKey.slice(at + 1);
  };

  const damages: [string, (sealedKey: string) => string][] = [
    ["with a byte changed in its middle", (sealedKey) => flip(sealedKey, 40)],
    ["with a byte changed in its tag", (sealedKey) => flip(sealedKey, 5)],
    [
      "with a byte changed in its nonce",
      (sealedKey) => flip(sealedKey, sealedKey.split(".")[2]?.length ?? 0),
    ],
    ["cut off", (sealedKey) => sealedKey.slice(0, -4)],
    ["with more behind it", (sealedKey) => `${sealedKey}AAAA`],
    ["of another format", (sealedKey) => sealedKey.replace(/^t1/, "t2")],
    ["that names another data key", (sealedKey) => sealedKey.replace(/\.[0-9a-f]{8}/, ".00000000")],
    ["that is a plain key", () => "demo-valid-in-plain-text"],
    ["that is empty", () => ""],
  ];
  for (const [what, damage] of damages) {
    test(`is one tile's verdict, one ${what}: it is listed, never sent, and can be deleted`, async ({
      api,
      tessera,
    }) => {
      const apiKey = `demo-valid-${unique()}`;
      const { id } = await createCredential(api, { apiKey });
      const [row] = await tessera.sql<{ sealedKey: string }>(
        `SELECT "sealedKey" FROM "Credential" WHERE id = $1`,
        [id],
      );
      const damaged = damage(row?.sealedKey ?? "");
      expect(damaged).not.toBe(row?.sealedKey);
      await tessera.sql(`UPDATE "Credential" SET "sealedKey" = $2 WHERE id = $1`, [id, damaged]);
      await expectUnreadable(api, tessera, id, [apiKey, damaged]);
      expect((await api.delete(`${PATH}/${id}`)).status()).toBe(204);
    });
  }

  const uses: [string, (api: APIRequestContext, id: string) => Promise<APIResponse>][] = [
    ["previews rows", (api, id) => api.post(`${PATH}/${id}/preview`, { data: { endpoint: "teams" } })],
    ["sends through it", (api, id) => api.get(`${PATH}/${id}/proxy/teams`)],
    [
      "reads a source",
      async (api, id) => api.get(`/api/v1/sources/${(await createSource(api, id)).id}/records`),
    ],
    ["tries another environment", (api, id) => api.post(`${PATH}/${id}/test?environment=staging`)],
    [
      "moves it",
      (api, id) =>
        api.patch(`${PATH}/${id}`, { headers: { "if-match": "*" }, data: { environment: "staging" } }),
    ],
    [
      "replaces it by one that is rejected",
      (api, id) => api.put(`${PATH}/${id}/key`, { data: { apiKey: `demo-rejected-${unique()}` } }),
    ],
  ];
  for (const [what, use] of uses) {
    test(`is found by whoever ${what}, though nobody tested it since it was good`, async ({
      api,
      tessera,
    }) => {
      const apiKey = `demo-valid-${unique()}`;
      const { id } = await createCredential(api, { apiKey });
      expect((await testSaved(api, id)).verdict).toBe("valid");
      await tessera.sql(`UPDATE "Credential" SET "sealedKey" = 'damaged' WHERE id = $1`, [id]);
      expect((await use(api, id)).status()).toBe(409);
      expect(await get(api, id)).toMatchObject({
        verdict: "unreadable",
        verdictDetail: "Cannot be opened: damaged or tampered with",
      });
      const [last] = (await (await api.get(`${PATH}/${id}/verdicts`)).json()).data;
      expect(last).toMatchObject({ verdict: "unreadable", cause: "traffic", status: null });
      expect(await receivedWith(tessera, apiKey)).toHaveLength(1);
    });
  }

  test("was moved from another row: it opens in its own, and nowhere else", async ({ api, tessera }) => {
    const apiKey = `demo-valid-${unique()}`;
    const own = await createCredential(api, { apiKey });
    const other = await createCredential(api, { apiKey: `demo-valid-${unique()}` });
    await tessera.sql(
      `UPDATE "Credential" SET "sealedKey" = (SELECT "sealedKey" FROM "Credential" WHERE id = $1) WHERE id = $2`,
      [own.id, other.id],
    );
    await expectUnreadable(api, tessera, other.id, [apiKey]);
    expect((await testSaved(api, own.id)).verdict).toBe("valid");
  });

  const moves: [string, string, string][] = [
    ["environment", `environment = 'staging'`, `environment = 'mock'`],
    ["key version", `"keyVersion" = 2`, `"keyVersion" = 1`],
  ];
  for (const [what, move, back] of moves) {
    test(`was sealed for another ${what} than the row now says: it is not sent there, and opens again when the row is right`, async ({
      api,
      tessera,
    }) => {
      const apiKey = `demo-valid-${unique()}`;
      const { id } = await createCredential(api, { apiKey });
      await tessera.sql(`UPDATE "Credential" SET ${move} WHERE id = $1`, [id]);
      await expectUnreadable(api, tessera, id, [apiKey]);
      await tessera.sql(`UPDATE "Credential" SET ${back} WHERE id = $1`, [id]);
      expect((await testSaved(api, id)).credential.verdict).toBe("valid");
    });
  }
});

test("The service sees the key in X-API-Key, and nothing of who asks", async ({
  api,
  ownerState,
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { apiKey });
  const headers = {
    cookie: cookieOf(ownerState),
    "proxy-authorization": "Bearer of-the-caller",
    "x-api-key": "demo-valid-of-the-caller",
    "x-forwarded-for": "192.0.2.1",
    referer: `${tessera.url}/sources/new/people-ai`,
    origin: tessera.url,
    "sec-fetch-site": "same-origin",
    "user-agent": "A browser",
    "content-type": "application/json",
  };
  for (const [path, body] of [
    [`${PATH}/test`, JSON.stringify({ connector: "people-ai", environment: "mock", apiKey })],
    [`${PATH}/${id}/test`, ""],
    [`${PATH}/${id}/preview`, JSON.stringify({ endpoint: "accounts" })],
  ] as const) {
    const answer = await exchange(tessera.url, { method: "POST", path, headers, body });
    expect(answer.status(), await answer.text()).toBe(200);
  }

  const received = await receivedWith(tessera, apiKey);
  expect(received.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "GET /v0/public/teams?limit=1",
    "GET /v0/public/teams?limit=1",
    "GET /v0/public/accounts?limit=10",
  ]);
  for (const request of received) {
    expect(request.headers).toEqual({
      accept: "application/json",
      "accept-encoding": "identity",
      connection: "keep-alive",
      host: new URL(tessera.emulatorUrl).host,
      "user-agent": "Tessera",
      "x-api-key": apiKey,
    });
  }
  expect(await receivedWith(tessera, "demo-valid-of-the-caller")).toEqual([]);
});

test("Whoever gives up on a test takes it back from the service at once", async ({ ownerState, tessera }) => {
  const port = Number(new URL(tessera.emulatorUrl).port);
  // Connections that earlier requests left open end by themselves.
  await expect.poll(() => connectionsTo(port)).toBe(0);

  const apiKey = `demo-slow-${unique()}`;
  const patience = new AbortController();
  const request = exchange(tessera.url, {
    method: "POST",
    path: `${PATH}/test`,
    headers: { cookie: cookieOf(ownerState), "content-type": "application/json" },
    body: JSON.stringify({ connector: "people-ai", environment: "mock", apiKey }),
    signal: patience.signal,
  });
  const given = expect(request).rejects.toThrow(/abort/i);
  await expect.poll(async () => (await receivedWith(tessera, apiKey)).length).toBe(1);
  await expect.poll(() => connectionsTo(port)).toBe(1);

  patience.abort();
  await given;
  // Far within the 8 seconds after which it would have ended by itself.
  await expect.poll(() => connectionsTo(port), { timeout: 4_000 }).toBe(0);
});

/** How many established connections of the server lead to this port of 127.0.0.1, as Linux counts them. */
function connectionsTo(port: number): number {
  const remote = `0100007F:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const ESTABLISHED = "01";
  return readFileSync("/proc/net/tcp", "utf8")
    .split("\n")
    .map((line) => line.trim().split(/\s+/))
    .filter((columns) => columns[2] === remote && columns[3] === ESTABLISHED).length;
}
