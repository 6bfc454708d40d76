import "server-only";
import { Refusal } from "../errors.ts";
import { readBounded, refuseCrossSite } from "../request.ts";
import { methods, problemResponse } from "../route.ts";
import { withClientAddress } from "./client-address.ts";
import { SIGN_IN_PATH, signIn } from "./sign-in.ts";

/** What of better-auth is in use. Whatever else its version at hand would answer does not exist. */
const OPEN_PATHS: ReadonlySet<string> = new Set([`POST ${SIGN_IN_PATH}`, "POST /api/auth/sign-out"]);

/** better-auth behind the same checks as every other route: origin, size, and an allow-list of its paths. */
export function signInRoute(answer: (request: Request) => Promise<Response>) {
  async function handle(request: Request): Promise<Response> {
    try {
      refuseCrossSite(request);
      const { pathname } = new URL(request.url);
      if (!OPEN_PATHS.has(`${request.method} ${pathname}`)) {
        throw new Refusal(404, "not_found", "There is no such address.");
      }
      const body = await readBounded(request);
      // The session keeps the address that it began at: not one that the caller made up.
      const headers = withClientAddress(request.headers);
      headers.delete("content-length");
      const { method, signal } = request;
      const passed = new Request(request.url, { method, headers, body, signal });
      const response = await (pathname === SIGN_IN_PATH ? signIn(passed, answer) : answer(passed));
      response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error, request);
    }
  }
  return methods({ GET: handle, POST: handle });
}
