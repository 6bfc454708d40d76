import { env } from "../env.ts";

/**
 * Where a request came from, or null when nobody trustworthy says so. Behind a proxy (TESSERA_URL is
 * set) that is the last address of X-Forwarded-For, which the proxy wrote. Without one, that header is
 * whatever the caller made up.
 */
export function clientAddress(headers: Headers): string | null {
  if (env().url === null) return null;
  const last = headers.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return last === undefined || last === "" ? null : last.slice(0, 64);
}
