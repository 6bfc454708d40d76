/** Whether a text is a path of this site, and nothing that a browser could read as another host's address. */
export function isOwnPath(text: string): boolean {
  return /^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(text);
}
