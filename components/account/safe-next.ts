import { isOwnPath } from "@/lib/own-path.ts";

/** Where to go after signing in: a path of this site, or else the sources. Never another host. */
export function safeNext(next: string | undefined): string {
  return next !== undefined && isOwnPath(next) ? next : "/sources";
}
