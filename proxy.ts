import { type NextRequest, NextResponse } from "next/server";
import { PATH_HEADER } from "./lib/server/access/path-header.ts";

/** Tells pages their own address, which Next does not, so that signing in leads back to it. It authorizes nothing. */
export function proxy(request: NextRequest): NextResponse {
  const headers = new Headers(request.headers);
  headers.set(PATH_HEADER, request.nextUrl.pathname + request.nextUrl.search);
  return NextResponse.next({ request: { headers } });
}

export const config = { matcher: "/((?!api/|_next/|.*\\.).*)" };
