import { ORGANIZATION_HEADER } from "./access.ts";
import type { Problem } from "./problem.ts";

/**
 * An answer of the API that is not a success, or no answer at all (`problem` is null then: the network
 * is gone or the server did not answer, and nothing is known about whether the request was carried out).
 */
export class ApiError extends Error {
  readonly problem: Problem | null;
  /** After how long to try again, where the answer says so. */
  readonly retryAfterSeconds: number | null;

  constructor(problem: Problem | null, retryAfterSeconds: number | null = null) {
    super(problem?.detail ?? "Tessera did not answer. Check your connection and try again.");
    this.name = "ApiError";
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** What checks something, and says what it is then: a schema of zod's. */
export interface Checker<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false };
}

/**
 * What an answer has to be. A function fetches the schema while the answer is on its way, so that a page that may never
 * ask need not have it; null is for an answer that nobody reads.
 */
export type AnswerSchema<T> = Checker<T> | (() => Promise<Checker<T>>) | null;

/**
 * Calls Tessera's own API from the page, and checks the answer against its schema.
 * Throws ApiError for every other outcome, and the abort reason when `signal` aborts.
 */
export async function callApi<T>(
  path: `/api/${string}`,
  schema: AnswerSchema<T>,
  options: {
    method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    body?: unknown;
    signal?: AbortSignal;
    /** The revision that what is changed must still have. */
    ifMatch?: number;
  } = {},
): Promise<T> {
  const { method = "GET", body, signal, ifMatch } = options;
  const headers = new Headers();
  const init: RequestInit = { method, headers };
  if (signal !== undefined) init.signal = signal;
  const organizationId = shownOrganization();
  if (organizationId !== null) headers.set(ORGANIZATION_HEADER, organizationId);
  if (ifMatch !== undefined) headers.set("if-match", `"${ifMatch}"`);
  if (body !== undefined) {
    headers.set("content-type", "application/json");
    init.body = JSON.stringify(body);
  }
  const checking = checkerOf(schema);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, init);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(null);
  }
  if (!response.ok) throw new ApiError(await readProblem(response, text), retryAfterOf(response));
  if (schema === null) return null as T;
  const parsed = (await checking)?.safeParse(text === "" ? null : parseJson(text));
  if (!parsed?.success) throw new ApiError(null);
  return parsed.data;
}

/** Null where there is none, or it could not be fetched. */
async function checkerOf<T>(schema: AnswerSchema<T>): Promise<Checker<T> | null> {
  try {
    return typeof schema === "function" ? await schema() : schema;
  } catch {
    return null;
  }
}

/** The organization that this page shows, which a signed-in page says of itself in a `<meta>`; or null. */
function shownOrganization(): string | null {
  if (typeof document === "undefined") return null;
  return document.querySelector<HTMLMetaElement>(`meta[name="${ORGANIZATION_HEADER}"]`)?.content ?? null;
}

async function readProblem(response: Response, text: string): Promise<Problem | null> {
  if (!response.headers.get("content-type")?.startsWith("application/problem+json")) return null;
  const checker = await checkerOf(async () => (await import("./problem.ts")).problemSchema);
  const parsed = checker?.safeParse(parseJson(text));
  return parsed?.success ? parsed.data : null;
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get("retry-after"));
  return seconds > 0 ? seconds : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
