import { env } from "./env.ts";
import { Refusal } from "./errors.ts";
import { isKnownHost, UNKNOWN_HOST } from "./known-host.ts";

const BODY_BYTES_MAX = 64 * 1024;
/** Far more than anything of ours has, and far less than what breaks whoever writes it as JSON again. */
const DEPTH_MAX = 64;
const utf8 = new TextDecoder("utf-8", { fatal: true });

const badJson = () =>
  new Refusal(
    400,
    "bad_json",
    "The body is not valid JSON in UTF-8, or nested too deeply: check it and send it again.",
  );

/**
 * The parsed JSON body. Refuses other content types with 415, bodies over 64 KiB with 413 without
 * reading on, and what is not JSON, or nested more than 64 levels deep, with 400. No message repeats any of the body.
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  requireContentType(request, "application/json");
  const bytes = await readBounded(request);
  let body: unknown;
  try {
    body = JSON.parse(utf8.decode(bytes));
  } catch {
    // The parser's own message quotes the body.
    throw badJson();
  }
  if (isDeeper(body, DEPTH_MAX)) throw badJson();
  return body;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

/** Refuses a body that says it is anything else, with 415. */
export function requireContentType(
  request: Request,
  type: "application/json" | "application/x-ndjson",
): void {
  const contentType = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (contentType === type) return;
  const what = type === "application/json" ? "JSON" : "JSON Lines";
  throw new Refusal(415, "wrong_content_type", `Send ${what}, with the header Content-Type: ${type}.`);
}

/** The body, refused with 413 as soon as it is over the limit. */
export async function readBounded(request: Request): Promise<Uint8Array<ArrayBuffer>> {
  const tooLarge = () => new Refusal(413, "too_large", "The body is over 64 KiB: send less.");
  if (Number(request.headers.get("content-length") ?? 0) > BODY_BYTES_MAX) throw tooLarge();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > BODY_BYTES_MAX) throw tooLarge();
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/** Refuses with 421 what calls this machine by a name that is not Tessera's. */
export function refuseUnknownHost(request: Request): void {
  if (!isKnownHost(request.headers.get("host"), env())) {
    throw new Refusal(421, "unknown_host", UNKNOWN_HOST);
  }
}

/**
 * Refuses what another site's page sent, with 403, or with 421 where that site calls this machine by a name
 * of its own. Browsers say where a request comes from in Sec-Fetch-Site and Origin; programs send neither,
 * and carry no cookie that a page could borrow.
 */
export function refuseCrossSite(request: Request): void {
  refuseUnknownHost(request);
  const site = request.headers.get("sec-fetch-site");
  const origin = request.headers.get("origin");
  const sameSite = site === null || site === "same-origin" || (site === "none" && request.method === "GET");
  if (sameSite && (origin === null || isOwnOrigin(origin, request))) return;
  throw new Refusal(
    403,
    "cross_site",
    "Requests from other sites are refused: use Tessera from its own address.",
  );
}

/** Where this Tessera is, as whoever asks for it writes it: as the operator says, else as this request does. */
export function ownOrigin(headers: Headers): string {
  return env().url ?? `http://${headers.get("host") ?? "127.0.0.1:3000"}`;
}

function isOwnOrigin(origin: string, request: Request): boolean {
  const { url } = env();
  if (url !== null) return origin === url;
  return URL.canParse(origin) && new URL(origin).host === request.headers.get("host");
}
