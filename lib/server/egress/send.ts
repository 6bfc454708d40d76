import type { Agent, Dispatcher } from "undici";
import type { Secret } from "../vault/secret.ts";
import { assertNoPrivateLiteral, publicLookup, type Resolve, systemResolve } from "./address.ts";
import { toEgressError, tooLarge } from "./egress-error.ts";
import { assertSendableKey, outgoingHeaders, safeResponseHeaders } from "./headers.ts";
import { maskOf } from "./mask.ts";
import { createMeter, type Meter } from "./meter.ts";
import { assertSendableMethod, type EgressMethod } from "./method.ts";
import { whyNotPassable } from "./passable.ts";
import {
  type BaseUrl,
  baseUrlOf,
  type EgressTarget,
  type EmulatedOrigins,
  requestUrl,
} from "./request-url.ts";
import { exchangeInStreams, type StreamedResponse, type StreamRequest } from "./stream.ts";
import { startLimit } from "./time-limit.ts";
import { traceIdOf } from "./trace-id.ts";

export type { EgressMethod } from "./method.ts";
export type { EgressTarget } from "./request-url.ts";

/** No request takes longer, from the look-up of the name to the last byte of the answer. */
export const MAX_TIMEOUT_MS = 8_000;
const DEFAULT_MAX_BYTES = 2 * 1024 * 1024;
const KEEP_ALIVE_MS = 30_000;

/** How long a body that is streamed may stand still. */
export const MAX_IDLE_MS = 30_000;

export interface EgressRequest {
  readonly method: EgressMethod;
  /** Joined under the environment's base URL; starts with a slash, may have a query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
  /** At most the egress's own limit, which is the default. */
  readonly timeoutMs?: number;
  readonly maxBytes?: number;
}

/** An answer of the service, whatever its status. No part of it holds the key. */
export interface EgressResponse {
  readonly status: number;
  /** Lower-case names, of an allow-list. */
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly latencyMs: number;
  /** What to tell the service's support, where it gave one. */
  readonly traceId: string | null;
  /** Where the request went, to be shown. */
  readonly url: string;
}

export interface Egress {
  /** No request takes longer, in milliseconds. */
  readonly limitMs: number;
  /** Sends one request with the key. Throws nothing but `EgressError`. */
  send(target: EgressTarget, key: Secret, request: EgressRequest): Promise<EgressResponse>;
  /**
   * The same for bodies of any size: resolves with the head of the answer, and its body comes while it is read. What
   * keeps the body from being whole is an `EgressError` of the stream.
   */
  stream(target: EgressTarget, key: Secret, request: StreamRequest): Promise<StreamedResponse>;
  /** Loads what the first request needs, so that it goes out at once when its turn has come. */
  warm(): Promise<void>;
  /** Where `send` would send to. */
  urlOf(target: EgressTarget, path: string): string;
  /** Ends all connections. */
  close(): Promise<void>;
}

export interface EgressOptions {
  readonly emulated: EmulatedOrigins;
  /** Finds the addresses of a name; the operating system's resolver by default. */
  readonly resolve?: Resolve;
  /** Shortens the limit; tests need no eight seconds to see it kept. */
  readonly limitMs?: number;
  /** Shortens how long a streamed body may stand still, likewise. */
  readonly idleMs?: number;
}

