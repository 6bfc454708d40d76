/** Where to go after signing in: a path of this site, or else the sources. Never another host. */
export function safeNext(next: string | undefined): string {
  if (next === undefined || !/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(next)) return "/sources";
  return next;
}
