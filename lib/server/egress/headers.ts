import { invalid } from "./egress-error.ts";

/** Visible ASCII with spaces inside: what survives every server and proxy unchanged. */
const SENDABLE_KEY = /^[\x21-\x7e](?:[\x20-\x7e]*[\x21-\x7e])?$/;
const MAX_KEY_CHARACTERS = 4096;

/** Refuses a key that cannot be the value of a header. The error never repeats it. */
export function assertSendableKey(key: string): void {
  if (key.length > MAX_KEY_CHARACTERS) throw invalid("the key is too long to be sent");
  if (!SENDABLE_KEY.test(key)) throw invalid("the key holds characters that cannot be sent");
}

const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Of the connection, of who is signed in, of who asks: none of it is the service's business. */
const NEVER_SENT = new Set([
  "accept-encoding",
  "authorization",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "expect",
  "forwarded",
  "host",
  "http2-settings",
  "keep-alive",
  "origin",
  "referer",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);
const NEVER_SENT_PREFIX = /^(?:proxy|sec|x-forwarded|x-real)-/;

/**
 * The headers that leave: the caller's harmless ones, then ours. A caller's header is also dropped
 * when it spells a dash as an underscore, which many servers read as the same name.
 */
export function outgoingHeaders(
  caller: Readonly<Record<string, string>>,
  keyHeader: string,
  key: string,
  hasBody: boolean,
): Record<string, string> {
  const headers = new Map<string, string>([
    ["accept", "application/json"],
    ["user-agent", "Tessera"],
  ]);
  if (hasBody) headers.set("content-type", "application/json");

  const named = connectionNames(caller);
  for (const [name, value] of Object.entries(caller)) {
    if (!HEADER_NAME.test(name) || !HEADER_VALUE.test(value))
      throw invalid("one of its headers is malformed");
    const lowerCase = name.toLowerCase();
    const canonical = lowerCase.replaceAll("_", "-");
    const isDropped =
      NEVER_SENT.has(canonical) ||
      NEVER_SENT_PREFIX.test(canonical) ||
      named.has(lowerCase) ||
      canonical === keyHeader.toLowerCase();
    if (!isDropped) headers.set(lowerCase, value);
  }
  return { ...Object.fromEntries(headers), "accept-encoding": "identity", [keyHeader]: key };
}

/** Headers that a caller's `Connection` declares to be for the next hop only. */
function connectionNames(caller: Readonly<Record<string, string>>): Set<string> {
  const values = Object.entries(caller).filter(([name]) => name.toLowerCase() === "connection");
  return new Set(values.flatMap(([, value]) => value.toLowerCase().split(/[\s,]+/)));
}

/**
 * What a program may say to a service through us; of what it is about, and nothing of who says it. No ranges: of a key
 * that an answer repeats, no part of it would be known for one.
 */
const PASSED_ON = [
  "accept",
  "accept-language",
  "content-language",
  "content-type",
  "idempotency-key",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-unmodified-since",
  "prefer",
  "traceparent",
  "tracestate",
  "x-request-id",
];

/** The headers of a request to us that may be passed on to a service. */
export function headersToPassOn(received: Headers): Record<string, string> {
  const entries = PASSED_ON.map((name) => [name, received.get(name)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
}

/** What a caller may see of a response. Cookies, and where a redirect leads, stay here. */
const SAFE_RESPONSE_HEADERS = [
  "allow",
  "cache-control",
  "content-language",
  "content-type",
  "date",
  "etag",
  "last-modified",
  "retry-after",
  "x-ratelimit-limit",
  "x-ratelimit-remaining",
  "x-ratelimit-reset",
  "x-request-id",
  "x-trace-id",
];

/** The safe ones of a response's headers, masked. */
export function safeResponseHeaders(
  received: Readonly<Record<string, string | string[] | undefined>>,
  mask: (text: string) => string,
): Record<string, string> {
  const safe: Record<string, string> = {};
  for (const name of SAFE_RESPONSE_HEADERS) {
    const value = received[name];
    if (value !== undefined) safe[name] = mask([value].flat().join(", "));
  }
  return safe;
}

/** Whether a body came compressed, although we never ask for that: how large it becomes is anybody's guess. */
export function isCompressed(received: Readonly<Record<string, string | string[] | undefined>>): boolean {
  const encoding = [received["content-encoding"] ?? "identity"].flat().join();
  return encoding.toLowerCase() !== "identity";
}
