const TRACE_ID = /^[A-Za-z0-9._:/+=-]{1,128}$/;

/**
 * What to tell the service's support of an answer with these headers: the id of an error body, where there is one, else
 * that of the usual headers. What does not look like an id is none.
 */
export function traceIdOf(headers: Readonly<Record<string, string>>, bodyId?: unknown): string | null {
  const candidates = [bodyId, headers["x-request-id"], headers["x-trace-id"]];
  return candidates.find((id): id is string => typeof id === "string" && TRACE_ID.test(id)) ?? null;
}
