import { env } from "../env.ts";

const FORWARDED_FOR = "x-forwarded-for";

/**
 * Where a request came from, or null when nobody trustworthy says so. Behind a proxy (TESSERA_URL is
 * set) that is the last address of X-Forwarded-For, which the proxy wrote. Without one, that header is
 * whatever the caller made up.
 */
export function clientAddress(headers: Headers): string | null {
  if (env().url === null) return null;
  const last = headers.get(FORWARDED_FOR)?.split(",").at(-1)?.trim();
  return last === undefined || last === "" ? null : last.slice(0, 64);
}

/** The headers for whoever takes X-Forwarded-For at its word: with the client's address there, or without it. */
export function withClientAddress(headers: Headers): Headers {
  const trusted = new Headers(headers);
  const address = clientAddress(headers);
  if (address === null) trusted.delete(FORWARDED_FOR);
  else trusted.set(FORWARDED_FOR, address);
  return trusted;
}
