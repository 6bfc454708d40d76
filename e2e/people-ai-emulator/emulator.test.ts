import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { request as httpRequest } from "node:http";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "./emulator.ts";

let emulator: Emulator;
let keyCount = 0;

beforeAll(async () => {
  emulator = await startEmulator({ slowMs: 50 });
});

afterAll(async () => {
  await emulator.close();
});

/** A key that no other test has used, so that limits are not shared. */
function freshKey(behaviour: string): string {
  keyCount += 1;
  return `demo-${behaviour}-${keyCount}`;
}

async function get(path: string, key: string | null = freshKey("valid")) {
  const headers: Record<string, string> = key === null ? {} : { "X-API-Key": key };
  const response = await fetch(`${emulator.url}/v0/public${path}`, { headers, redirect: "manual" });
  const text = await response.text();
  const isJson = response.headers.get("content-type") === "application/json";
  return { status: response.status, headers: response.headers, text, body: isJson ? JSON.parse(text) : null };
}

function put(body: string, key = freshKey("valid")): Promise<Response> {
  return fetch(`${emulator.url}/v0/public/activities/email`, {
    method: "PUT",
    headers: { "X-API-Key": key, "Content-Type": "application/json" },
    body,
  });
}

function control(path: string, method = "GET"): Promise<Response> {
  return fetch(`${emulator.url}/__emulator/${path}`, { method });
}

describe("rows", () => {
  test.each([
    ["/teams", 40],
    ["/team-members", 320],
    ["/accounts", 2_000],
    ["/opportunities", 5_000],
    ["/contacts", 8_000],
    ["/leads", 3_000],
    ["/activities", 50_000],
    ["/activities/email", 30_000],
    ["/activities/call", 10_000],
    ["/activities/meeting", 10_000],
    ["/activities/participants", 100_000],
    ["/accounts/insights/engagement", 2_000],
    ["/contacts/insights/engagement", 8_000],
    ["/leads/insights/engagement", 3_000],
    ["/opportunities/insights/engagement", 5_000],
  ])("%s has %i rows, and answers a page of them", async (path, total) => {
    const { status, body } = await get(`${path}?limit=3&offset=2`);
    expect(status).toBe(200);
    expect(body.data).toHaveLength(3);
    expect(body.meta).toEqual({ limit: 3, offset: 2, total, message: null });
  });

  test("the same page reads the same, and pages meet without a gap", async () => {
    const key = freshKey("valid");
    const whole = await get("/contacts?limit=4", key);
    const first = await get("/contacts?limit=2", key);
    const second = await get("/contacts?limit=2&offset=2", key);
    expect([...first.body.data, ...second.body.data]).toEqual(whole.body.data);
  });

  test("ids, names of accounts and addresses of people are unique", async () => {
    for (const [path, field] of [
      ["/accounts", "name"],
      ["/accounts", "crm_id"],
      ["/contacts", "email"],
      ["/leads", "email"],
      ["/activities", "uid"],
    ] as const) {
      const { body } = await get(`${path}?limit=100000`);
      const values = new Set(body.data.map((row: Record<string, unknown>) => row[field]));
      expect(values.size).toBe(body.meta.total);
    }
  });

  test("activities of one kind are only of that kind", async () => {
    const { body } = await get("/activities/email?limit=100&offset=7");
    expect(body.data.every((row: { type: string }) => row.type === "email")).toBe(true);
  });

  test("a page past the end is empty", async () => {
    const { body } = await get("/teams?offset=40");
    expect(body.data).toEqual([]);
  });

  test.each(["limit=0", "limit=100001", "limit=ten", "offset=-1"])("%s is a 400", async (query) => {
    expect((await get(`/teams?${query}`)).status).toBe(400);
  });

  test("parameters that it does not know are ignored", async () => {
    expect((await get("/teams?limit=1&colour=blue")).status).toBe(200);
  });
});

describe("single records", () => {
  test.each([
    ["/accounts", "id", "/accounts/"],
    ["/accounts", "crm_id", "/accounts/crm-id/"],
    ["/opportunities", "id", "/opportunities/"],
    ["/teams", "crm_id", "/teams/crm-id/"],
    ["/contacts", "email", "/contacts/email/"],
    ["/leads", "email", "/leads/email/"],
  ])("of %s are found by %s", async (list, field, prefix) => {
    const key = freshKey("valid");
    const { body } = await get(`${list}?limit=1&offset=9`, key);
    const [row] = body.data;
    const found = await get(prefix + encodeURIComponent(row[field]), key);
    expect(found.body).toEqual({ data: row, meta: null });
  });

  test("members are found by their team", async () => {
    const { body } = await get("/team-members/team-id/1002");
    expect(body.data).toHaveLength(8);
  });

  test.each(["/accounts/1", "/contacts/email/nobody%40example.com", "/invoices", "/accounts/%zz"])(
    "%s is a 404 with People.ai's error body",
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(404);
      expect(body).toEqual({
        code: 404,
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        message: "Not found",
        path: `/v0/public${path}`,
        timestamp: expect.stringMatching(/^\d\d-\d\d-\d{4} \d\d:\d\d:\d\d$/),
      });
    },
  );
});

