import "server-only";
import { Readable } from "node:stream";
import { v7 as uuidv7 } from "uuid";
import { z } from "zod";
import { ORGANIZATION_HEADER } from "../access.ts";
import { type FieldError, type Problem, problemContentType } from "../problem.ts";
import type { Actor, Person } from "./access/actor.ts";
import { requireActorOf, requirePersonOf } from "./access/current-actor.ts";
import { compileAllowList } from "./allow-list.ts";
import { headersToPassOn } from "./egress/headers.ts";
import { invalid, notFound, Refusal } from "./errors.ts";
import { jsonLinesStream, textStream } from "./json-lines.ts";
import { type ApiLimit, countRequest } from "./limits/api-limits.ts";
import { describeError, log } from "./log.ts";
import { titles } from "./problem-titles.ts";
import { RAW_TARGET_HEADER } from "./raw-target.ts";
import { readJsonBody, refuseCrossSite, requireContentType } from "./request.ts";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
export type Params = Record<string, string | string[]>;
type Handler = ((request: Request, context: { params: Promise<Params | undefined> }) => Promise<Response>) & {
  /** What it was made with, to hold the OpenAPI document to: null, where every request is refused. */
  readonly takes?: Taken | null;
};

/** Who may call an endpoint, and the schemas of what goes in and out. */
export interface Taken extends Shape<z.core.$ZodType, z.core.$ZodType, z.core.$ZodType> {
  from: "actor" | "person" | "everyone";
  /** Body and answer are read by nobody: somebody else's. */
  passesOn?: true;
}

/** What an endpoint answers: built with `ok`, `created` or `noContent`. */
export interface Reply<T> {
  status: 200 | 201 | 204;
  data: T;
  location?: string;
  /** Further headers, such as an `ETag`: see `withEtag`. */
  headers?: Headers;
}

/** An answer too long to hold: JSON Lines, fetched while they are read. Built with `jsonLines`. */
export interface Lines<T> {
  status: 200;
  batches: AsyncIterable<readonly T[]>;
  /** What a browser saves it as. */
  fileName: string;
}

/** The same of lines that are made already, and sent as they are. Built with `textLines`. */
export interface TextLines {
  status: 200;
  texts: AsyncIterable<string>;
  fileName: string;
}

interface HeadOnly {
  status: 200;
  headOnly: true;
}

export const ok = <T>(data: T): Reply<T> => ({ status: 200, data });
export const created = <T>(data: T, location: string): Reply<T> => ({ status: 201, data, location });
export const noContent = (): Reply<null> => ({ status: 204, data: null });
export const jsonLines = <T>(batches: AsyncIterable<readonly T[]>, fileName: string): Lines<T> => ({
  status: 200,
  batches,
  fileName,
});
export const textLines = (texts: AsyncIterable<string>, fileName: string): TextLines => ({
  status: 200,
  texts,
  fileName,
});

/** An answer of somebody else, which is passed on as it is. */
export interface PassedOn {
  status: number;
  /** Lower-case names; only those that may be seen. */
  headers: Readonly<Record<string, string>>;
  body: Readable;
  traceId: string | null;
}

/** A request that is to be sent on. */
export interface Sent {
  method: string;
  /** What stands after the route's own address, with the query: as it was sent, and not judged yet. */
  path: string;
  headers: Record<string, string>;
  body?: AsyncIterable<Uint8Array>;
  bodyBytes?: number;
  signal: AbortSignal;
}

interface Input<B, Q> {
  actor: Actor;
  /** Who sent the request, asked anew: for answers that take long. Refuses whoever may no more. */
  actorNow: () => Promise<Actor>;
  body: B;
  query: Q;
  /** The `[id]` of the address, in lower case, as ids are kept and keys are sealed to them. */
  id: string;
  request: Request;
  requestId: string;
}

interface Shape<B extends z.core.$ZodType, Q extends z.core.$ZodType, A extends z.core.$ZodType> {
  /** What the body must be; without it, none is read. */
  body?: B;
  /** What the query string must be; without it, there may be none that matters. */
  query?: Q;
  /** The allow-list that everything which leaves passes through; without it, nothing leaves. */
  answer?: A;
  /** What each line of a body is that is JSON Lines: read and checked by whoever takes it, not by the route. */
  bodyLines?: z.core.$ZodType;
  /** A GET that opens a key. Its HEAD, which asks for nothing of what that is for, is answered without it. */
  opensKey?: true;
  /** What is counted besides the request itself, and has a limit of its own. */
  limit?: Exclude<ApiLimit, "request">;
}

