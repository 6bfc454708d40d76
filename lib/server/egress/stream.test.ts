import { once } from "node:events";
import { Readable } from "node:stream";
import { buffer, json, text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../../e2e/people-ai-emulator/emulator.ts";
import { Secret } from "../vault/secret.ts";
import { EgressError, type EgressFailure } from "./egress-error.ts";
import {
  egressTo,
  failureCodeOf,
  failureOf,
  KEY,
  KEY_TEXT,
  MOCK,
  PRODUCTION,
  startHttp,
  startTcp,
} from "./hostile-upstream.ts";
import { MASK } from "./mask.ts";

const GET_TEAMS = { method: "GET", path: "/teams?limit=1" } as const;
const PUT_EMAIL = { method: "PUT", path: "/activities/email" } as const;
/** Enough for a busy machine to answer in, and short enough to wait for. */
const SHORT_MS = 300;

/** The code of what breaks a body off, which holds the key in no way. */
async function failureOfBody(body: Readable): Promise<EgressFailure> {
  const error = await failureOf(buffer(body));
  if (!(error instanceof EgressError)) throw error;
  return error.code;
}

describe("a request", () => {
  test("carries a body piece by piece, and the answer comes while it is sent", async () => {
    const { origin, requests } = await startHttp((request, response) => request.pipe(response));
    const { promise: answered, resolve: goOn } = Promise.withResolvers<void>();
    // More than is held back in search of the key.
    const [first, second] = ["1".repeat(1_000), "2".repeat(1_000)];
    async function* body() {
      yield Buffer.from(first);
      await answered;
      yield Buffer.from(second);
    }
    const answer = await egressTo(origin).stream(MOCK, Secret.of("k"), { ...PUT_EMAIL, body: body() });
    let received = "";
    for await (const chunk of answer.body) {
      received += chunk;
      goOn();
    }
    expect(received).toBe(first + second);
    expect(requests[0]?.headers).toMatchObject({ "x-api-key": "k", "transfer-encoding": "chunked" });
  });

  test("whose length is known says so, and is refused where that is not its length", async () => {
    const { origin, requests } = await startHttp((request, response) => request.pipe(response));
    const egress = egressTo(origin);
    const five = () => Readable.from([Buffer.from("12345")]);
    const answer = await egress.stream(MOCK, KEY, { ...PUT_EMAIL, body: five(), bodyBytes: 5 });
    expect(await text(answer.body)).toBe("12345");
    expect(requests[0]?.headers["content-length"]).toBe("5");
    expect(requests[0]?.headers["transfer-encoding"]).toBeUndefined();
    const short = egress.stream(MOCK, KEY, { ...PUT_EMAIL, body: five(), bodyBytes: 6 });
    expect(await failureCodeOf(short)).toBe("broken");
  });

  test("is read no faster than the service takes it", async () => {
    const { origin } = await startHttp(() => {});
    let read = 0;
    async function* endless() {
      for (;;) {
        read += 1;
        yield Buffer.alloc(65_536);
      }
    }
    const sent = egressTo(origin, { limitMs: SHORT_MS }).stream(MOCK, KEY, { ...PUT_EMAIL, body: endless() });
    expect(await failureCodeOf(sent)).toBe("timeout");
    expect(read).toBeLessThan(500);
  });

  test("whose sender stands still is given up, and its connection ends", async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { origin } = await startHttp((request) => {
      request
        .on("error", () => {})
        .resume()
        .once("close", resolve);
    });
    const { promise: never } = Promise.withResolvers<void>();
    async function* stalling() {
      yield Buffer.from("half");
      await never;
    }
    const egress = egressTo(origin, { idleMs: SHORT_MS });
    const sent = egress.stream(MOCK, KEY, { ...PUT_EMAIL, body: stalling() });
    expect(await failureCodeOf(sent)).toBe("timeout");
    await closed;
  });

  test.each([
    ["header injected", { headers: { "X-Custom": "a\r\nX-API-Key: theirs" } }],
    ["path out of the base URL", { path: "/../x" }],
    ["path of another host", { path: "//evil.example/x" }],
    ["method that is none", { method: "CONNECT" as "GET" }],
    ["body where none belongs", { body: Readable.from([Buffer.from("x")]) }],
  ])("with a %s is refused", async (_what, change) => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const sent = egressTo(origin).stream(MOCK, KEY, { ...GET_TEAMS, ...change });
    expect(await failureCodeOf(sent)).toBe("invalid");
    expect(requests).toEqual([]);
  });

  test("carries nothing of the connection, of who is signed in, or another key", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const theirs = Object.fromEntries(
      ["X-API-Key", "x_api_key", "Cookie", "Authorization", "Upgrade", "TE", "X-Hop", "Host"].map((name) => [
        name,
        "theirs",
      ]),
    );
    const headers = { ...theirs, Connection: "X-Hop", "Transfer-Encoding": "chunked" };
    const answer = await egressTo(origin).stream(MOCK, KEY, { ...GET_TEAMS, headers });
    await buffer(answer.body);
    expect(JSON.stringify(requests[0]?.rawHeaders)).not.toContain("theirs");
    expect(requests[0]?.headers["x-api-key"]).toBe(KEY_TEXT);
  });

  test("to a private address sends nothing", async () => {
    const resolve = async () => [{ address: "10.0.0.8", family: 4 }];
    const sent = egressTo("http://127.0.0.1:9", { resolve }).stream(PRODUCTION, KEY, GET_TEAMS);
    expect(await failureCodeOf(sent)).toBe("private_address");
  });
});

