import "server-only";
import { v7 as uuidv7 } from "uuid";
import { Refusal } from "../errors.ts";
import { tooMany } from "../limits/too-many.ts";
import { readBounded, readJsonBody, refuseCrossSite, refuseUnknownHost } from "../request.ts";
import { check, methods, problemResponse } from "../route.ts";
import { inAuthRequest } from "./auth-request.ts";
import { clientAddress } from "./client-address.ts";
import { sessionCookieName, sessionSecret } from "./session-settings.ts";
import { readSessionToken } from "./session-token.ts";
import { SIGN_IN_PATH, signIn, withPassword } from "./sign-in.ts";
import { type SignInPath, signInPaths } from "./sign-in-paths.ts";

type Answer = (request: Request) => Promise<Response>;

/** One count for everybody of whom a proxy does not say who they are. */
const ANYONE = "127.0.0.1";

/** Of an error, what the page tells apart; the library's messages repeat nothing. */
const ERROR_FIELDS = ["code", "message"];

/**
 * better-auth behind the same checks as every other route: origin, size, and an allow-list of its addresses, of
 * what goes into them and of what comes out. `singleSignOn` is null where there is no provider.
 */
export function signInRoute(answer: Answer, singleSignOn: () => Answer | null) {
  async function handle(request: Request): Promise<Response> {
    const requestId = uuidv7();
    try {
      const { pathname } = new URL(request.url);
      const path = signInPaths[`${request.method} ${pathname}`];
      // Whoever comes back from the provider comes from another site; the state in their cookie says that they left here.
      if (path?.fromProvider === true) refuseUnknownHost(request);
      else refuseCrossSite(request);
      const ask = path?.singleSignOn === true ? singleSignOn() : answer;
      if (path === undefined || ask === null) {
        throw new Refusal(404, "not_found", "There is no such address.");
      }
      const response = await inAuthRequest(originOf(request, requestId), path, async () => {
        if (pathname === SIGN_IN_PATH) return signIn(request, ask);
        const passed = await narrowed(path, request);
        return path.asksPassword ? withPassword(passed, ask) : ask(passed);
      });
      return await allowed(path, response, requestId);
    } catch (error) {
      return problemResponse(error, request, requestId);
    }
  }
  return methods({ GET: handle, POST: handle });
}

/** Whose request it is, for its audit events. */
function originOf({ headers }: Request, requestId: string) {
  const sessionToken = readSessionToken(headers.get("cookie"), sessionCookieName(), sessionSecret());
  return { requestId, address: clientAddress(headers), sessionToken };
}

/** The request as the library may see it. */
async function narrowed(path: SignInPath, request: Request): Promise<Request> {
  const headers = new Headers(request.headers);
  // Sign-ins are counted by address: one that the caller made up would begin a new count each time.
  headers.set("x-forwarded-for", clientAddress(headers) ?? ANYONE);
  const url = new URL(request.url);
  if (path.fromProvider !== true) url.search = "";
  const { method, signal } = request;
  if (method === "GET") return new Request(url, { method, headers, signal });
  headers.delete("content-length");
  return new Request(url, { method, headers, body: await bodyOf(path, request), signal });
}

async function bodyOf({ body }: SignInPath, request: Request): Promise<Uint8Array<ArrayBuffer> | string> {
  if (body === undefined) return readBounded(request);
  return JSON.stringify(check(body, await readJsonBody(request)));
}

const MS_PER_SECOND = 1_000;

/**
 * The library's answer, without the fields that are not listed: status, cookies and the way on stay. What it refuses
 * because it was asked too often is refused in our own words.
 */
async function allowed({ answer }: SignInPath, response: Response, requestId: string): Promise<Response> {
  const retryAfter = response.headers.get("x-retry-after");
  if (response.status === 429 && retryAfter !== null) {
    const waitMs = Number(retryAfter) * MS_PER_SECOND;
    throw tooMany("too_many_attempts", "There were too many attempts from your network.", waitMs);
  }
  const headers = new Headers(response.headers);
  headers.set("tessera-request-id", requestId);
  headers.set("cache-control", "no-store");
  headers.delete("content-length");
  const { status } = response;
  if (status >= 300 && status < 400) return new Response(null, { status, headers });
  const fields = response.ok ? answer : ERROR_FIELDS;
  const body: unknown = await response.json().catch(() => null);
  const picked = Object.entries(body ?? {}).filter(([name]) => fields.includes(name));
  headers.set("content-type", "application/json");
  return new Response(JSON.stringify(Object.fromEntries(picked)), { status, headers });
}