/**
 * An endpoint of the API for whoever is signed in. It alone knows about problem+json, origins, content
 * types, caching headers and request ids; `handle` gets checked input and returns data.
 */
export function route<B extends z.core.$ZodType, Q extends z.core.$ZodType, A extends z.core.$ZodType>(
  shape: Shape<B, Q, A>,
  handle: (
    input: Input<z.output<B>, z.output<Q>>,
  ) => Promise<Reply<z.input<A> | null> | Lines<z.input<A>> | TextLines>,
): Handler {
  return edge(
    async (request, id, requestId) => {
      const actorNow = () => requireActorOf(request.headers, requestId);
      const actor = await actorNow();
      await countRequest(actor, shape.limit);
      refuseOtherOrganization(request.headers, actor);
      const input = await readInput(shape, request);
      if (shape.opensKey && request.method === "HEAD") return { status: 200, headOnly: true };
      return handle({ ...input, actor, actorNow, id, request, requestId });
    },
    { ...shape, from: "actor" },
  );
}

/**
 * The same for what is sent on to somebody else: neither what comes in nor what goes out is read, both pass as fast as
 * they are taken. Whatever the answer is, a browser saves it and never shows or runs it.
 */
export function rawRoute(
  handle: (input: Pick<Input<unknown, unknown>, "actor" | "id"> & { sent: Sent }) => Promise<PassedOn>,
): Handler {
  return edge(
    async (request, id, requestId) => {
      const actor = await requireActorOf(request.headers, requestId);
      await countRequest(actor);
      refuseOtherOrganization(request.headers, actor);
      return handle({ actor, id, sent: sentBy(request) });
    },
    { from: "actor", passesOn: true },
  );
}

function sentBy(request: Request): Sent {
  const { method, headers, body, signal } = request;
  const path = headers.get(RAW_TARGET_HEADER);
  if (path === null) {
    throw invalid([{ field: "path", message: "Write the address as it is documented, without dots in it." }]);
  }
  const length = headers.get("content-length");
  const sent: Sent = { method, path, headers: headersToPassOn(headers), signal };
  if (!headers.has("transfer-encoding") && (length === null || length === "0")) return sent;
  if (body === null) throw invalid([{ field: "body", message: `A ${method} has no body: leave it out.` }]);
  return { ...sent, body, ...(length !== null && { bodyBytes: Number(length) }) };
}

/**
 * The same for what is too long to hold: the body is JSON Lines, to be read as fast as it is dealt with, and the answer
 * comes meanwhile. `signal` aborts when whoever sends it is gone.
 */
export function linesRoute<Q extends z.core.$ZodType, A extends z.core.$ZodType>(
  shape: Omit<Shape<z.core.$ZodType, Q, A>, "body"> & { bodyLines: z.core.$ZodType },
  handle: (
    input: Pick<
      Input<AsyncIterable<Uint8Array>, z.output<Q>>,
      "actor" | "actorNow" | "body" | "query" | "id"
    > & { signal: AbortSignal },
  ) => Promise<Lines<z.input<A>>>,
): Handler {
  return edge(
    async (request, id, requestId) => {
      const actorNow = () => requireActorOf(request.headers, requestId);
      const actor = await actorNow();
      await countRequest(actor, shape.limit);
      refuseOtherOrganization(request.headers, actor);
      requireContentType(request, "application/x-ndjson");
      const { query } = await readInput(shape, request);
      return handle({ actor, actorNow, id, query, body: bodyOf(request), signal: request.signal });
    },
    { ...shape, from: "actor" },
  );
}

async function* bodyOf({ body }: Request): AsyncGenerator<Uint8Array> {
  if (body !== null) yield* body;
}