describe("the answer", () => {
  test("of 200 MB waits for its reader, in memory that stays flat", { timeout: 30_000 }, async () => {
    const TOTAL = 200 * 1024 * 1024;
    const piece = Buffer.alloc(1024 * 1024, "row,");
    let written = 0;
    const { origin } = await startHttp((_request, response) => {
      const more = () => {
        while (written < TOTAL) {
          written += piece.length;
          if (!response.write(piece)) return;
        }
        response.end();
      };
      response.on("drain", more);
      more();
    });
    const { body } = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
    await once(body, "readable");
    // Whoever writes is stopped by the buffers in between, long before the end.
    expect(written).toBeLessThan(TOTAL / 4);
    let bytes = 0;
    let mostHeld = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      mostHeld = Math.max(mostHeld, written - bytes);
    }
    expect(bytes).toBe(TOTAL);
    expect(mostHeld).toBeLessThan(TOTAL / 4);
  });

  test("has the key masked, however it is cut into pieces", async () => {
    const { origin } = await startHttp(async (request, response) => {
      const key = String(request.headers["x-api-key"]);
      response.writeHead(200, { etag: key, "x-request-id": key });
      for (const form of [key, encodeURIComponent(key), Buffer.from(key).toString("base64")]) {
        for (const character of `<${form}>`) {
          response.write(character);
          await new Promise(setImmediate);
        }
      }
      response.end();
    });
    const answer = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
    expect(await text(answer.body)).toBe(`<${MASK}><${MASK}><${MASK}>`);
    expect(answer.headers.etag).toBe(MASK);
    expect(answer.traceId).toBeNull();
  });

  test("has every byte that was sent, whatever they are", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
        const { origin } = await startHttp((_request, response) => response.end(bytes));
        const { body } = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
        expect(new Uint8Array(await buffer(body))).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
  });

  test("has only safe headers, and its trace id from them", async () => {
    const { origin } = await startHttp((_request, response) => {
      const unsafe = { "set-cookie": "a=b", location: "https://evil.example", "x-secret": "c" };
      response.writeHead(302, { ...unsafe, connection: "close, x-hop", "x-hop": "d", "x-trace-id": "t-1" });
      response.end();
    });
    const { status, headers, traceId, body } = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
    await buffer(body);
    expect(status).toBe(302);
    expect(Object.keys(headers).sort()).toEqual(["date", "x-trace-id"]);
    expect(traceId).toBe("t-1");
  });

  test("that is a refusal of People.ai's comes as it is, and its trace id from the body", async () => {
    const emulator = await startEmulator();
    const egress = egressTo(emulator.url);
    for (const [key, path] of [
      ["demo-rejected", "/teams"],
      ["demo-activity", "/teams"],
      ["demo-valid", "/nothing"],
      ["demo-broken", "/teams"],
    ]) {
      const answer = await egress.stream(MOCK, Secret.of(key ?? ""), { method: "GET", path: path ?? "" });
      const body = (await json(answer.body)) as { id: string };
      expect(body.id).toMatch(/^[0-9a-f]{32}$/);
      expect(answer.traceId).toBe(body.id);
    }
    await emulator.close();
  });

  const ID = `{"id":"trace-1","more":"`;
  test.each([
    ["is longer than is held", () => `${ID}${"x".repeat(100_000)}"}`, null],
    ["is just as long as is held", () => `${ID}${"x".repeat(65_536 - ID.length - 2)}"}`, null],
    ["is a little shorter", () => `${ID}${"x".repeat(65_536 - ID.length - 3)}"}`, "trace-1"],
    ["has none", () => `{"message":"no"}`, null],
    ["has the key for one", () => JSON.stringify({ id: KEY_TEXT }), null],
    ["is no JSON", () => `${ID}`, null],
    ["is empty", () => "", null],
  ])("that is an error whose body %s comes whole", async (_what, make, expected) => {
    const sent = make();
    const { origin } = await startHttp((_request, response) => {
      response.writeHead(422, { "content-type": "application/json" }).end(sent);
    });
    const answer = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
    expect(answer.traceId).toBe(expected);
    expect(await text(answer.body)).toBe(sent.replace(JSON.stringify(KEY_TEXT), `"${MASK}"`));
  });

  test("that is an error whose body takes its time is not waited for", async () => {
    const { promise: seen, resolve: goOn } = Promise.withResolvers<void>();
    const { origin } = await startHttp(async (_request, response) => {
      response.writeHead(500, { "content-type": "application/json" }).write(ID);
      await seen;
      response.end('"}');
    });
    const answer = await egressTo(origin, { limitMs: SHORT_MS }).stream(MOCK, KEY, GET_TEAMS);
    expect(answer).toMatchObject({ status: 500, traceId: null });
    goOn();
    expect(await text(answer.body)).toBe(`${ID}"}`);
  });

  test.each([200, 500])("with %i that breaks off before anybody reads it says so then", async (status) => {
    const { origin } = await startHttp((_request, response) => {
      response.writeHead(status, { "content-type": "application/json" }).write(ID);
      setImmediate(() => response.destroy());
    });
    const { body } = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
    // Nobody listens to its error, as while a verdict is being written.
    if (!body.closed) await new Promise((resolve) => body.once("close", resolve));
    expect(body.errored).toMatchObject({ name: "EgressError", code: "broken" });
  });

  test("of which nothing is taken any more ends, and so does its request", async () => {
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { origin } = await startHttp((_request, response) => {
      response.once("close", resolve);
      const more = () => {
        while (response.write(Buffer.alloc(65_536, "row,")));
      };
      response.on("drain", more);
      more();
    });
    const { body } = await egressTo(origin, { idleMs: SHORT_MS }).stream(MOCK, KEY, GET_TEAMS);
    const ended = once(body, "error");
    // A reader that is slow is no reader that has left.
    for (let count = 0; count < 6; count += 1) {
      await once(body, "readable");
      expect(body.read()).not.toBeNull();
      await new Promise((resolve) => setTimeout(resolve, SHORT_MS / 3));
    }
    const [error] = await ended;
    expect(error.code).toBe("cancelled");
    await closed;
  });

  test("may take longer than its head may, as long as it moves", async () => {
    const { origin } = await startHttp((_request, response) => {
      response.write("0");
      let count = 0;
      const timer = setInterval(() => {
        count += 1;
        response.write(String(count % 10));
        if (count < 15) return;
        clearInterval(timer);
        response.end();
      }, 40);
    });
    const { body } = await egressTo(origin, { limitMs: SHORT_MS }).stream(MOCK, KEY, GET_TEAMS);
    expect(await text(body)).toBe("0123456789012345");
  });
});

