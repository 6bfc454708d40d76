import { parseJson } from "./parse-json.ts";

const TRACE_ID = /^[A-Za-z0-9._:/+=-]{1,128}$/;

/**
 * What to tell the service's support of an answer: the id in the body of an error, where there is one, else that of the
 * usual headers. What does not look like an id is none.
 */
export function traceIdOf(
  headers: Readonly<Record<string, string>>,
  errorBody: string | null = null,
): string | null {
  const candidates = [
    errorBody === null ? null : idOf(errorBody),
    headers["x-request-id"],
    headers["x-trace-id"],
  ];
  return candidates.find((id): id is string => typeof id === "string" && TRACE_ID.test(id)) ?? null;
}

function idOf(body: string): unknown {
  const parsed = parseJson(body);
  return typeof parsed === "object" && parsed !== null && "id" in parsed ? parsed.id : null;
}