/** The one way out to connectors' services. Connections are kept and used again. */
export function createEgress({
  emulated,
  resolve = systemResolve,
  limitMs = MAX_TIMEOUT_MS,
  idleMs = MAX_IDLE_MS,
}: EgressOptions): Egress {
  const agentOptions: Agent.Options = {
    allowH2: false,
    headersTimeout: limitMs,
    bodyTimeout: limitMs,
    keepAliveTimeout: KEEP_ALIVE_MS / 2,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
  };
  const connect = { timeout: limitMs, rejectUnauthorized: true };
  let agents: Promise<{ toPublic: Agent; toEmulators: Agent }> | undefined;
  /** Made at the first request: most of what a server does sends none, and undici is much to load. */
  const openAgents = () => {
    agents ??= import("undici").then(({ Agent }) => ({
      toPublic: new Agent({ ...agentOptions, connect: { ...connect, lookup: publicLookup(resolve) } }),
      toEmulators: new Agent({ ...agentOptions, connect }),
    }));
    return agents;
  };

  /** Where a request goes, by which connections and with what. */
  async function wayTo(target: EgressTarget, base: BaseUrl, key: Secret, path: string) {
    if (!base.emulated) assertNoPrivateLiteral(base.url);
    const { toPublic, toEmulators } = await openAgents();
    return {
      dispatcher: base.emulated ? toEmulators : toPublic,
      url: requestUrl(base.url, path),
      keyHeader: target.connector.key.header,
      key: key.reveal(),
    };
  }

  type Way = Awaited<ReturnType<typeof wayTo>> & { readonly meter: Meter };

  /** Sends on the way to a target, and tells it what came of that. */
  async function metered<T extends { readonly status: number }>(
    target: EgressTarget,
    key: Secret,
    path: string,
    sendOn: (way: Way) => Promise<T>,
  ): Promise<T> {
    const base = baseUrlOf(target, emulated);
    const meter = createMeter(base.url.host, target.onTraffic);
    try {
      const answer = await sendOn({ ...(await wayTo(target, base, key, path)), meter });
      meter.answered(answer.status);
      return answer;
    } catch (error) {
      meter.answered(null);
      throw error;
    }
  }

  return {
    limitMs,
    async warm() {
      await openAgents();
    },
    urlOf: (target, path) => requestUrl(baseUrlOf(target, emulated).url, path).href,
    send: (target, key, request) =>
      metered(target, key, request.path, ({ dispatcher, ...way }) => {
        const timeoutMs = Math.max(1, Math.min(request.timeoutMs ?? limitMs, limitMs));
        return exchange(dispatcher, { ...way, request, timeoutMs });
      }),
    stream: (target, key, request) =>
      metered(target, key, request.path, ({ dispatcher, ...way }) =>
        exchangeInStreams(dispatcher, { ...way, request, limitMs, idleMs }),
      ),
    async close() {
      const opened = await agents;
      await Promise.all([opened?.toPublic.destroy(), opened?.toEmulators.destroy()]);
    },
  };
}

interface Exchange {
  readonly url: URL;
  readonly keyHeader: string;
  readonly key: string;
  readonly request: EgressRequest;
  readonly timeoutMs: number;
  readonly meter: Meter;
}

async function exchange(
  dispatcher: Dispatcher,
  { url, keyHeader, key, request, timeoutMs, meter }: Exchange,
) {
  const { method, body, maxBytes = DEFAULT_MAX_BYTES } = request;
  assertSendableMethod(method, body !== undefined);
  assertSendableKey(key);
  const headers = outgoingHeaders(request.headers ?? {}, keyHeader, key, body !== undefined);

  const startedAt = performance.now();
  const limit = startLimit(url.host, timeoutMs, request.signal);
  try {
    const answer = dispatcher
      .request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
        signal: limit.signal,
      })
      .then(async (response) => {
        meter.bytesSent += body === undefined ? 0 : Buffer.byteLength(body);
        return { response, text: await readText(response, { method, host: url.host, maxBytes, meter }) };
      });
    // undici does not give up on a connection that is still being made, so the limit is raced as well.
    const { response, text } = await Promise.race([answer, limit.reached]);
    return toResponse(response, text, maskOf(key), url, startedAt);
  } catch (thrown) {
    throw toEgressError(thrown, url.host, timeoutMs);
  } finally {
    limit.clear();
  }
}

/** Reads a body, and stops reading where it is too long, or of an answer of which nothing is taken. */
async function readText(
  response: Dispatcher.ResponseData,
  { method, host, maxBytes, meter }: { method: EgressMethod; host: string; maxBytes: number; meter: Meter },
): Promise<string> {
  const { headers, body } = response;
  const declaredBytes = method === "HEAD" ? 0 : Number(headers["content-length"] ?? 0);
  const refusal =
    whyNotPassable(response, host) ?? (declaredBytes > maxBytes ? tooLarge(host, maxBytes) : null);
  if (refusal !== null) {
    body.on("error", () => {}).destroy();
    throw refusal;
  }

  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    meter.bytesReceived += chunk.length;
    if (bytes > maxBytes) throw tooLarge(host, maxBytes);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function toResponse(
  { statusCode, headers }: Dispatcher.ResponseData,
  text: string,
  mask: (text: string) => string,
  url: URL,
  startedAt: number,
): EgressResponse {
  const safeHeaders = safeResponseHeaders(headers, mask);
  const body = mask(text);
  return {
    status: statusCode,
    headers: safeHeaders,
    body,
    latencyMs: Math.round(performance.now() - startedAt),
    traceId: traceIdOf(safeHeaders, statusCode >= 400 ? body : null),
    url: mask(url.href),
  };
}
