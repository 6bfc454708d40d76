import { type Readable, Transform } from "node:stream";
import type { Dispatcher } from "undici";
import { isJson } from "./answer-headers.ts";
import { cancelled, toEgressError } from "./egress-error.ts";
import { createGlance, type Glance } from "./glance.ts";
import { assertSendableKey, outgoingHeaders, safeResponseHeaders } from "./headers.ts";
import { maskOf, streamingMaskOf } from "./mask.ts";
import type { Meter } from "./meter.ts";
import { assertSendableMethod, type EgressMethod } from "./method.ts";
import { whyNotPassable } from "./passable.ts";
import { startLimit } from "./time-limit.ts";
import { traceIdOf } from "./trace-id.ts";

export interface StreamRequest {
  readonly method: EgressMethod;
  /** Joined under the environment's base URL; starts with a slash, may have a query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Read as fast as the service takes it. */
  readonly body?: AsyncIterable<Uint8Array>;
  /** How long the body is, where that is known: it is sent without chunks then, and must be as long. */
  readonly bodyBytes?: number;
  /** Ends the request, also while the answer's body is read. */
  readonly signal?: AbortSignal;
}

/** An answer of the service, whatever its status. No part of it holds the key. */
export interface StreamedResponse {
  readonly status: number;
  /** Lower-case names, of an allow-list. */
  readonly headers: Record<string, string>;
  /**
   * Comes as fast as it is read, and ends the request when it is destroyed, or when nothing of it is read for as long as
   * it may stand still. Fails with nothing but `EgressError`, maybe before anybody reads: `errored` says so by then.
   */
  readonly body: Readable;
  /** To the head of the answer. */
  readonly latencyMs: number;
  /** What to tell the service's support, where it gave one in its headers, or in the short body of an error. */
  readonly traceId: string | null;
}

/** So long is waited for the id in the body of an error, and so many bytes of it are held meanwhile. */
const GLANCE_MS = 1_000;
const GLANCE_BYTES = 64 * 1024;

interface Exchange {
  readonly url: URL;
  readonly keyHeader: string;
  readonly key: string;
  readonly request: StreamRequest;
  /** For the connection, and for the head of the answer once all was sent. */
  readonly limitMs: number;
  /** For a body that stands still. */
  readonly idleMs: number;
  /** Told of the answer by whoever asks; of the body's end, here. */
  readonly meter: Meter;
}

type Limit = ReturnType<typeof startLimit>;

/** Sends a request and resolves with the head of its answer, whose body is still to come. */
export async function exchangeInStreams(
  dispatcher: Dispatcher,
  { url, keyHeader, key, request, limitMs, idleMs, meter }: Exchange,
): Promise<StreamedResponse> {
  const { method, body, bodyBytes, signal } = request;
  assertSendableMethod(method, body !== undefined);
  assertSendableKey(key);
  const headers = outgoingHeaders(request.headers ?? {}, keyHeader, key, body !== undefined);
  if (body !== undefined && bodyBytes !== undefined) headers["content-length"] = String(bodyBytes);

  const startedAt = performance.now();
  const limit = startLimit(url.host, limitMs, signal);
  try {
    const answer = dispatcher
      .request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        // What undici does with any iterable; its types know fewer.
        body:
          body === undefined ? null : (timed(body, limit, { limitMs, idleMs, meter }) as unknown as Readable),
        signal: limit.signal,
        bodyTimeout: idleMs,
      })
      .then((response) => {
        // From here on it can break at any time, also while nobody listens yet.
        response.body.on("error", () => {});
        return response;
      });
    // undici does not give up on a connection that is still being made, so the limit is raced as well.
    const response = await Promise.race([answer, limit.reached]);
    limit.stopTime();
    assertPassable(response, url.host);
    const latencyMs = Math.round(performance.now() - startedAt);
    const status = response.statusCode;
    const safeHeaders = safeResponseHeaders(response.headers, maskOf(key));
    const isTelling = status >= 400 && isJson(safeHeaders);
    const glance = isTelling ? createGlance(GLANCE_BYTES, Math.min(GLANCE_MS, limitMs)) : null;
    const answerBody = masked(response.body, { key, host: url.host, idleMs, limit, meter, glance });
    const traceId = traceIdOf(safeHeaders, glance && (await glance.text));
    return { status, headers: safeHeaders, body: answerBody, latencyMs, traceId };
  } catch (thrown) {
    limit.clear();
    throw signal?.aborted ? cancelled() : toEgressError(thrown, url.host, limitMs);
  }
}

/** A body on its way out. As long as it moves, time does not run against the service. */
async function* timed(
  body: AsyncIterable<Uint8Array>,
  limit: Limit,
  { limitMs, idleMs, meter }: Pick<Exchange, "limitMs" | "idleMs" | "meter">,
): AsyncGenerator<Uint8Array> {
  limit.restart(idleMs);
  for await (const chunk of body) {
    meter.bytesSent += chunk.length;
    yield chunk;
    limit.restart(idleMs);
  }
  limit.restart(limitMs);
}

/** Of an answer that is not passed on, nothing more is read. */
function assertPassable(response: Dispatcher.ResponseData, host: string): void {
  const refusal = whyNotPassable(response, host);
  if (refusal === null) return;
  response.body.destroy();
  throw refusal;
}

/** The body, as bytes of whatever it is, with the key masked. */
function masked(
  body: Readable,
  {
    key,
    host,
    idleMs,
    limit,
    meter,
    glance,
  }: Pick<Exchange, "key" | "idleMs" | "meter"> & { host: string; limit: Limit; glance: Glance | null },
): Readable {
  const mask = streamingMaskOf(key);
  // As Latin-1 every byte is a character and comes back as it was; the key is ASCII.
  const bytes = (text: string) => {
    glance?.push(text);
    return text === "" ? null : Buffer.from(text, "latin1");
  };
  const output = new Transform({
    readableHighWaterMark: GLANCE_BYTES,
    transform(chunk: Buffer, _encoding, done) {
      meter.bytesReceived += chunk.length;
      reader.restart();
      done(null, bytes(mask.push(chunk.toString("latin1"))));
    },
    flush(done) {
      done(null, bytes(mask.end()));
      glance?.end();
    },
    destroy(error, done) {
      glance?.giveUp();
      reader.clear();
      limit.clear();
      body.destroy();
      meter.ended();
      done(error);
    },
  });
  // It can break before anybody reads.
  output.on("error", () => {});
  const reader = startReaderLimit(output, idleMs);
  body.on("error", (thrown) => output.destroy(toEgressError(thrown, host, idleMs)));
  return body.pipe(output);
}

/** Breaks a body off of which something waits and nothing is taken for `idleMs`: its request holds a place. */
function startReaderLimit(output: Readable, idleMs: number) {
  let timer: NodeJS.Timeout | undefined;
  let waiting = 0;
  function look(): void {
    if (output.readableLength > 0 && output.readableLength === waiting) output.destroy(cancelled());
    else restart();
  }
  function restart(): void {
    clearTimeout(timer);
    waiting = output.readableLength;
    timer = setTimeout(look, idleMs).unref();
  }
  restart();
  return { restart, clear: () => clearTimeout(timer) };
}
