import { once } from "node:events";
import { globSync } from "node:fs";
import { createServer, request } from "node:http";
import { type AddressInfo, connect } from "node:net";
import path from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, expect, test, vi } from "vitest";
import { apiHandlers } from "../../app/api/v1/handlers.ts";
import { answerApiDirectly, finderOf, type RouteHandlers } from "./direct-api.ts";
import { log } from "./log.ts";

vi.mock("server-only", () => ({}));

/** Each loads what says its own address. */
const named = Object.fromEntries(
  [
    "/api/v1/credentials",
    "/api/v1/credentials/test",
    "/api/v1/credentials/[id]",
    "/api/v1/credentials/[id]/test",
    "/api/v1/credentials/bin/[id]",
    "/api/v1/credentials/[id]/proxy/[...path]",
  ].map((address) => [address, async () => address as unknown as RouteHandlers]),
);
const find = finderOf(named);

async function found(method: string, url: string) {
  const one = find({ method, url });
  return one && [await one.load(), one.method, one.params];
}

test("every route handler of the API is in the table, by the address of its folder", () => {
  const root = path.join(import.meta.dirname, "../../app");
  const files = globSync("api/v1/**/route.ts", { cwd: root });
  expect(files.length).toBeGreaterThan(40);
  expect(Object.keys(apiHandlers).sort()).toEqual(files.map((file) => `/${path.dirname(file)}`).sort());
});

test.each([
  ["GET", "/api/v1/credentials?limit=5", ["/api/v1/credentials", "GET", {}]],
  ["HEAD", "/api/v1/credentials", ["/api/v1/credentials", "GET", {}]],
  ["POST", "/api/v1/credentials/test", ["/api/v1/credentials/test", "POST", {}]],
  ["GET", "/api/v1/credentials/4-2", ["/api/v1/credentials/[id]", "GET", { id: "4-2" }]],
  ["POST", "/api/v1/credentials/4/test", ["/api/v1/credentials/[id]/test", "POST", { id: "4" }]],
  ["DELETE", "/api/v1/credentials/bin/4", ["/api/v1/credentials/bin/[id]", "DELETE", { id: "4" }]],
  ["POST", "/api/v1/credentials/bin/test", ["/api/v1/credentials/bin/[id]", "POST", { id: "test" }]],
  [
    "PUT",
    "/api/v1/credentials/4/proxy/a/b",
    ["/api/v1/credentials/[id]/proxy/[...path]", "PUT", { id: "4", path: ["a", "b"] }],
  ],
])(
  "%s %s has the handlers of its address, a fixed part before one where anything may stand",
  async (method, url, expected) => {
    expect(await found(method, url)).toEqual(expected);
  },
);

test.each([
  ["OPTIONS", "/api/v1/credentials"],
  ["TRACE", "/api/v1/credentials"],
  ["get", "/api/v1/credentials"],
  ["GET", "/credentials"],
  ["GET", "/api/v1"],
  ["GET", "/api/v1/nothing"],
  ["GET", "/api/v1/credentials/"],
  ["GET", "//api/v1/credentials"],
  ["GET", "/api/v1//credentials"],
  ["GET", "/api/v1/credentials/4/nothing"],
  ["GET", "/api/v1/credentials/.."],
  ["GET", "/api/v1/credentials/./test"],
  ["GET", "/api/v1/credentials/%34"],
  ["GET", "/api/v1/credentials/a%2Ftest"],
  ["GET", "/api/v1/credentials/4/proxy"],
  ["GET", "/API/v1/credentials"],
  ["GET", "http://elsewhere.example/api/v1/credentials"],
  ["GET", "*"],
])("%s %s is left to Next", async (method, url) => {
  expect(await found(method, url)).toBeNull();
});

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** The port of a server whose API is `GET /api/v1/tried`, with what `load` loads, and what it logs. */
async function serve(load: () => Promise<RouteHandlers>) {
  const logged = vi.spyOn(log, "error").mockImplementation(() => {});
  const server = createServer((_, response) => response.end("another address"));
  cleanUps.push(
    () => logged.mockRestore(),
    answerApiDirectly({ "/api/v1/tried": load }),
    () => server.close().closeAllConnections(),
  );
  await once(server.listen(0, "127.0.0.1"), "listening");
  return { port: (server.address() as AddressInfo).port, logged, server };
}

async function get(port: number, path: string, headers = {}) {
  const asked = request({ port, host: "127.0.0.1", path, headers, agent: false }).end();
  const [response] = await once(asked, "response");
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}

const handlersOf = (GET: RouteHandlers["GET"]) => async () => ({ GET }) as RouteHandlers;
const INTERNAL = { status: 500, body: { code: "internal" } };

test("a handler that cannot be loaded is a logged 500, and the next request tries again", async () => {
  const load = vi
    .fn(handlersOf(async () => Response.json({})))
    .mockRejectedValueOnce(new Error("not loaded"));
  const { port, logged } = await serve(load);
  expect(await get(port, "/api/v1/tried?secret=1")).toMatchObject(INTERNAL);
  expect(logged.mock.calls).toMatchObject([[{ pathname: "/api/v1/tried" }, "a request failed"]]);
  expect(await get(port, "/api/v1/tried")).toMatchObject({ status: 200 });
});

test("so is one where no address can be made of what was asked for, and neither is said of it", async () => {
  const { port, logged } = await serve(handlersOf(async ({ url }) => Response.json({ url: new URL(url) })));
  for (const path of ["/api/v1/tried", "/api/v1/tried?secret='1'"]) {
    expect(await get(port, path, { host: "localhost:99999" })).toMatchObject(INTERNAL);
  }
  expect(JSON.stringify(logged.mock.calls)).not.toMatch(/secret|99999/);
});

test("an answer that breaks after it has begun is broken off", async () => {
  const { readable, writable } = new TransformStream();
  const writer = writable.getWriter();
  const { port } = await serve(handlersOf(async () => new Response(readable)));
  const asked = request({ port, host: "127.0.0.1", path: "/api/v1/tried", agent: false }).end();
  await writer.write(new TextEncoder().encode("begun"));
  const [response] = await once(asked, "response");
  await writer.abort(new Error("broken"));
  await expect(text(response)).rejects.toThrow("aborted");
});

test("whoever is gone gets no answer, and nothing is logged of an error that comes of it", async () => {
  const asked = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<Error>();
  const { port, logged, server } = await serve(
    handlersOf(async ({ signal }) => {
      asked.resolve();
      await once(signal, "abort");
      gone.resolve(new Error("given up"));
      throw await gone.promise;
    }),
  );
  const socket = connect(port, "127.0.0.1");
  socket.write("GET /api/v1/tried HTTP/1.1\r\nhost: localhost\r\n\r\n");
  await asked.promise;
  socket.destroy();
  await gone.promise;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  expect(logged).not.toHaveBeenCalled();
});

test("where not even a problem can be made of an error, the connection is broken off", async () => {
  const unspeakable = Object.defineProperty(new Error(), "stack", {
    get: () => {
      throw new Error("nothing to tell");
    },
  });
  const { port, logged } = await serve(async () => {
    throw unspeakable;
  });
  const asked = request({ port, host: "127.0.0.1", path: "/api/v1/tried", agent: false }).end();
  await expect(once(asked, "response")).rejects.toThrow("socket hang up");
  expect(logged.mock.calls).toMatchObject([[{}, "a request could not be answered"]]);
});
