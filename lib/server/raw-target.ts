import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { setOwnHeader } from "./own-header.ts";

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
    const { route, rest = null } = SENT_ON.exec(request.url ?? "")?.groups ?? {};
    setOwnHeader(request, RAW_TARGET_HEADER, rest);
    if (rest !== null) request.url = `${route}/-`;
  });
}