describe("the beginning of the key decides", () => {
  test.each([
    [null, 401],
    ["demo-rejected-1", 401],
    ["a key of someone else", 401],
    ["demo-throttled-1", 429],
    ["demo-broken-1", 500],
    ["demo-redirect-1", 302],
    ["demo-html-1", 200],
    ["demo-echo-1", 401],
    ["demo-slow-1", 200],
  ])("%s gets %i", async (key, status) => {
    expect((await get("/teams?limit=1", key)).status).toBe(status);
  });

  test("demo-activity reaches activities and nothing else", async () => {
    const key = freshKey("activity");
    expect((await get("/activities?limit=1", key)).status).toBe(200);
    expect((await get("/teams?limit=1", key)).status).toBe(403);
    expect((await get("/accounts?limit=1", key)).status).toBe(403);
  });

  test("demo-once is accepted with its first request, and with no later one", async () => {
    const key = freshKey("once");
    const statuses = [];
    for (let asked = 0; asked < 3; asked += 1) statuses.push((await get("/teams?limit=1", key)).status);
    expect(statuses).toEqual([200, 401, 401]);
  });

  test("demo-redirect leads to another host", async () => {
    const { headers } = await get("/teams", freshKey("redirect"));
    expect(headers.get("location")).toBe("https://sign-in.example/");
  });

  test("demo-html gets a web page", async () => {
    const { headers } = await get("/teams", freshKey("html"));
    expect(headers.get("content-type")).toMatch(/^text\/html/);
  });

  test("demo-echo gets its key back in headers and body", async () => {
    const key = freshKey("echo");
    const { headers, text } = await get("/teams", key);
    expect(headers.get("x-api-key")).toBe(key);
    expect(text).toContain(key);
  });

  test("demo-huge gets 10 MB, and demo-drip no end", async () => {
    expect((await get("/teams", freshKey("huge"))).text.length).toBeGreaterThan(10 * 1024 * 1024);
    const patience = new AbortController();
    const headers = { "x-api-key": freshKey("drip") };
    const answer = await fetch(`${emulator.url}/v0/public/teams`, { headers, signal: patience.signal });
    const reader = answer.body?.getReader();
    expect(answer.status).toBe(200);
    for (const _ of [1, 2]) expect((await reader?.read())?.done).toBe(false);
    patience.abort();
  });

  test("a sixth request within a second gets 429, without a Retry-After, and for this key only", async () => {
    const key = freshKey("valid");
    const statuses = await Promise.all(Array.from({ length: 8 }, () => get("/teams?limit=1", key)));
    const refused = statuses.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(3);
    expect(refused[0]?.headers.get("retry-after")).toBeNull();
    expect((await get("/teams?limit=1")).status).toBe(200);
  });
});

describe("writing emails", () => {
  const email = {
    external_id: "mail-1",
    from: "ana@tidemark.example",
    to: ["lee@corvane-labs.example"],
    subject: "Hello",
    timestamp: 1_780_000_000,
  };

  test("an email is accepted, and one with the same external_id replaces it", async () => {
    const key = freshKey("valid");
    expect((await put(JSON.stringify(email), key)).status).toBe(200);
    expect((await put(JSON.stringify({ ...email, subject: "Hello again" }), key)).status).toBe(200);
    const accepted = await (await control("accepted")).json();
    expect(accepted.filter((entry: { key: string }) => entry.key === key)).toEqual([
      { key, writes: 2, record: { ...email, subject: "Hello again" } },
    ]);
  });

  test.each([
    ["no external_id", { ...email, external_id: undefined }],
    ["no sender", { ...email, from: "nobody" }],
    ["no recipient", { ...email, to: [] }],
    ["no subject", { ...email, subject: " " }],
    ["milliseconds", { ...email, timestamp: 1_780_000_000_000 }],
    ["a list", [email]],
  ])("%s is a 422", async (_what, body) => {
    expect((await put(JSON.stringify(body))).status).toBe(422);
  });

  test("what is not JSON is a 422, and a wrong key a 401", async () => {
    expect((await put("{")).status).toBe(422);
    expect((await put(JSON.stringify(email), "demo-rejected")).status).toBe(401);
  });
});

describe("what it tells tests", () => {
  test("each request with method, path, headers and key, until cleared", async () => {
    expect((await control("requests", "DELETE")).status).toBe(204);
    const key = freshKey("valid");
    await get("/teams?limit=1", key);
    const [request, ...others] = await (await control("requests")).json();
    expect(others).toEqual([]);
    expect(request).toMatchObject({ method: "GET", path: "/v0/public/teams?limit=1", key });
    expect(request.headers["x-api-key"]).toBe(key);
  });

  test("nothing under another name, as a rebound web page would use", async () => {
    const asked = httpRequest(`${emulator.url}/__emulator/requests`, {
      headers: { host: "evil.example" },
    }).end();
    const [response] = await once(asked, "response");
    response.resume();
    expect(response.statusCode).toBe(403);
  });
});

describe("as a process", () => {
  const main = fileURLToPath(new URL("main.ts", import.meta.url));

  async function listening(child: ChildProcess): Promise<string> {
    if (child.stdout === null) throw new Error("The child has no stdout.");
    const [line] = await once(child.stdout, "data");
    return JSON.parse(String(line)).listening;
  }

  test("it prints where it listens and ends cleanly on SIGTERM", async () => {
    const child = spawn(process.execPath, [main], { env: { ...process.env, PORT: "0" }, stdio: "pipe" });
    const url = await listening(child);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${url}/v0/public/teams`)).status).toBe(401);
    child.kill("SIGTERM");
    expect(await once(child, "exit")).toEqual([0, null]);
  });

  test("it ends when the process that forked it is gone", async () => {
    const child = fork(main, { env: { ...process.env, PORT: "0" }, silent: true });
    await listening(child);
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
  });
});
