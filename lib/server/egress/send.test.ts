import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../../e2e/people-ai-emulator/emulator.ts";
import { Secret } from "../vault/secret.ts";
import {
  egressTo,
  failureCodeOf,
  freePort,
  KEY,
  KEY_TEXT,
  MOCK,
  PRODUCTION,
  startHttp,
  startTcp,
  withBaseUrl,
} from "./hostile-upstream.ts";
import { MASK } from "./mask.ts";

const GET_TEAMS = { method: "GET", path: "/teams?limit=1" } as const;
const NOWHERE = "http://127.0.0.1:9";
/** Enough for a busy machine to answer in, and short enough to wait for. */
const SHORT_MS = 300;

describe("a request", () => {
  test("goes to the base URL's path at the emulator, with the key in the connector's header", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end("ok"));
    const egress = egressTo(origin);
    const answer = await egress.send(MOCK, KEY, GET_TEAMS);
    expect(requests[0]?.url).toBe("/v0/public/teams?limit=1");
    expect(requests[0]?.headers["x-api-key"]).toBe(KEY_TEXT);
    expect(requests[0]?.headers["accept-encoding"]).toBe("identity");
    expect(answer).toMatchObject({ status: 200, body: "ok", url: `${origin}/v0/public/teams?limit=1` });
    expect(egress.urlOf(MOCK, "/teams?limit=1")).toBe(answer.url);
  });

  test("carries a body", async () => {
    const { origin, requests } = await startHttp((request, response) => request.pipe(response));
    const put = { method: "PUT", path: "/activities/email", body: '{"subject":"Grüße"}' } as const;
    const { body } = await egressTo(origin).send(MOCK, KEY, put);
    expect(body).toBe('{"subject":"Grüße"}');
    expect(requests[0]?.headers["content-type"]).toBe("application/json");
  });

  test("drops what the caller must not say, and keeps the rest", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    await egressTo(origin).send(MOCK, KEY, {
      ...GET_TEAMS,
      headers: {
        "X-API-Key": "theirs",
        "x-api-KEY": "theirs",
        X_API_Key: "theirs",
        Authorization: "Bearer theirs",
        "Proxy-Authorization": "theirs",
        Cookie: "theirs",
        Host: "theirs.example",
        Connection: "close, X-Hop",
        "X-Hop": "theirs",
        "Transfer-Encoding": "chunked",
        TE: "trailers",
        Upgrade: "theirs",
        "X-Forwarded-For": "theirs",
        "Accept-Encoding": "gzip",
        "Content-Length": "5",
        Accept: "text/csv",
        "X-Custom": "kept",
      },
    });
    const headers = requests[0]?.headers ?? {};
    expect(JSON.stringify(headers)).not.toContain("theirs");
    expect(headers).toMatchObject({
      "x-api-key": KEY_TEXT,
      host: origin.slice("http://".length),
      "accept-encoding": "identity",
      accept: "text/csv",
      "x-custom": "kept",
    });
  });

  test.each([
    ["value", { "X-Custom": "a\r\nX-API-Key: theirs" }],
    ["value", { "X-Custom": "a\0" }],
    ["name", { "X-Custom: a\r\nX-Other": "b" }],
  ])("with a header injected through a %s is refused", async (_where, headers) => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const sent = egressTo(origin).send(MOCK, KEY, { ...GET_TEAMS, headers });
    expect(await failureCodeOf(sent)).toBe("invalid");
    expect(requests).toEqual([]);
  });

  test.each([
    "line\r\nbreak-in-a-key",
    "nul\0in-a-key",
    "schlüssel-mit-umlaut",
    " space-before",
    "space-after ",
    "k".repeat(4097),
  ])("with a key that no header can carry is refused: %j", async (keyText) => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const sent = egressTo(origin).send(MOCK, Secret.of(keyText), GET_TEAMS);
    expect(await failureCodeOf(sent, keyText)).toBe("invalid");
    expect(requests).toEqual([]);
  });

  test("with a path out of the base URL, or a method that is none, is refused", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const egress = egressTo(origin);
    expect(await failureCodeOf(egress.send(MOCK, KEY, { method: "GET", path: "/../x" }))).toBe("invalid");
    const connect = { method: "CONNECT" as "GET", path: "/teams" };
    expect(await failureCodeOf(egress.send(MOCK, KEY, connect))).toBe("invalid");
    expect(requests).toEqual([]);
  });

  test("to an environment that the connector does not have is refused", async () => {
    const target = { ...MOCK, environment: "constructor" };
    expect(await failureCodeOf(egressTo(NOWHERE).send(target, KEY, GET_TEAMS))).toBe("invalid");
  });
});

