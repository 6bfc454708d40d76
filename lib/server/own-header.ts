import type { IncomingMessage } from "node:http";

/**
 * Sets a request header that is ours alone, before anybody reads the request: whatever the caller sent under its name is
 * dropped, also where there is nothing to set. Node keeps headers as they were sent beside those by name, and which of
 * them are read is for whoever takes the request.
 */
export function setOwnHeader(
  { headers, rawHeaders }: Pick<IncomingMessage, "headers" | "rawHeaders">,
  name: string,
  value: string | null,
): void {
  if (headers[name] !== undefined) {
    delete headers[name];
    for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
      if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2);
    }
  }
  if (value === null) return;
  headers[name] = value;
  rawHeaders.push(name, value);
}
