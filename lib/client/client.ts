import createClient, { type Client } from "openapi-fetch";
import type { components, paths } from "./api-types.ts";

export type Problem = components["schemas"]["Problem"];
export type Credential = components["schemas"]["Credential"];
export type Integration = components["schemas"]["Integration"];

/** A Tessera that programs talk to: `api` with types of everything, `send` for what is streamed. */
export interface Tessera {
  url: string;
  api: Client<paths>;
  /** Ends what is under way. */
  signal: AbortSignal | undefined;
  /** Sends a request to a path of the API. Every answer that is not a success is a RequestFailed. */
  send(path: string, init?: RequestInit): Promise<Response>;
  /**
   * Sends a request to the service of a credential: `path` is what stands behind the Base URL, with its query. The
   * answer is the service's own, whatever its status; a refusal of Tessera's is a RequestFailed.
   */
  sendThrough(credentialId: string, path: string, init?: RequestInit): Promise<Response>;
}

/**
 * A request that brought nothing: `refused` with the problem that the API tells of, `unreachable` without an answer, and
 * `foreign` with an answer that no Tessera gives. After `unreachable` nobody knows whether it was carried out.
 */
export class RequestFailed extends Error {
  readonly kind: "refused" | "unreachable" | "foreign";
  readonly problem: Problem | null;
  readonly retryAfterSeconds: number | null;

  constructor(kind: RequestFailed["kind"], sentence: string, problem: Problem | null = null, retryAfter = 0) {
    super(sentence);
    this.name = "RequestFailed";
    this.kind = kind;
    this.problem = problem;
    this.retryAfterSeconds = retryAfter > 0 ? retryAfter : null;
  }
}

/** The API of the Tessera at this address, as whoever has the token; `signal` ends what is under way. */
export function openTessera({
  url,
  token,
  signal,
}: {
  url: string;
  token: string;
  signal?: AbortSignal;
}): Tessera {
  const answerTo = async (request: Request): Promise<Response> => {
    request.headers.set("authorization", `Bearer ${token}`);
    try {
      // A redirect would take the token along, to wherever it leads.
      return await fetch(request, { redirect: "manual", signal: signal ?? null });
    } catch (error) {
      signal?.throwIfAborted();
      throw new RequestFailed("unreachable", unreachable(url, error));
    }
  };
  const fetchFrom = async (request: Request): Promise<Response> => {
    const response = await answerTo(request);
    if (response.ok) return response;
    throw await failureOf(response, url);
  };
  return {
    url,
    signal,
    api: createClient<paths>({ baseUrl: url, fetch: fetchFrom }),
    send: (path, init) => fetchFrom(new Request(new URL(path, url), init)),
    sendThrough: async (credentialId, path, init) => {
      const response = await answerTo(new Request(throughCredential(url, credentialId, path), init));
      if (await isOfTheService(response)) return response;
      throw await failureOf(response, url);
    },
  };
}

/** What an operation of `api` answered: where it did not throw, there is something. */
export function dataOf<T>({ data }: { data?: T }): T {
  if (data === undefined) throw new RequestFailed("foreign", NOT_TESSERA);
  return data;
}

/** All of a paged list, one page after the other. */
export async function allOf<T>(
  getPage: (cursor: { cursor?: string }) => Promise<{ data?: { data: T[]; nextCursor: string | null } }>,
): Promise<T[]> {
  const all: T[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: T[]; nextCursor: string | null } = dataOf(
      await getPage(cursor === null ? {} : { cursor }),
    );
    all.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}

/** Throws a TypeError where the path would become another address of the API, as `..` does. */
function throughCredential(url: string, credentialId: string, path: string): URL {
  const base = new URL(`/api/v1/credentials/${encodeURIComponent(credentialId)}/proxy/`, url).href;
  const address = new URL(base + path.replace(/^\//, ""));
  if (!address.href.startsWith(base)) throw new TypeError("The path leads out of the service.");
  return address;
}

/** Tessera passes it on with an id, and only its own problems repeat that id: the service does not know it. */
async function isOfTheService(response: Response): Promise<boolean> {
  const requestId = response.headers.get("tessera-request-id");
  if (requestId === null || !isProblem(response)) return requestId !== null;
  const problem = await response
    .clone()
    .json()
    .catch(() => null);
  return problem?.requestId !== requestId;
}

function isProblem({ headers }: Response): boolean {
  return headers.get("content-type")?.startsWith("application/problem+json") === true;
}

const NOT_TESSERA = "What answers at this address is not a Tessera: check the address.";

function unreachable(url: string, error: unknown): string {
  const { cause } = error as { cause?: { code?: unknown } };
  const code = typeof cause?.code === "string" ? ` (${cause.code})` : "";
  return `Tessera did not answer at ${url}${code}: check the address, and that it is up.`;
}

async function failureOf(response: Response, url: string): Promise<RequestFailed> {
  const problem = isProblem(response)
    ? await response.json().catch(() => null)
    : await response.body?.cancel();
  if (typeof problem?.detail === "string") {
    return new RequestFailed("refused", problem.detail, problem, Number(response.headers.get("retry-after")));
  }
  if (response.status >= 502) {
    return new RequestFailed("unreachable", `Tessera is not up behind ${url}: try again when it is.`);
  }
  return new RequestFailed("foreign", NOT_TESSERA);
}
