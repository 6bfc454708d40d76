import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import ipaddr from "ipaddr.js";
import { env } from "../env.ts";
import { log } from "../log.ts";
import { setOwnHeader } from "../own-header.ts";

/** The request header in which everybody finds where it came from. */
const CLIENT_ADDRESS_HEADER = "tessera-client-address";
const FORWARDED_FOR = "x-forwarded-for";

/** Said once, where there should be a proxy: whoever it is may also be somebody who plays one. */
const UNNAMED_PROXY =
  "X-Forwarded-For is not believed of who sends it: if that is your proxy, name its address in TESSERA_TRUSTED_PROXIES, or everybody behind it counts as one";

type Address = ipaddr.IPv4 | ipaddr.IPv6;
/** Addresses that begin alike, in so many bits. */
type Range = readonly [Address, number];

let begun = false;

/** From now on, each request says where it came from: see `clientAddress`. */
export function keepClientAddresses(): void {
  if (begun) return;
  begun = true;
  const { url, trustedProxies } = env();
  const trusted = rangesOf(trustedProxies);
  let warns = url !== null;
  subscribe("http.server.request.start", (message) => {
    const { request } = message as { request: IncomingMessage };
    const proxy = warns ? unnamedProxy(request, trusted) : null;
    if (proxy !== null) {
      warns = false;
      log.warn({ proxy }, UNNAMED_PROXY);
    }
    setOwnHeader(request, CLIENT_ADDRESS_HEADER, addressOf(request, trusted));
  });
}

/**
 * Where a request came from: an address, in the one way to write it; null where nobody trustworthy says so. That is who
 * opened the connection, unless it is a proxy that the operator trusts: then whom X-Forwarded-For says that it had it
 * from. From anybody else, that header is whatever the caller made up.
 */
export function clientAddress(headers: Headers): string | null {
  return headers.get(CLIENT_ADDRESS_HEADER);
}

/** The headers for whoever takes X-Forwarded-For at its word: with the client's address there, or without it. */
export function withClientAddress(headers: Headers): Headers {
  const trusted = new Headers(headers);
  const address = clientAddress(headers);
  if (address === null) trusted.delete(FORWARDED_FOR);
  else trusted.set(FORWARDED_FOR, address);
  return trusted;
}

/** Whether an address, as `clientAddress` gives it, is this machine's: it says nothing of who asks. */
export function isLoopback(address: string): boolean {
  return ipaddr.parse(address).range() === "loopback";
}

/** The part of a request that says where it came from. */
interface Came {
  socket: Pick<IncomingMessage["socket"], "remoteAddress">;
  headers: IncomingMessage["headers"];
}

/** What `clientAddress` will say. Of proxies in a row, each has added whom it heard at the end. */
export function addressOf({ socket, headers }: Came, trusted: readonly Range[]): string | null {
  const forwarded = String(headers[FORWARDED_FOR] ?? "").split(",");
  let from = parse(socket.remoteAddress ?? "");
  while (from !== null && isWithin(from, trusted)) {
    const before = forwarded.pop()?.trim() ?? "";
    if (before === "") break;
    from = parse(before);
  }
  return from?.toString() ?? null;
}

/** Who opened the connection and names somebody else, without being trusted to; null where nobody does. */
export function unnamedProxy({ socket, headers }: Came, trusted: readonly Range[]): string | null {
  const peer = parse(socket.remoteAddress ?? "");
  if (headers[FORWARDED_FOR] === undefined || peer === null || isWithin(peer, trusted)) return null;
  return peer.toString();
}

/** Addresses and ranges as the setting has them, which is checked at boot. */
export function rangesOf(proxies: readonly string[]): Range[] {
  return proxies.map((proxy) => {
    if (proxy.includes("/")) return ipaddr.parseCIDR(proxy);
    const address = ipaddr.process(proxy);
    return [address, address.toByteArray().length * 8];
  });
}

function isWithin(address: Address, ranges: readonly Range[]): boolean {
  return ranges.some(([first, bits]) => first.kind() === address.kind() && address.match(first, bits));
}

/** An IPv4 address that is written as an IPv6 one is the IPv4 address; some proxies add the port. */
function parse(text: string): Address | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  return isIP(bare) === 0 ? null : ipaddr.process(bare);
}