/** The same for whoever is signed in, whether or not an organization has them: what is about themselves. */
export function personRoute<B extends z.core.$ZodType, Q extends z.core.$ZodType, A extends z.core.$ZodType>(
  shape: Shape<B, Q, A>,
  handle: (
    input: Omit<Input<z.output<B>, z.output<Q>>, "actor" | "actorNow"> & { person: Person },
  ) => Promise<Reply<z.input<A> | null>>,
): Handler {
  return edge(
    async (request, id, requestId) => {
      const person = await requirePersonOf(request.headers, requestId);
      await countRequest(person, shape.limit);
      return handle({ ...(await readInput(shape, request)), person, id, request, requestId });
    },
    { ...shape, from: "person" },
  );
}

/** The same for who is not signed in yet. */
export function openRoute<B extends z.core.$ZodType, A extends z.core.$ZodType>(
  shape: Shape<B, z.core.$ZodType, A>,
  handle: (
    input: Omit<Input<z.output<B>, unknown>, "actor" | "actorNow">,
  ) => Promise<Reply<z.input<A> | null>>,
): Handler {
  return edge(
    async (request, id, requestId) =>
      handle({ ...(await readInput(shape, request)), id, request, requestId }),
    { ...shape, from: "everyone" },
  );
}

/** A route's handlers by method; every other method is refused with 405 and the list of those there are. */
export function methods(handlers: Partial<Record<Method, Handler>>): Record<Method, Handler> {
  const allow = Object.keys(handlers).join(", ");
  const refuse = edge(async () => {
    throw new Refusal(405, "method_not_allowed", `Use ${allow || "another address"} here.`, {
      headers: { allow },
    });
  }, null);
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, ...handlers };
}

/** Every address of the API that does not exist. */
export const unknownRoute = methods(
  Object.fromEntries(
    (["GET", "POST", "PUT", "PATCH", "DELETE"] as const).map((method) => [
      method,
      route({}, async () => {
        throw notFound("address in the API");
      }),
    ]),
  ),
);

/**
 * A page says which organization it shows. Where the person has switched to another one since, in another window,
 * what they do on this page must not happen there.
 */
function refuseOtherOrganization(headers: Headers, actor: Actor): void {
  const shown = headers.get(ORGANIZATION_HEADER);
  if (shown === null || shown === actor.organizationId) return;
  throw new Refusal(
    409,
    "other_organization",
    "You have switched to another organization in another window: reload this page, or switch back first.",
  );
}

async function readInput<B extends z.core.$ZodType, Q extends z.core.$ZodType>(
  { body, query }: Shape<B, Q, z.core.$ZodType>,
  request: Request,
): Promise<{ body: z.output<B>; query: z.output<Q> }> {
  return {
    body: body ? check(body, await readJsonBody(request)) : (undefined as z.output<B>),
    query: query ? check(query, searchParams(request)) : (undefined as z.output<Q>),
  };
}

/** The value as the schema gives it. Throws a 422 Refusal that names the fields at fault and repeats no value. */
export function check<T extends z.core.$ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return parsed.data;
  throw invalid(parsed.error.issues.flatMap(toFieldErrors));
}

/** Messages are ours and repeat no value; an unknown field is named by whoever sent it, so only counted. */
function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === "unrecognized_keys") {
    return [{ field: issue.path.join("."), message: "Leave out the fields that are not documented here." }];
  }
  return [{ field: issue.path.join("."), message: issue.message }];
}

function searchParams(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

function edge(
  answer: (
    request: Request,
    id: string,
    requestId: string,
  ) => Promise<Reply<unknown> | Lines<unknown> | TextLines | HeadOnly | PassedOn>,
  takes: Taken | null,
): Handler {
  const compiled = takes?.answer && compileAllowList(takes.answer);
  const handler: Handler = async (request, context) => {
    const requestId = uuidv7();
    try {
      refuseCrossSite(request);
      const reply = await answer(request, String((await context.params)?.id ?? "").toLowerCase(), requestId);
      if ("batches" in reply) return await respondInLines(reply, compiled, request, requestId);
      if ("headOnly" in reply) return new Response(null, { headers: ownHeaders(requestId) });
      if ("texts" in reply) return await respondInTexts(reply, request, requestId);
      return "body" in reply ? passOn(reply, request, requestId) : respond(reply, compiled, requestId);
    } catch (error) {
      return problemResponse(error, request, requestId);
    }
  };
  return Object.assign(handler, { takes });
}

function respond(reply: Reply<unknown>, allowList: z.core.$ZodType | undefined, requestId: string): Response {
  const headers = new Headers(reply.headers);
  headers.set("cache-control", "no-store");
  headers.set("tessera-request-id", requestId);
  if (reply.location !== undefined) headers.set("location", reply.location);
  if (reply.status === 204 || allowList === undefined) return new Response(null, { status: 204, headers });
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(z.parse(allowList, reply.data)), { status: reply.status, headers });
}