describe("a server that does not play by the rules", () => {
  test("hangs before it answers: timeout", async () => {
    const origin = await startTcp(() => {});
    const sent = egressTo(origin, { limitMs: SHORT_MS }).stream(MOCK, KEY, GET_TEAMS);
    expect(await failureCodeOf(sent)).toBe("timeout");
  });

  test("hangs within the body: the body breaks off with a timeout", async () => {
    const origin = await startTcp((socket) => socket.write("HTTP/1.1 200 OK\r\n\r\nhalf"));
    const { body } = await egressTo(origin, { idleMs: SHORT_MS }).stream(MOCK, KEY, GET_TEAMS);
    expect(await failureOfBody(body)).toBe("timeout");
  });

  test.each([
    ["promises more than it sends", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"],
    ["ends within a chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhalf"],
    ["ends before the last chunk", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n"],
  ])("%s: the body breaks off, and is never taken for a whole one", async (_how, reply) => {
    const origin = await startTcp((socket) => socket.end(reply));
    const { body } = await egressTo(origin).stream(MOCK, KEY, GET_TEAMS);
    expect(await failureOfBody(body)).toBe("broken");
  });

  test.each([
    ["names a length and chunks", "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\nshort"],
    ["names two lengths", "Content-Length: 4\r\nContent-Length: 5\r\n\r\nshort"],
    ["compresses although not asked to", "Content-Encoding: br\r\n\r\nx"],
  ])("%s: broken", async (_how, reply) => {
    const origin = await startTcp((socket) => socket.end(`HTTP/1.1 200 OK\r\n${reply}`));
    expect(await failureCodeOf(egressTo(origin).stream(MOCK, KEY, GET_TEAMS))).toBe("broken");
  });

  test("has a status that no client takes: broken", async () => {
    const origin = await startTcp((socket) => socket.end("HTTP/1.1 999 No\r\nContent-Length: 0\r\n\r\n"));
    expect(await failureCodeOf(egressTo(origin).stream(MOCK, KEY, GET_TEAMS))).toBe("broken");
  });

  test("sends a bomb: nothing of it is read", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    const { origin } = await startHttp((_request, response) => {
      response.once("close", resolve);
      response.writeHead(200, { "content-encoding": "gzip" });
      response.write(bomb);
    });
    expect(await failureCodeOf(egressTo(origin).stream(MOCK, KEY, GET_TEAMS))).toBe("broken");
    await closed;
  });

  test("answers before it has read everything: that is the answer", async () => {
    const { origin } = await startHttp((_request, response) => response.writeHead(413).end("enough"));
    async function* endless() {
      for (;;) yield Buffer.alloc(65_536);
    }
    const answer = await egressTo(origin).stream(MOCK, KEY, { ...PUT_EMAIL, body: endless() });
    expect(answer.status).toBe(413);
    answer.body.destroy();
  });
});

describe("giving up", () => {
  test("before: nothing is sent", async () => {
    const { origin, requests } = await startHttp((_request, response) => response.end());
    const sent = egressTo(origin).stream(MOCK, KEY, { ...GET_TEAMS, signal: AbortSignal.abort() });
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
    const sent = egressTo(origin).stream(MOCK, KEY, { ...GET_TEAMS, signal: controller.signal });
    expect(await failureCodeOf(sent)).toBe("cancelled");
    await closed;
  });

  test.each(["by its signal", "by letting go of the body"])(
    "within the body, %s: the connection ends",
    async (how) => {
      const controller = new AbortController();
      const { promise: closed, resolve } = Promise.withResolvers<void>();
      const { origin } = await startHttp((_request, response) => {
        response.once("close", resolve);
        response.write("half");
      });
      const sent = { ...GET_TEAMS, signal: controller.signal };
      const { body } = await egressTo(origin).stream(MOCK, Secret.of("k"), sent);
      if (how === "by its signal") {
        controller.abort();
        expect(await failureOfBody(body)).toBe("cancelled");
      } else {
        body.destroy();
      }
      await closed;
    },
  );
});
