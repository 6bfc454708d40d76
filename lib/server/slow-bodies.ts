import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";

/** Where a body is read as fast as a service takes it: a thousand records at five a second are minutes. */
const AS_FAST_AS_TAKEN =
  /^\/api\/v1\/(?:destinations\/[^/?#]+\/records|credentials\/[^/?#]+\/proxy)(?:[/?#]|$)/;

interface Limits {
  /** For a request to come whole: what Node gives it, unless it is told otherwise. */
  readonly wholeMs: number;
  /** For one that is read as fast as it is taken, with no byte in either direction: longer than all tries of a record. */
  readonly stillMs: number;
  /** For the rest of such a request, once it is answered. */
  readonly restMs: number;
}

const LIMITS: Limits = { wholeMs: 300_000, stillMs: 600_000, restMs: 5_000 };

const CHANNEL = "http.server.request.start";

/**
 * From now on, a request that sends records may take any time to come whole, as long as it moves and is not answered yet.
 * Node knows one limit for all requests of a server, and breaks off what takes longer: here, each has its own. Gives what
 * ends it.
 */
export function allowSlowBodies(limits: Partial<Limits> = {}): () => void {
  const { wholeMs, stillMs, restMs } = { ...LIMITS, ...limits };
  const onStart = (message: unknown) => {
    const { request, response, server } = message as {
      request: IncomingMessage;
      response: ServerResponse;
      server: Server;
    };
    server.requestTimeout = 0;
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    if (length === "0" && encoding === undefined) return;
    if (AS_FAST_AS_TAKEN.test(request.url ?? "")) {
      endWhenStill(request, stillMs);
      response.once("finish", () => endAfter(request, restMs));
    } else {
      endAfter(request, wholeMs);
    }
  };
  subscribe(CHANNEL, onStart);
  return () => unsubscribe(CHANNEL, onStart);
}

/** Breaks off a request that has not come whole after so much time. */
function endAfter(request: IncomingMessage, ms: number): void {
  const timer = setTimeout(() => request.complete || request.destroy(), ms).unref();
  request.once("close", () => clearTimeout(timer));
}

/** Breaks off a request that has not come whole, when for so much time no byte came or went. */
function endWhenStill(request: IncomingMessage, ms: number): void {
  const { socket } = request;
  const moved = () => socket.bytesRead + socket.bytesWritten;
  let before = moved();
  const timer = setInterval(() => {
    if (moved() === before && !request.complete) request.destroy();
    before = moved();
  }, ms).unref();
  request.once("close", () => clearInterval(timer));
}