describe("the answer", () => {
  test("of a redirect is the redirect: the second host is never contacted", async () => {
    const second = await startHttp((_request, response) => response.end());
    const first = await startHttp((_request, response) => {
      response.writeHead(307, { location: `${second.origin}/v0/public/teams` }).end();
    });
    const answer = await egressTo(first.origin).send(MOCK, KEY, GET_TEAMS);
    expect(answer.status).toBe(307);
    expect(answer.headers).not.toHaveProperty("location");
    expect(second.requests).toEqual([]);
  });

  test("has only safe headers", async () => {
    const { origin } = await startHttp((_request, response) => {
      response
        .writeHead(200, { "set-cookie": "a=b", "x-secret": "c", etag: '"d"', "retry-after": "5" })
        .end();
    });
    const { headers } = await egressTo(origin).send(MOCK, KEY, GET_TEAMS);
    expect(Object.keys(headers).sort()).toEqual(["date", "etag", "retry-after"]);
  });

  test("has the key masked in body and headers", async () => {
    const { origin } = await startHttp((request, response) => {
      const key = String(request.headers["x-api-key"]);
      response.writeHead(401, { etag: key, "x-request-id": encodeURIComponent(key) });
      const parts = { key, base64: Buffer.from(key).toString("base64"), url: encodeURIComponent(key) };
      response.end(JSON.stringify({ ...parts, id: key }));
    });
    const answer = await egressTo(origin).send(MOCK, KEY, GET_TEAMS);
    expect(answer.headers).toMatchObject({ etag: MASK, "x-request-id": MASK });
    expect(JSON.parse(answer.body)).toEqual({ key: MASK, base64: MASK, url: MASK, id: MASK });
    expect(answer.traceId).toBeNull();
  });

  test("of the emulator's echo has no key anywhere", async () => {
    const emulator = await startEmulator();
    const keyText = "demo-echo-5f1c7a";
    const answer = await egressTo(emulator.url).send(MOCK, Secret.of(keyText), GET_TEAMS);
    await emulator.close();
    expect(answer.status).toBe(401);
    expect(answer.body).toContain(MASK);
    expect(JSON.stringify(answer)).not.toContain(keyText);
  });

  test.each([
    ["the id of an error body", 500, {}, '{"id":"0f9a3c"}', "0f9a3c"],
    ["a header", 200, { "x-request-id": "req-1" }, '{"id":"row-1"}', "req-1"],
    ["a header, where the id is no id", 500, { "x-trace-id": "t-1" }, '{"id":"<script>"}', "t-1"],
    ["nothing, where it is too long", 500, {}, JSON.stringify({ id: "a".repeat(129) }), null],
    ["nothing, where there is none", 200, {}, '{"id":"row-1"}', null],
  ])("takes its trace id from %s", async (_where, status, headers, body, traceId) => {
    const { origin } = await startHttp((_request, response) => response.writeHead(status, headers).end(body));
    expect((await egressTo(origin).send(MOCK, KEY, GET_TEAMS)).traceId).toBe(traceId);
  });

  test("without a length or chunks ends where the connection ends", async () => {
    const origin = await startTcp((socket) => socket.end("HTTP/1.1 200 OK\r\n\r\nwhole"));
    expect((await egressTo(origin).send(MOCK, KEY, GET_TEAMS)).body).toBe("whole");
  });
});

