import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";

/** The request header in which a route that sends something on finds the rest of the address, as it was sent. */
export const RAW_TARGET_HEADER = "tessera-raw-target";

const SENT_ON = /^(?<route>\/api\/v1\/credentials\/[^/?#]+\/proxy)(?<rest>\/.*)$/;

/** Whether what this address answers was written by somebody else. */
export function isSentOn(url: string | undefined): boolean {
  return SENT_ON.test(url ?? "");
}

let begun = false;

/**
 * From now on, what stands after `/proxy` in an address is kept from Next, which would resolve `..`, redirect from `//`
 * and write the query anew: whoever judges and sends it on must see what was sent. Next gets `/proxy/-`. The header is
 * ours alone: from a caller it is dropped.
 */
export function keepRawTargets(): void {
  if (begun) return;
  begun = true;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    drop(request, RAW_TARGET_HEADER);
    const { route, rest } = SENT_ON.exec(request.url ?? "")?.groups ?? {};
    if (rest === undefined) return;
    request.headers[RAW_TARGET_HEADER] = rest;
    request.rawHeaders.push(RAW_TARGET_HEADER, rest);
    request.url = `${route}/-`;
  });
}

/** Node keeps headers as they were sent beside those by name: which of them are read is for whoever takes the request. */
function drop({ headers, rawHeaders }: IncomingMessage, name: string): void {
  if (headers[name] === undefined) return;
  delete headers[name];
  for (let at = rawHeaders.length - 2; at >= 0; at -= 2) {
    if (rawHeaders[at]?.toLowerCase() === name) rawHeaders.splice(at, 2);
  }
}
