import type { Dispatcher } from "undici";
import { broken, type EgressError } from "./egress-error.ts";
import { isCompressed } from "./headers.ts";

/**
 * Why nothing of an answer is taken, or null: a status that no HTTP client would take, or a body that came compressed
 * although we never ask for that.
 */
export function whyNotPassable(
  { statusCode, headers }: Pick<Dispatcher.ResponseData, "statusCode" | "headers">,
  host: string,
): EgressError | null {
  if (statusCode < 200 || statusCode > 599) return broken(host, "its status is none");
  return isCompressed(headers) ? broken(host, "it came compressed") : null;
}
