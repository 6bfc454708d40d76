import "server-only";
import { Refusal } from "../errors.ts";
import { readBounded, refuseCrossSite } from "../request.ts";
import { methods, problemResponse } from "../route.ts";
import { clientAddress } from "./client-address.ts";

/** What of better-auth is in use. Whatever else its version at hand would answer does not exist. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["POST /api/auth/sign-in/email", "POST /api/auth/sign-out"]);

/** One count for everybody where nobody says who asks. */
const ANYONE = "127.0.0.1";

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
      const headers = new Headers(request.headers);
      // Sign-ins are counted by address: one that the caller made up would begin a new count each time.
      headers.set("x-forwarded-for", clientAddress(headers) ?? ANYONE);
      const { method, signal } = request;
      const response = await answer(new Request(request.url, { method, headers, body, signal }));
      response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error, request);
    }
  }
  return methods({ GET: handle, POST: handle });
}
