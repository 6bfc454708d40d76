import { once } from "node:events";
import {
  createServer,
  request as httpRequest,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from "node:http";
import { type AddressInfo, connect } from "node:net";
import { request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import { Tessera } from "../tessera.ts";
import { type Credential, createCredential, unique } from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { type Answer, cookieOf, exchange, type RawRequest } from "./exchange.ts";
import { addHouse, addMember, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { expectToStop } from "./stopping.ts";
import { apiWith, createToken } from "./tokens.ts";

const JSON_TYPE = { "content-type": "application/json" };
const newEmailActivity = () => ({
  external_id: unique(),
  from: "ada@example.com",
  to: ["grace@example.com"],
  subject: "Next steps",
  timestamp: 1_700_000_000,
});

test.describe("Through a credential", () => {
  let key: string;
  let id: string;
  let headers: Record<string, string>;

  test.beforeEach(async ({ api, ownerState }) => {
    key = `demo-valid-${unique()}`;
    ({ id } = await createCredential(api, { apiKey: key }));
    headers = { cookie: cookieOf(ownerState) };
  });

  const send = (tessera: Tessera, path: string, more: Partial<RawRequest> = {}) =>
    exchange(tessera.url, {
      method: "GET",
      path: `/api/v1/credentials/${id}/proxy${path}`,
      ...more,
      headers: { ...headers, ...more.headers },
    });

  test("rows come, with method, path and query as they were sent, and the key that nobody else sees", async ({
    tessera,
  }) => {
    const path = "/teams?limit=1&x=1&x=%2F..%2f&nxtPa=b&plus=a+b&empty&e=";
    const answer = await send(tessera, path);
    expect(answer.status()).toBe(200);
    expect(JSON.parse(await answer.text()).data).toHaveLength(1);
    const requests = await receivedWith(tessera, key);
    expect(requests.map(({ method, path }) => [method, path])).toEqual([["GET", `/v0/public${path}`]]);
    expect(answer.raw).not.toContain(key);
  });

  test("a browser gets a file that it keeps nowhere, and no document of ours", async ({ tessera }) => {
    const answer = await send(tessera, "/teams?limit=1");
    expect(answer.headers()).toMatchObject({
      "cache-control": "no-store",
      "content-disposition": "attachment",
      "content-type": "application/json",
      "x-content-type-options": "nosniff",
    });
    expect(answer.headers()["content-security-policy"]).toMatch(/default-src 'none'.*sandbox/s);
    expect(answer.headers()["tessera-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
  });

  test("records are written, in one piece or in many", async ({ tessera }) => {
    const body = Buffer.from(JSON.stringify(newEmailActivity()));
    const put = { method: "PUT", headers: JSON_TYPE } as const;
    const whole = { ...JSON_TYPE, "content-length": String(body.length) };
    expect((await send(tessera, "/activities/email", { ...put, headers: whole, body })).status()).toBe(200);
    const pieces = [body.subarray(0, 5), body.subarray(5)];
    expect((await send(tessera, "/activities/email", { ...put, body: pieces })).status()).toBe(200);
    const [first, second] = await receivedWith(tessera, key);
    expect(first?.headers["content-length"]).toBe(String(body.length));
    expect(second?.headers["transfer-encoding"]).toBe("chunked");
  });

  test("the service's refusals are the service's, with every method", async ({ tessera }) => {
    for (const method of ["POST", "PATCH", "DELETE"]) {
      const answer = await send(tessera, "/teams", { method });
      expect(answer.status()).toBe(405);
      expect(answer.headers()["content-type"]).toBe("application/json");
      // What the service's support asks for.
      expect(answer.headers()["tessera-trace-id"]).toBe(JSON.parse(await answer.text()).id);
    }
    const head = await send(tessera, "/teams", { method: "HEAD" });
    expect(await head.text()).toBe("");
    expect((await receivedWith(tessera, key)).map(({ method }) => method)).toEqual([
      "POST",
      "PATCH",
      "DELETE",
      "HEAD",
    ]);
  });

  test("nothing goes out but what is said of the request itself", async ({ tessera }) => {
    const theirs = [
      "X-API-Key",
      "x_api_key",
      "Forwarded",
      "X-Forwarded-For",
      "X-Forwarded-Host",
      "X-Real-IP",
      "TE",
      "Via",
      "Proxy-Authorization",
      "Referer",
      "X-Anything",
      "User-Agent",
      "Accept-Encoding",
      "Tessera-Raw-Target",
      // Of a key that is repeated, each range would show a part.
      "Range",
      "If-Range",
      "X-Hop",
    ];
    const sent = Object.fromEntries(theirs.map((name) => [name, "theirs"]));
    const answer = await send(tessera, "/teams?limit=1", {
      headers: { ...sent, Connection: "close, X-Hop", Accept: "text/csv", "If-None-Match": '"e"' },
    });
    expect(answer.status()).toBe(200);
    const [received] = await receivedWith(tessera, key);
    expect(JSON.stringify(received)).not.toContain("theirs");
    expect(received?.path).toBe("/v0/public/teams?limit=1");
    expect(received?.headers).toMatchObject({ accept: "text/csv", "if-none-match": '"e"' });
    expect(received?.headers).not.toHaveProperty("cookie");
    expect(received?.headers).not.toHaveProperty("authorization");
  });

  const outside = [
    "/../x",
    "/../../key",
    "/a/../b",
    "/./a",
    "/a/.",
    "/..",
    "/..;x/a",
    "/%2e%2e/key",
    "/a/%2E%2E/b",
    "/%252e%252e/a",
    "/..%2f..%2fkey",
    "/a%2fb",
    "/a%5cb",
    "/a\\b",
    "/\\evil.example/a",
    "//evil.example/a",
    "/a//b",
    "/http://evil.example/x",
    "//",
    "/a#b",
    "/a%00b",
    "/a%0d%0aX-API-Key:%20theirs",
    "/%zz",
    "/%c0%ae%c0%ae/a",
    "/%E4",
  ];
  test("what could lead anywhere but under the base URL is refused, and nothing is sent", async ({
    tessera,
  }) => {
    for (const path of outside) {
      await test.step(path, async () => {
        await expectInvalid(await send(tessera, path), "path");
        await expectInvalid(await send(tessera, path, { method: "POST" }), "path");
      });
    }
    const around = [
      `http://evil.example/api/v1/credentials/${id}/proxy/teams`,
      `//evil.example/api/v1/credentials/${id}/proxy/teams`,
      `/api/v1/./credentials/${id}/proxy/teams`,
      `/api/v1/credentials/x/../${id}/proxy/teams`,
      `/api/v1/credentials/${id}/x/../proxy/teams`,
      `/api/v1/credentials/${id}/proxy%2fteams`,
    ];
    for (const path of around) {
      const answer = await exchange(tessera.url, { method: "GET", path, headers });
      expect([308, 400, 404, 421, 422], path).toContain(answer.status());
    }
    expect(await receivedWith(tessera, key)).toEqual([]);
    // Nor does it take a turn from what may be sent.
    expect(await tessera.sql(`SELECT 1 FROM "ServiceTurn" WHERE "credentialId" = $1`, [id])).toEqual([]);
  });

  const raw = async (tessera: Tessera, text: string): Promise<string> => {
    const socket = connect(Number(new URL(tessera.url).port), "127.0.0.1");
    socket.write(text);
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk));
    socket.on("error", () => {});
    await once(socket, "close");
    return answer;
  };

  test("requests of two lengths, of an upgrade and with broken headers are not sent", async ({ tessera }) => {
    const head = (method: string, lines: string[]) =>
      [
        `${method} /api/v1/credentials/${id}/proxy/teams HTTP/1.1`,
        `Host: ${new URL(tessera.url).host}`,
        `Cookie: ${headers.cookie}`,
        ...lines,
        "",
        "",
      ].join("\r\n");
    const shapes = [
      head("POST", ["Content-Length: 5", "Transfer-Encoding: chunked"]),
      head("POST", ["Content-Length: 5", "Content-Length: 6"]),
      head("POST", ["Transfer-Encoding: chunked, identity"]),
      head("POST", ["Content-Length : 5"]),
      head("GET", ["Content-Type: a\rX-Injected: b"]),
      head("GET", [`X-Long: ${"x".repeat(20_000)}`]),
      `${head("GET", ["Content-Length: 5", "Connection: close"])}12345`,
    ];
    for (const shape of shapes) {
      const answer = await raw(tessera, shape);
      expect(answer, shape.slice(0, 500)).toMatch(/^HTTP\/1\.1 4/);
    }
    const upgraded = await raw(tessera, head("GET", ["Connection: Upgrade, close", "Upgrade: websocket"]));
    expect(upgraded).not.toMatch(/^HTTP\/1\.1 101/);
    expect((await receivedWith(tessera, key)).filter(({ headers }) => "upgrade" in headers)).toEqual([]);
    expect((await receivedWith(tessera, key)).filter(({ method }) => method === "POST")).toEqual([]);
  });

  test("an answer that repeats the key says it is masked, in head and body", async ({ api, tessera }) => {
    const echoed = `demo-echo-${unique()}`;
    ({ id } = await createCredential(api, { apiKey: echoed }));
    const answer = await send(tessera, "/teams");
    expect(answer.status()).toBe(401);
    expect(answer.raw).not.toContain(echoed);
    expect(await answer.text()).toContain("[masked]");
    // What it says of the key is a verdict.
    expect((await (await api.get(`/api/v1/credentials/${id}`)).json()).verdict).toBe("rejected");
  });

  test("a redirect is the answer, and says not where to", async ({ api, tessera }) => {
    ({ id } = await createCredential(api, { apiKey: `demo-redirect-${unique()}` }));
    const answer = await send(tessera, "/teams");
    expect(answer.status()).toBe(302);
    expect(answer.headers()).not.toHaveProperty("location");
  });

  test("a page of another site cannot send", async ({ tessera }) => {
    const headers = { "sec-fetch-site": "cross-site", origin: "http://evil.example" };
    await expectProblem(await send(tessera, "/teams", { headers }), 403, "cross_site");
    await expectProblem(await send(tessera, "/teams", { method: "POST", headers }), 403, "cross_site");
    expect(await receivedWith(tessera, key)).toEqual([]);
  });

  test("a use is noted, and a key that cannot be opened is not used", async ({ api, tessera }) => {
    expect((await send(tessera, "/teams?limit=1")).status()).toBe(200);
    const credential: Credential = await (await api.get(`/api/v1/credentials/${id}`)).json();
    expect(credential.verdict).toBe("valid");
    await tessera.sql(`UPDATE "Credential" SET "sealedKey" = "sealedKey" || 'A' WHERE id = $1`, [id]);
    await expectProblem(await send(tessera, "/teams"), 409, "unreadable");
  });
});

test.describe("Who may send through a credential", () => {
  test("members may, a viewer may not, and to another organization it does not exist", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const path = `/api/v1/credentials/${id}/proxy/teams?limit=1`;
    const organization = await firstOrganization(tessera);
    const viewer = await addMember(tessera, organization, "viewer");
    await expectProblem(await viewer.api.get(path), 403, "forbidden");
    const member = await addMember(tessera, organization, "member");
    expect((await member.api.get(path)).status()).toBe(200);
    const stranger = await addHouse(tessera);
    await expectProblem(await stranger.api.get(path), 404, "not_found");
    await expectProblem(await api.get(path.replace(id, uuidv7())), 404, "not_found");
    for (const person of [viewer, member, stranger]) await person.api.dispose();
  });

  test("a token may with the scope, and with what it is limited to", async ({ anonymous, api, tessera }) => {
    const [{ id }, other] = [await createCredential(api), await createCredential(api)];
    const path = `/api/v1/credentials/${id}/proxy/teams?limit=1`;
    await expectProblem(await anonymous.get(path), 401, "signed_out");
    const tryWith = async (changes: Record<string, unknown>): Promise<Answer> => {
      const { token } = await createToken(api, changes);
      return (await apiWith(tessera, token)).get(path);
    };
    expect((await tryWith({ scopes: ["credentials:use"] })).status()).toBe(200);
    expect((await tryWith({ credentialIds: [id] })).status()).toBe(200);
    const without = ["credentials:read", "credentials:write", "integrations:read", "integrations:write"];
    await expectProblem(await tryWith({ scopes: without }), 403, "forbidden");
    await expectProblem(await tryWith({ credentialIds: [other.id] }), 404, "not_found");
  });
});

test.describe("A service that does not play by the rules", () => {
  let service: Server;
  let answerWith: RequestListener = (_request, response) => response.end();
  const asked: IncomingMessage[] = [];
  let hostile: Tessera;
  let cookie: string;
  let path: string;

  test.beforeAll(async () => {
    service = createServer((request, response) => {
      asked.push(request);
      answerWith(request, response);
    });
    service.listen(0, "127.0.0.1");
    await once(service, "listening");
    const { port } = service.address() as AddressInfo;
    hostile = await Tessera.start({
      TESSERA_EMULATE: "people-ai/mock",
      TESSERA_EMULATOR_URL: `http://127.0.0.1:${port}`,
    });
    const visitor = await request.newContext({ baseURL: hostile.url });
    expect((await visitor.post("/api/v1/owner", { data: owner })).status()).toBe(201);
    const { id } = await createCredential(visitor);
    cookie = cookieOf(await visitor.storageState());
    path = `/api/v1/credentials/${id}/proxy/anything`;
    await visitor.dispose();
  });

  test.afterAll(async () => {
    await hostile.dispose();
    service.closeAllConnections();
    service.close();
  });

  const get = (signal?: AbortSignal) =>
    exchange(hostile.url, { method: "GET", path, headers: { cookie }, ...(signal && { signal }) });

  test("sends a page with cookies: neither takes effect here, and its trace id is told", async () => {
    answerWith = (_request, response) => {
      const active = { "content-type": "text/html", "set-cookie": "a=b", "x-trace-id": "t-1" };
      response.writeHead(200, { ...active, "access-control-allow-origin": "*", "clear-site-data": '"*"' });
      response.end("<script>alert(1)</script>");
    };
    const answer = await get();
    expect(answer.headers()).toMatchObject({
      "tessera-trace-id": "t-1",
      "content-disposition": "attachment",
    });
    expect(answer.headers()["content-security-policy"]).toMatch(/sandbox/);
    for (const name of ["set-cookie", "access-control-allow-origin", "clear-site-data"]) {
      expect(answer.headers()).not.toHaveProperty(name);
    }
  });

  test("drops the connection, or compresses: a problem, with what to do", async () => {
    answerWith = (_request, response) => response.destroy();
    await expectProblem(await get(), 502, "broken");
    answerWith = (_request, response) => response.writeHead(200, { "content-encoding": "gzip" }).end("x");
    await expectProblem(await get(), 502, "broken");
  });

  test("does not answer: a problem after eight seconds", async () => {
    answerWith = () => {};
    await expectProblem(await get(), 504, "timeout");
  });

  test("breaks off within the body: so does the answer, and it is not taken for a whole one", async () => {
    answerWith = (_request, response) => {
      response.write("x".repeat(100_000));
      response.once("drain", () => response.destroy());
      setImmediate(() => response.destroy());
    };
    const failure = await get().then(
      () => null,
      (error: Error) => error,
    );
    expect(failure).toBeInstanceOf(Error);
  });

  test("breaks off while a verdict is kept, or within an error: never a whole answer, and no crash", async () => {
    for (const status of [200, 401, 200, 403]) {
      answerWith = (_request, response) => {
        response.writeHead(status, { "content-type": "application/json" }).write('{"data":[');
        setImmediate(() => response.destroy());
      };
      const answer = await get().catch((error: Error) => error);
      if (!(answer instanceof Error)) await expectProblem(answer, 502, "broken");
    }
    expect(hostile.log()).not.toMatch(/uncaught|unhandled/i);
  });

  test("has nobody to answer to any more: its connection ends", async () => {
    const controller = new AbortController();
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    answerWith = (_request, response) => {
      response.once("close", resolve);
      response.write("x".repeat(100_000));
      controller.abort();
    };
    await get(controller.signal).catch(() => {});
    await closed;
  });

  test("sends more than is read: it waits for who reads", async () => {
    const TOTAL = 256 * 1024 * 1024;
    let written = 0;
    const { promise: stopped, resolve: noteStop } = Promise.withResolvers<void>();
    answerWith = (_request, response) => {
      const piece = Buffer.alloc(1024 * 1024, "x");
      const more = () => {
        while (written < TOTAL) {
          written += piece.length;
          if (!response.write(piece)) return noteStop();
        }
        response.end();
      };
      response.on("drain", more);
      more();
    };
    const socket = connect(Number(new URL(hostile.url).port), "127.0.0.1");
    const { host } = new URL(hostile.url);
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nConnection: close\r\n\r\n`);
    await stopped;
    await once(socket, "readable");
    expect(written).toBeLessThan(TOTAL / 4);
    let bytes = 0;
    let mostHeld = 0;
    for await (const chunk of socket) {
      bytes += chunk.length;
      mostHeld = Math.max(mostHeld, written - bytes);
    }
    expect(bytes).toBeGreaterThan(TOTAL);
    expect(mostHeld).toBeLessThan(TOTAL / 4);
  });

  test("takes nothing of what is uploaded: whoever uploads it waits", async () => {
    const TOTAL = 256 * 1024 * 1024;
    const { promise: asked, resolve } = Promise.withResolvers<IncomingMessage>();
    answerWith = (request) => resolve(request);
    const { hostname, port } = new URL(hostile.url);
    const put = { method: "PUT", headers: { cookie, "content-type": "application/octet-stream" } };
    const sending = httpRequest({ hostname, port, path, ...put, agent: false });
    const answered = once(sending, "response");
    const piece = Buffer.alloc(1024 * 1024, "x");
    let written = 0;
    let isEnough = false;
    const uploaded = (async () => {
      while (!isEnough && written < TOTAL) {
        written += piece.length;
        if (!sending.write(piece)) await once(sending, "drain");
      }
      sending.end();
    })();
    const request = await asked;
    expect(await expectToStop(() => written)).toBeLessThan(TOTAL / 4);
    isEnough = true;
    let received = 0;
    answerWith = () => {};
    for await (const chunk of request) received += chunk.length;
    await uploaded;
    expect(received).toBe(written);
    sending.destroy();
    await answered.catch(() => {});
  });

  test("is asked just before Tessera stops: the receipts are saved first", async () => {
    answerWith = (_request, response) => response.end();
    const asOwner = () => request.newContext({ baseURL: hostile.url, extraHTTPHeaders: { cookie } });
    const before = await asOwner();
    const { id } = await createCredential(before);
    const sent = [1, 2, 3].map(() => before.get(`/api/v1/credentials/${id}/proxy/anything`));
    for (const answer of await Promise.all(sent)) expect(answer.status()).toBe(200);
    await hostile.stop();
    await before.dispose();
    await hostile.up();
    const after = await asOwner();
    expect(await (await after.get(`/api/v1/credentials/${id}/receipts`)).json()).toMatchObject({ total: 3 });
    await after.dispose();
  });
});
