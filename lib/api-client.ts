import * as z from "zod/mini";
import { ORGANIZATION_HEADER } from "./access.ts";
import { type Problem, problemContentType, problemSchema } from "./problem.ts";

/**
 * An answer of the API that is not a success, or no answer at all (`problem` is null then: the network
 * is gone or the server did not answer, and nothing is known about whether the request was carried out).
 */
export class ApiError extends Error {
  readonly problem: Problem | null;

  constructor(problem: Problem | null) {
    super(problem?.detail ?? "Tessera did not answer. Check your connection and try again.");
    this.name = "ApiError";
    this.problem = problem;
  }
}

/**
 * Calls Tessera's own API from the page, and checks the answer against its schema.
 * Throws ApiError for every other outcome, and the abort reason when `signal` aborts.
 */
export async function callApi<T extends z.core.$ZodType>(
  path: `/api/${string}`,
  schema: T,
  options: {
    method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
    body?: unknown;
    signal?: AbortSignal;
    /** The revision that what is changed must still have. */
    ifMatch?: number;
  } = {},
): Promise<z.output<T>> {
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
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, init);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(null);
  }
  if (!response.ok) throw new ApiError(readProblem(response, text));
  const parsed = z.safeParse(schema, text === "" ? null : parseJson(text));
  if (!parsed.success) throw new ApiError(null);
  return parsed.data;
}

/** The organization that this page shows, which a signed-in page says of itself in a `<meta>`; or null. */
function shownOrganization(): string | null {
  if (typeof document === "undefined") return null;
  return document.querySelector<HTMLMetaElement>(`meta[name="${ORGANIZATION_HEADER}"]`)?.content ?? null;
}

function readProblem(response: Response, text: string): Problem | null {
  if (!response.headers.get("content-type")?.startsWith(problemContentType)) return null;
  return z.safeParse(problemSchema, parseJson(text)).data ?? null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
