import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server } from "node:http";

/** Where a body is read as fast as a service takes it: a thousand records at five a second are minutes. */
const AS_FAST_AS_TAKEN =
  /^\/api\/v1\/(?:destinations\/[^/?#]+\/records|credentials\/[^/?#]+\/proxy)(?:[/?#]|$)/;

/** What Node gives a request to come whole, unless it is told otherwise. */
const LIMIT_MS = 300_000;

const CHANNEL = "http.server.request.start";

/**
 * From now on, a request that sends records may take any time to come whole. Node knows one limit for all requests of a
 * server, and breaks off what takes longer: here, each has its own. Gives what ends it.
 */
export function allowSlowBodies(limitMs = LIMIT_MS): () => void {
  const onStart = (message: unknown) => {
    const { request, server } = message as { request: IncomingMessage; server: Server };
    server.requestTimeout = 0;
    if (AS_FAST_AS_TAKEN.test(request.url ?? "")) return;
    const { "content-length": length = "0", "transfer-encoding": encoding } = request.headers;
    if (length === "0" && encoding === undefined) return;
    const timer = setTimeout(() => request.complete || request.destroy(), limitMs).unref();
    request.once("close", () => clearTimeout(timer));
  };
  subscribe(CHANNEL, onStart);
  return () => unsubscribe(CHANNEL, onStart);
}
