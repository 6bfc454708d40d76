import "server-only";
import { Refusal } from "../errors.ts";
import { readBounded, refuseCrossSite } from "../request.ts";
import { methods, problemResponse } from "../route.ts";

/** What of better-auth is in use. Whatever else its version at hand would answer does not exist. */
const OPEN_PATHS: ReadonlySet<string> = new Set(["POST /api/auth/sign-in/email", "POST /api/auth/sign-out"]);

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
      const response = await answer(
        new Request(request.url, {
          method: request.method,
          headers: request.headers,
          body,
          signal: request.signal,
        }),
      );
      response.headers.set("cache-control", "no-store");
      return response;
    } catch (error) {
      return problemResponse(error, request);
    }
  }
  return methods({ GET: handle, POST: handle });
}
