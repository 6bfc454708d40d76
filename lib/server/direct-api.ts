import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { NodeRequest, sendNodeResponse } from "srvx/node";
import { describeError, log } from "./log.ts";
import { type Method, type Params, problemResponse } from "./route.ts";

const CHANNEL = "http.server.request.start";
const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

type RouteHandler = (request: Request, context: { params: Promise<Params> }) => Promise<Response>;

/** What a `route.ts` exports. */
export type RouteHandlers = Record<Method, RouteHandler>;

/** What stands for a dynamic part of an address, and for all that follows. */
const ONE = /^\[(\w+)\]$/;
const REST = /^\[\.\.\.(\w+)\]$/;
/** What a part of an address is made of that means the same to everybody: nothing encoded, and no dots alone. */
const PLAIN_PART = /^(?!\.+$)[\w.~-]+$/;

interface Known {
  parts: readonly string[];
  load: () => Promise<RouteHandlers>;
}

/**
 * From now on, the API's requests go to its route handlers at once, and not through Next's router, which takes most of
 * the time of a short request (docs/decisions/0039). `handlers` has each by its address, as in `/api/v1/tokens/[id]`.
 * What is spelled in any unusual way, or asks by another method, is left to Next, which comes to the same handlers. Gives what
 * keeps it from further servers.
 */
export function answerApiDirectly(handlers: Record<string, () => Promise<RouteHandlers>>): () => void {
  const find = finderOf(handlers);
  const taken = new WeakSet<Server>();
  const onStart = (message: unknown) => {
    const { server } = message as { server: Server };
    if (taken.has(server)) return;
    taken.add(server);
    const others = server.listeners("request") as ((
      request: IncomingMessage,
      response: ServerResponse,
    ) => void)[];
    server.removeAllListeners("request");
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const found = find(request);
      if (found === null) for (const other of others) other.call(server, request, response);
      else void answer(request, response, found);
    });
  };
  subscribe(CHANNEL, onStart);
  return () => unsubscribe(CHANNEL, onStart);
}

interface Found extends Omit<Known, "parts"> {
  method: Method;
  params: Params;
}

/** Never rejects, and leaves no response open: where not even a problem can be sent, the connection is broken off. */
async function answer(req: IncomingMessage, res: ServerResponse, found: Found): Promise<void> {
  const request = new NodeRequest({ req, res }) as unknown as Request;
  try {
    await answerWith(res, request, found);
  } catch (error) {
    await answerProblem(res, request, error).catch((another) => {
      log.error({ error: describeError(another) }, "a request could not be answered");
      res.destroy();
    });
  }
}

async function answerWith(res: ServerResponse, request: Request, { load, method, params }: Found) {
  const { [method]: handle } = await load();
  await sendNodeResponse(res, await handle(request, { params: Promise.resolve(params) }));
}

async function answerProblem(res: ServerResponse, request: Request, error: unknown) {
  const problem = problemResponse(error, request);
  if (res.headersSent) res.destroy();
  else await sendNodeResponse(res, problem);
}

/** Finds the handler that a request is for, of those by their address; those without dynamic parts come first. */
export function finderOf(
  handlers: Record<string, () => Promise<RouteHandlers>>,
): (request: Pick<IncomingMessage, "method" | "url">) => Found | null {
  const fixed = new Map<string, Known>();
  const dynamic: Known[] = [];
  for (const [address, load] of Object.entries(handlers)) {
    const parts = address.split("/").slice(1);
    if (parts.some((part) => ONE.test(part) || REST.test(part))) dynamic.push({ parts, load });
    else fixed.set(address, { parts, load });
  }
  dynamic.sort((one, other) => (freedomOf(one) < freedomOf(other) ? -1 : 1));
  return ({ method: asked, url = "" }) => {
    const method = asked === "HEAD" ? "GET" : METHODS.find((one) => one === asked);
    const [address = ""] = url.split("?", 1);
    if (method === undefined || !address.startsWith("/api/v1/")) return null;
    const known = fixed.get(address);
    if (known !== undefined) return { load: known.load, method, params: {} };
    const parts = address.split("/").slice(1);
    if (!parts.every((part) => PLAIN_PART.test(part))) return null;
    for (const { parts: pattern, load } of dynamic) {
      const params = match(pattern, parts);
      if (params !== null) return { load, method, params };
    }
    return null;
  };
}

/** What sorts an address with a fixed part before one where anything may stand in its place. */
function freedomOf({ parts }: Known): string {
  return parts.map((part) => (REST.test(part) ? 2 : ONE.test(part) ? 1 : 0)).join("");
}

function match(pattern: readonly string[], parts: readonly string[]): Params | null {
  const params: Params = {};
  for (const [at, expected] of pattern.entries()) {
    const rest = REST.exec(expected)?.[1];
    if (rest !== undefined) return at < parts.length ? { ...params, [rest]: parts.slice(at) } : null;
    const part = parts[at];
    const name = ONE.exec(expected)?.[1];
    if (part === undefined || (name === undefined && part !== expected)) return null;
    if (name !== undefined) params[name] = part;
  }
  return parts.length === pattern.length ? params : null;
}
