import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../../e2e/people-ai-emulator/emulator.ts";
import { Secret } from "../vault/secret.ts";
import {
  egressTo,
  failureCodeOf,
  freePort,
  KEY,
  MOCK,
  PRODUCTION,
  startHttp,
  startTcp,
} from "./hostile-upstream.ts";
import { testKey } from "./test-key.ts";

const SHORT_MS = 300;

describe("through the emulator", () => {
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(async () => {
    await emulator.close();
  });

  test.each([
    ["demo-valid-1", "valid", 200, "Verified"],
    ["demo-activity-1", "limited", 403, "Accepted, without access to teams and accounts"],
    ["demo-rejected-1", "rejected", 401, "Key rejected"],
    ["anything else", "rejected", 401, "Key rejected"],
    ["demo-throttled-1", "unreachable", 429, "Could not check: too many requests"],
    ["demo-broken-1", "unreachable", 500, "Could not check: People.ai answered 500"],
    ["demo-redirect-1", "unexpected", 302, "The answer was not People.ai's: a redirect (302)"],
    ["demo-html-1", "unexpected", 200, "The answer was not People.ai's: a web page"],
    ["demo-echo-1", "rejected", 401, "Key rejected"],
  ])("%s is %s", async (keyText, verdict, status, message) => {
    const found = await testKey(egressTo(emulator.url), MOCK, Secret.of(keyText));
    expect(found).toMatchObject({ verdict, status, message });
    expect(found.request).toEqual({
      method: "GET",
      url: `${emulator.url}/v0/public/${verdict === "limited" ? "accounts" : "teams"}?limit=1`,
      header: "X-API-Key",
    });
    expect(found.testedAt).toBeInstanceOf(Date);
    expect(JSON.stringify(found)).not.toContain(keyText);
  });

  test("demo-slow is unreachable once the time is over", async () => {
    const egress = egressTo(emulator.url, { limitMs: SHORT_MS });
    expect(await testKey(egress, MOCK, Secret.of("demo-slow-1"))).toMatchObject({
      verdict: "unreachable",
      status: null,
      message: "Could not check: timed out after 0.3 s",
    });
  });

  test("the trace id is that of the error body", async () => {
    const { traceId } = await testKey(egressTo(emulator.url), MOCK, Secret.of("demo-rejected"));
    expect(traceId).toMatch(/^[0-9a-f]{32}$/);
  });
});

/** A service that answers each path with a status, and with an empty list where that is 200. */
function serving(statuses: Record<string, number>) {
  return startHttp((request, response) => {
    const status = statuses[String(request.url)] ?? 500;
    response.writeHead(status, { "content-type": "application/json" }).end('{"data":[]}');
  });
}
const TEAMS = "/v0/public/teams?limit=1";
const ACCOUNTS = "/v0/public/accounts?limit=1";

describe("the second probe", () => {
  test("is asked where the first is forbidden, and names what is", async () => {
    const { origin } = await serving({ [TEAMS]: 403, [ACCOUNTS]: 200 });
    const found = await testKey(egressTo(origin), MOCK, KEY);
    expect(found).toMatchObject({
      verdict: "limited",
      message: "Accepted, without access to teams",
      status: 200,
    });
  });

  test("is not asked where the first has an answer", async () => {
    const { origin, requests } = await serving({ [TEAMS]: 200 });
    await testKey(egressTo(origin), MOCK, KEY);
    expect(requests).toHaveLength(1);
  });

  test("decides where it finds something else", async () => {
    const { origin } = await serving({ [TEAMS]: 403, [ACCOUNTS]: 401 });
    expect((await testKey(egressTo(origin), MOCK, KEY)).verdict).toBe("rejected");
  });

  test("has only what is left of the time", async () => {
    const { origin } = await startHttp((request, response) => {
      if (request.url === TEAMS) setTimeout(() => response.writeHead(403).end(), SHORT_MS * 0.7);
    });
    const startedAt = performance.now();
    const found = await testKey(egressTo(origin, { limitMs: SHORT_MS }), MOCK, KEY);
    expect(performance.now() - startedAt).toBeLessThan(SHORT_MS * 1.6);
    expect(found).toMatchObject({
      verdict: "unreachable",
      message: "Could not check: timed out after 0.3 s",
    });
    expect(found.request.url).toBe(origin + ACCOUNTS);
  });
});

describe("an answer that is not the service's", () => {
  test.each([
    [404, "application/json", "{}", "nothing at this address (404)"],
    [400, "application/json", "{}", "status 400"],
    [301, "text/plain", "", "a redirect (301)"],
    [200, "application/json", '{"data":{}}', "JSON of another shape"],
    [200, "application/json", "null", "JSON of another shape"],
    [200, "application/json", "[]", "JSON of another shape"],
    [200, "application/json", '{"data":[', "no JSON"],
    [204, "text/plain", "", "an empty answer"],
    [200, "text/plain", "x".repeat(300_000), "answer too large"],
  ])("%i %s %j is unexpected", async (status, type, body, got) => {
    const { origin } = await startHttp((_request, response) => {
      response.writeHead(status, { "content-type": type }).end(body);
    });
    expect(await testKey(egressTo(origin), MOCK, KEY)).toMatchObject({
      verdict: "unexpected",
      message: `The answer was not People.ai's: ${got}`,
    });
  });
});

describe("no answer is unreachable", () => {
  const notFound = () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
  const privately = async () => [{ address: "10.0.0.1", family: 4 }];

  test.each([
    ["name not found", notFound],
    ["address isn't public", privately],
  ])("%s", async (reason, resolve) => {
    const found = await testKey(egressTo("http://127.0.0.1:9", { resolve }), PRODUCTION, KEY);
    expect(found).toMatchObject({
      verdict: "unreachable",
      status: null,
      message: `Could not check: ${reason}`,
    });
    expect(found.request.url).toBe("https://api.people.ai/v0/public/teams?limit=1");
  });

  test("connection refused", async () => {
    const found = await testKey(egressTo(`http://127.0.0.1:${await freePort()}`), MOCK, KEY);
    expect(found.message).toBe("Could not check: connection refused");
  });

  test("certificate not trusted", async () => {
    const { origin } = await startHttp((_request, response) => response.end(), { tls: true });
    const found = await testKey(egressTo(origin), MOCK, KEY);
    expect(found.message).toBe("Could not check: certificate not trusted");
  });

  test("connection broke off", async () => {
    const origin = await startTcp((socket) => socket.end("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{"));
    const found = await testKey(egressTo(origin), MOCK, KEY);
    expect(found.message).toBe("Could not check: connection broke off");
  });

  test("a key that cannot be sent", async () => {
    const found = await testKey(egressTo("http://127.0.0.1:9"), MOCK, Secret.of("two\nlines"));
    expect(found.message).toBe("Could not check: the key holds characters that cannot be sent");
  });

  test("the service is down", async () => {
    const { origin } = await serving({ [TEAMS]: 503 });
    expect((await testKey(egressTo(origin), MOCK, KEY)).message).toBe(
      "Could not check: People.ai answered 503",
    );
  });
});

test("a test that is cancelled has no verdict", async () => {
  const controller = new AbortController();
  const { origin } = await startHttp(() => controller.abort());
  const tested = testKey(egressTo(origin), MOCK, KEY, controller.signal);
  expect(await failureCodeOf(tested)).toBe("cancelled");
});