/** Every line passes through the allow-list. One that breaks on the way is logged, and the connection broken off. */
async function respondInLines(
  { batches, fileName }: Lines<unknown>,
  allowList: z.core.$ZodType | undefined,
  request: Request,
  requestId: string,
): Promise<Response> {
  const toJson = (item: unknown) => (allowList === undefined ? null : z.parse(allowList, item));
  const stream = await jsonLinesStream(batches, toJson, (error) => unexpected(error, request, requestId));
  return linesResponse(stream, fileName, requestId);
}

async function respondInTexts({ texts, fileName }: TextLines, request: Request, requestId: string) {
  const stream = await textStream(texts, (error) => unexpected(error, request, requestId));
  return linesResponse(stream, fileName, requestId);
}

function linesResponse(stream: ReadableStream<Uint8Array>, fileName: string, requestId: string): Response {
  return new Response(stream, {
    headers: {
      "content-type": "application/x-ndjson",
      "content-disposition": `attachment; filename="${fileName}"`,
      ...ownHeaders(requestId),
    },
  });
}

function ownHeaders(requestId: string): Record<string, string> {
  return { "cache-control": "no-store", "tessera-request-id": requestId };
}

const NO_BODY = new Set([204, 205, 304]);
/** One piece at a time is fetched ahead of whoever reads. */
const PIECE_BY_PIECE = { highWaterMark: 1, size: () => 1 };

/** What somebody else wrote is a file to a browser; its policy, a sandbox, is set in response-headers.ts. */
function passOn({ status, headers, body, traceId }: PassedOn, request: Request, requestId: string): Response {
  const { date: _, ...passed } = headers;
  const ours = {
    "cache-control": "no-store",
    "content-disposition": "attachment",
    "tessera-request-id": requestId,
    ...(traceId !== null && { "tessera-trace-id": traceId }),
  };
  const init = { status, headers: { ...passed, ...ours } };
  if (NO_BODY.has(status) || request.method === "HEAD") {
    body.on("error", () => {}).resume();
    return new Response(null, init);
  }
  return new Response(Readable.toWeb(body, { strategy: PIECE_BY_PIECE }) as ReadableStream<Uint8Array>, init);
}

/** The problem+json of an error: its own where it was expected, a logged and bare 500 where it was not. */
export function problemResponse(error: unknown, request: Request, requestId = uuidv7()): Response {
  const refusal = error instanceof Refusal ? error : unexpected(error, request, requestId);
  const { headers: extraHeaders, ...extras } = refusal.extras;
  const problem: Problem = {
    type: "about:blank",
    title: titles[refusal.status] ?? "Error",
    status: refusal.status,
    detail: refusal.message,
    code: refusal.code,
    requestId,
    ...extras,
  };
  return new Response(JSON.stringify(problem), {
    status: refusal.status,
    headers: {
      ...extraHeaders,
      "content-type": problemContentType,
      "cache-control": "no-store",
      "tessera-request-id": requestId,
    },
  });
}

function unexpected(error: unknown, request: Request, requestId: string): Refusal {
  if (request.signal.aborted) return new Refusal(499, "cancelled", "The request was cancelled.");
  const { method } = request;
  const pathname = pathnameOf(request);
  log.error({ requestId, method, pathname, error: describeError(error) }, "a request failed");
  return new Refusal(
    500,
    "internal",
    "Something went wrong on our side, and nothing was changed. Try again; if it stays, tell your administrator the request id.",
  );
}

/** The address without its query, or null where it is none: telling of one error must not make another. */
function pathnameOf(request: Request): string | null {
  try {
    return new URL(request.url).pathname;
  } catch {
    return null;
  }
}
