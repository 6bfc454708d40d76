import { Refusal } from "./errors.ts";
import type { Reply } from "./route.ts";

/**
 * The revision that the header `If-Match` names, or null without one or with `*`. Refuses with 412 what names no
 * revision: it is not the one that anything has. `what` is what the request is about.
 */
export function ifMatchOf(request: Request, what = "credential"): number | null {
  const value = request.headers.get("if-match")?.trim();
  if (value === undefined || value === "*") return null;
  const revision = /^"(\d{1,9})"$/.exec(value)?.[1];
  if (revision !== undefined) return Number(revision);
  throw new Refusal(
    412,
    "changed_meanwhile",
    `If-Match names no revision of this ${what}: send the ETag that it was answered with.`,
  );
}

/** The same where a request must say it: refuses with 428 one without the header. Null is then `*`: whichever it is. */
export function requireIfMatch(request: Request, what = "credential"): number | null {
  if (request.headers.has("if-match")) return ifMatchOf(request, what);
  throw new Refusal(
    428,
    "if_match_required",
    `Send the ETag of the ${what} as If-Match, so that no change of somebody else is lost.`,
  );
}

/** The answer with the `ETag` of what it is. */
export function withEtag<T extends { revision: number }>(reply: Reply<T>): Reply<T> {
  return { ...reply, headers: new Headers({ etag: `"${reply.data.revision}"` }) };
}
