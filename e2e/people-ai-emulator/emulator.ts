import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createLimits, REQUESTS_A_SECOND, REQUESTS_AT_ONCE } from "./limits.ts";
import { createLoad } from "./load.ts";
import { find, pageJson, pageOf, wrongEmail } from "./routes.ts";

const BASE_PATH = "/v0/public/";
const CONTROL_PATH = "/__emulator/";
const MAX_REQUESTS = 1_000;
const MAX_RECORDS = 20_000;
const MAX_BODY_BYTES = 1024 * 1024;
const DRIP_MS = 100;
const HUGE_BYTES = 10 * 1024 * 1024;

/** One request as it arrived. */
export interface RecordedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly key: string | null;
}

/** One email, with how often and with which key it was last written. */
export interface AcceptedRecord {
  readonly key: string;
  readonly writes: number;
  readonly record: Readonly<Record<string, unknown>>;
}

export interface EmulatorOptions {
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  readonly host?: string;
  /** How long `demo-slow` waits before it answers like `demo-valid`. */
  readonly slowMs?: number;
  /** How many requests of one key it takes in a second, and twice as many at once; People.ai's limits by default. */
  readonly requestsPerSecond?: number;
}

export interface Emulator {
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Starts a server that answers like People.ai. The beginning of the key decides how it behaves
 * (see `behaviourOf`). Under `/__emulator/` it tells tests what it was asked; keys stay in memory.
 */
export async function startEmulator({
  port = 0,
  host = "127.0.0.1",
  slowMs = 60_000,
  requestsPerSecond = REQUESTS_A_SECOND,
}: EmulatorOptions = {}): Promise<Emulator> {
  const state: State = {
    requests: [],
    accepted: new Map(),
    limits: createLimits(undefined, requestsPerSecond, Math.max(REQUESTS_AT_ONCE, 2 * requestsPerSecond)),
    load: createLoad(),
    slowMs,
  };
  const server = createServer((request, response) => {
    answer(state, request, response).catch(() => response.destroy());
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address() as AddressInfo;
  const urlHost = address.family === "IPv6" ? `[${address.address}]` : address.address;
  return {
    url: `http://${urlHost}:${address.port}`,
    port: address.port,
    async close() {
      if (!server.listening) return;
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

interface State {
  requests: RecordedRequest[];
  readonly accepted: Map<string, AcceptedRecord>;
  readonly limits: ReturnType<typeof createLimits>;
  readonly load: ReturnType<typeof createLoad>;
  readonly slowMs: number;
}

async function answer(state: State, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://emulator");
  if (url.pathname.startsWith(CONTROL_PATH)) return control(state, request, response, url.pathname);

  const key = [request.headers["x-api-key"]].flat()[0] ?? null;
  state.requests.push({
    method: request.method ?? "",
    path: request.url ?? "",
    headers: request.headers,
    key,
  });
  state.requests.splice(0, state.requests.length - MAX_REQUESTS);
  response.once("close", state.load.enter(key ?? ""));

  if (!url.pathname.startsWith(BASE_PATH)) return refuse(response, url, 404, "Not found");
  switch (behaviourOf(key)) {
    case "valid":
      return serve(state, request, response, url, key ?? "");
    case "activity":
      if (!url.pathname.startsWith(`${BASE_PATH}activities`)) {
        return refuse(response, url, 403, "This key has no access to this resource");
      }
      return serve(state, request, response, url, key ?? "");
    case "once":
      if (state.requests.filter((request) => request.key === key).length > 1) {
        return refuse(response, url, 401, "Invalid or expired token");
      }
      return serve(state, request, response, url, key ?? "");
    case "throttled":
      return refuse(response, url, 429, "Too many requests");
    case "broken":
      return refuse(response, url, 500, "Internal server error");
    case "slow":
      if (!(await stillOpenAfter(state.slowMs, response))) return;
      return serve(state, request, response, url, key ?? "");
    case "redirect":
      response.writeHead(302, { location: "https://sign-in.example/" }).end();
      return;
    case "html":
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
      response.end("<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>");
      return;
    case "echo":
      response.setHeader("x-api-key", key ?? "");
      response.setHeader("x-request-id", `echo-${key}`);
      return refuse(response, url, 401, `Invalid or expired token: ${key}`);
    case "drip":
      response.writeHead(200, { "content-type": "application/json" }).write("[");
      while (await stillOpenAfter(DRIP_MS, response)) response.write(" ");
      return;
    case "huge":
      return send(response, 200, { data: "x".repeat(HUGE_BYTES) });
    case "rejected":
      return refuse(response, url, 401, "Invalid or expired token");
  }
}

const BEHAVIOURS = [
  "valid",
  "activity",
  "once",
  "throttled",
  "broken",
  "slow",
  "redirect",
  "html",
  "echo",
  "drip",
  "huge",
] as const;

/** `demo-valid…` may do everything, `demo-once…` with its first request only, and so on; any other key, and none, is rejected. */
function behaviourOf(key: string | null): (typeof BEHAVIOURS)[number] | "rejected" {
  return BEHAVIOURS.find((behaviour) => key?.startsWith(`demo-${behaviour}`)) ?? "rejected";
}

async function serve(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  key: string,
) {
  if (!state.limits.enter(key)) return refuse(response, url, 429, "Too many requests");
  response.once("close", () => state.limits.leave(key));

  const path = url.pathname.slice(BASE_PATH.length);
  if (request.method === "PUT" && path === "activities/email")
    return upsert(state, request, response, url, key);
  const found = find(path);
  if (found === null) return refuse(response, url, 404, "Not found");
  if (request.method !== "GET") return refuse(response, url, 405, "Method not allowed");
  if ("record" in found) return send(response, 200, { data: found.record, meta: null });

  const page = pageOf(url.searchParams);
  if ("wrong" in page) return refuse(response, url, 400, page.wrong);
  response.writeHead(200, { "content-type": "application/json" });
  await pipeline(Readable.from(pageJson(found.list, page)), response);
}

async function upsert(
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  key: string,
) {
  const body = await readJson(request);
  const wrong = wrongEmail(body);
  if (wrong !== null) return refuse(response, url, 422, wrong);

  const record = body as Record<string, unknown>;
  const id = JSON.stringify([key, record.external_id]);
  const writes = (state.accepted.get(id)?.writes ?? 0) + 1;
  state.accepted.delete(id);
  state.accepted.set(id, { key, writes, record });
  const [oldest] = state.accepted.keys();
  if (state.accepted.size > MAX_RECORDS && oldest !== undefined) state.accepted.delete(oldest);
  send(response, 200, { data: record, meta: null });
}

/** The JSON of a body; `undefined` where it is none or too long. */
async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  if (bytes > MAX_BODY_BYTES) return undefined;
  try {
    return JSON.parse(Buffer.concat(chunks).toString("utf8"));
  } catch {
    return undefined;
  }
}

/** Resolves after a time, or with false as soon as the other side has left. */
function stillOpenAfter(ms: number, response: ServerResponse): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(true), ms);
    response.once("close", () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

function control(state: State, request: IncomingMessage, response: ServerResponse, pathname: string): void {
  const asked = `${request.method} ${pathname.slice(CONTROL_PATH.length)}`;
  if (!isLocalName(request.headers.host ?? "")) {
    // Another name for this machine is how a web page would come to read keys from here.
    send(response, 403, { message: "Ask by address" });
  } else if (asked === "GET requests") {
    send(response, 200, state.requests);
  } else if (asked === "GET accepted") {
    send(response, 200, [...state.accepted.values()]);
  } else if (asked === "GET load") {
    send(response, 200, state.load.report());
  } else if (asked === "DELETE requests") {
    state.requests = [];
    state.load.reset();
    response.writeHead(204).end();
  } else {
    send(response, 404, { message: "Not found" });
  }
}

function isLocalName(host: string): boolean {
  return /^(?:localhost|[\d.]+|\[[\da-f:.]+\])(?::\d+)?$/i.test(host);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** People.ai's error body. Its `id` is what its support asks for. */
function refuse(response: ServerResponse, { pathname }: URL, code: number, message: string): void {
  const [date = "", time = ""] = new Date().toISOString().split("T");
  const timestamp = `${date.split("-").reverse().join("-")} ${time.slice(0, 8)}`;
  send(response, code, { code, id: randomBytes(16).toString("hex"), message, path: pathname, timestamp });
}
