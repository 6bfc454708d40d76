import { Refusal } from "./errors.ts";

/**
 * The revision that the header `If-Match` names, or null without one or with `*`. Refuses with 412 what names no
 * revision: it is not the one that anything has.
 */
export function ifMatchOf(request: Request): number | null {
  const value = request.headers.get("if-match")?.trim();
  if (value === undefined || value === "*") return null;
  const revision = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new Refusal(
    412,
    "changed_meanwhile",
    "If-Match names no revision of this credential: send the ETag that it was answered with.",
  );
}
