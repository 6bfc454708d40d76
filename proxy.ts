import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "./lib/server/access/path-header.ts";
import { env } from "./lib/server/env.ts";
import { isKnownHost, UNKNOWN_HOST } from "./lib/server/known-host.ts";
import { pagePolicy } from "./lib/server/response-headers.ts";

const NONCE_BYTES = 16;

/**
 * Stands before every page, and before nothing else: refuses names that are not ours, gives the page the
 * policy and the nonce that Next writes on its own scripts, and tells it its own address, which Next does
 * not, so that signing in leads back to it. It authorizes nothing.
 */
export function proxy(request: NextRequest): NextResponse {
  if (!isKnownHost(request.headers.get("host"), env())) {
    const headers = { "content-type": "text/plain; charset=utf-8" };
    return new NextResponse(`${UNKNOWN_HOST}\n`, { status: 421, headers });
  }
  const policy = pagePolicy(randomBytes(NONCE_BYTES).toString("base64"));
  const headers = new Headers(request.headers);
  headers.set("content-security-policy", policy);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  return response;
}

// Whatever is neither the API's nor a file's is a page, if only the one that says that there is none.
export const config = { matcher: "/((?!api/|_next/static/|connectors/[^/]+\\.svg$|icon\\.svg$).*)" };