describe("a server that does not play by the rules", () => {
  const send = (origin: string, limitMs?: number) =>
    egressTo(origin, limitMs === undefined ? {} : { limitMs }).send(MOCK, KEY, GET_TEAMS);

  test("hangs before it answers: timeout", async () => {
    const origin = await startTcp(() => {});
    expect(await failureCodeOf(send(origin, SHORT_MS))).toBe("timeout");
  });

  test("hangs within the body: timeout", async () => {
    const origin = await startTcp((socket) =>
      socket.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf"),
    );
    expect(await failureCodeOf(send(origin, SHORT_MS))).toBe("timeout");
  });

  test("drips byte by byte: timeout all the same", async () => {
    const origin = await startTcp((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const timer = setInterval(() => socket.write("x"), 10);
      socket.once("close", () => clearInterval(timer));
    });
    const startedAt = performance.now();
    expect(await failureCodeOf(send(origin, SHORT_MS))).toBe("timeout");
    expect(performance.now() - startedAt).toBeLessThan(SHORT_MS * 5);
  });

  test("sends 10 MB: too large", async () => {
    const { origin } = await startHttp((_request, response) => response.end(Buffer.alloc(10_000_000, "x")));
    expect(await failureCodeOf(send(origin))).toBe("too-large");
  });

  test("sends without end and without a length: too large", async () => {
    const { origin } = await startHttp((_request, response) => {
      const more = () => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536, "x")));
      };
      response.on("drain", more);
      more();
    });
    expect(await failureCodeOf(send(origin))).toBe("too-large");
  });

  test.each([
    ["promises more than it sends", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"],
    ["ends within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"],
    ["ends before the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
    ["names two lengths", "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nshort"],
    ["names a length that is none", "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nshort"],
    [
      "names a length and chunks",
      "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nshort",
    ],
    ["sends a header without end", `HTTP/1.1 200 OK\r\nX-Long: ${"x".repeat(100_000)}`],
    ["speaks no HTTP", "220 mail.example ESMTP\r\n"],
    ["says nothing", ""],
    ["changes protocols", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n"],
  ])("%s: broken", async (_how, text) => {
    const origin = await startTcp((socket) => socket.end(text));
    expect(await failureCodeOf(send(origin))).toBe("broken");
  });

  test("promises less than it sends: the rest is not read", async () => {
    const origin = await startTcp((socket) =>
      socket.end("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok and more"),
    );
    expect((await send(origin)).body).toBe("ok");
  });

  test("drops the connection: broken", async () => {
    const origin = await startTcp((socket) => socket.resetAndDestroy());
    expect(await failureCodeOf(send(origin))).toBe("broken");
  });

  test.each([600, 999])("has the status %i, which no client takes: broken", async (status) => {
    const origin = await startTcp((socket) =>
      socket.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`),
    );
    expect(await failureCodeOf(egressTo(origin).send(MOCK, KEY, GET_TEAMS))).toBe("broken");
  });

  test("compresses although not asked to: broken", async () => {
    const { origin } = await startHttp((_request, response) => {
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync('{"data":[]}'));
    });
    expect(await failureCodeOf(send(origin))).toBe("broken");
  });

  test("is not there: refused", async () => {
    expect(await failureCodeOf(send(`http://127.0.0.1:${await freePort()}`))).toBe("refused");
  });

  test("has a certificate that nobody vouches for: tls, and nothing was sent", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end(), { tls: true });
    expect(await failureCodeOf(send(origin))).toBe("tls");
    expect(requests).toEqual([]);
  });

  test("has no TLS where it should: tls", async () => {
    const origin = await startTcp((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    expect(await failureCodeOf(send(origin.replace("http:", "https:")))).toBe("tls");
  });
});

describe("where a name leads", () => {
  const v4 = (address: string) => ({ address, family: 4 });

  test.each([
    ["this machine", [v4("127.0.0.1")]],
    ["a private network", [v4("10.0.0.8")]],
    ["a public and a private address", [v4("93.184.215.14"), v4("192.168.1.1")]],
    ["a private address within IPv6", [{ address: "::ffff:10.0.0.8", family: 6 }]],
  ])("to %s: private_address", async (_where, addresses) => {
    const egress = egressTo(NOWHERE, { resolve: async () => addresses });
    expect(await failureCodeOf(egress.send(PRODUCTION, KEY, GET_TEAMS))).toBe("private_address");
  });

  test.each([
    "https://127.0.0.1/v0",
    "https://2130706433/v0",
    "https://[::1]/v0",
    "https://[::ffff:10.0.0.1]/v0",
  ])("a base URL that is a private address already: %s", async (baseUrl) => {
    const sent = egressTo(NOWHERE).send(withBaseUrl(baseUrl), KEY, GET_TEAMS);
    expect(await failureCodeOf(sent)).toBe("private_address");
  });

  test("an emulator of one environment opens no other", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const egress = egressTo(origin, { resolve: async () => [v4("127.0.0.1")] });
    expect(await failureCodeOf(egress.send(PRODUCTION, KEY, GET_TEAMS))).toBe("private_address");
    const staging = { ...PRODUCTION, environment: "staging" };
    expect(await failureCodeOf(egress.send(staging, KEY, GET_TEAMS))).toBe("private_address");
    expect(requests).toEqual([]);
  });

  test("a base URL without TLS is refused", async () => {
    const sent = egressTo(NOWHERE).send(withBaseUrl("http://api.people.ai/v0"), KEY, GET_TEAMS);
    expect(await failureCodeOf(sent)).toBe("invalid");
  });

  test("nowhere: dns", async () => {
    const resolve = async () => Promise.reject(Object.assign(new Error("no"), { code: "ENOTFOUND" }));
    expect(await failureCodeOf(egressTo(NOWHERE, { resolve }).send(PRODUCTION, KEY, GET_TEAMS))).toBe("dns");
  });

  test("a resolver that never answers: timeout", async () => {
    const egress = egressTo(NOWHERE, { resolve: () => new Promise(() => {}), limitMs: SHORT_MS });
    expect(await failureCodeOf(egress.send(PRODUCTION, KEY, GET_TEAMS))).toBe("timeout");
  });
});

describe("cancelling", () => {
  test("before: nothing is sent", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const sent = egressTo(origin).send(MOCK, KEY, { ...GET_TEAMS, signal: AbortSignal.abort() });
    expect(await failureCodeOf(sent)).toBe("cancelled");
    expect(requests).toEqual([]);
  });

  test("while the other side thinks: the connection ends", async () => {
    const controller = new AbortController();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { origin } = await startHttp((_request, response) => {
      response.once("close", resolve);
      controller.abort();
    });
    const sent = egressTo(origin).send(MOCK, KEY, { ...GET_TEAMS, signal: controller.signal });
    expect(await failureCodeOf(sent)).toBe("cancelled");
    await closed;
  });

  test("while a name is looked up", async () => {
    const controller = new AbortController();
    const resolve = () => {
      controller.abort();
      return new Promise<never>(() => {});
    };
    const egress = egressTo(NOWHERE, { resolve });
    const sent = egress.send(PRODUCTION, KEY, { ...GET_TEAMS, signal: controller.signal });
    expect(await failureCodeOf(sent)).toBe("cancelled");
  });
});

test("a caller may shorten the limit, and never lengthen it", async () => {
  const origin = await startTcp(() => {});
  const egress = egressTo(origin, { limitMs: SHORT_MS });
  const longer = egress.send(MOCK, KEY, { ...GET_TEAMS, timeoutMs: 60_000 });
  await expect(longer).rejects.toMatchObject({ code: "timeout", reason: "timed out after 0.3 s" });
  const shorter = egress.send(MOCK, KEY, { ...GET_TEAMS, timeoutMs: 100 });
  await expect(shorter).rejects.toMatchObject({ code: "timeout", reason: "timed out after 0.1 s" });
});

test("connections are used again, each answer going to who asked", async () => {
  const { origin, requests } = await startHttp((request, response) => response.end(request.url));
  const egress = egressTo(origin);
  for (let count = 0; count < 5; count += 1) {
    const { body } = await egress.send(MOCK, KEY, { method: "GET", path: `/teams/${count}` });
    expect(body).toBe(`/v0/public/teams/${count}`);
  }
  expect(new Set(requests.map(({ socket }) => socket.remotePort)).size).toBeLessThan(requests.length);
});
