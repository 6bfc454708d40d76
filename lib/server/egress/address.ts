import { promises as dns, type LookupAddress } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import ipaddr from "ipaddr.js";
import { privateAddress } from "./egress-error.ts";

/** All addresses of a name, as `dns.lookup` with `all` gives them. */
export type Resolve = (hostname: string) => Promise<readonly LookupAddress[]>;

/** The operating system's resolver, hosts file included. */
export const systemResolve: Resolve = (hostname) => dns.lookup(hostname, { all: true });

/**
 * Whether an address is one that anybody on the internet could talk to. What is not an address, or
 * only leads to one by way of a tunnel (6to4, Teredo, ISATAP), is not public.
 */
export function isPublicAddress(ip: string): boolean {
  if (isIP(ip) === 0 || ip.includes("%")) return false;
  const address = ipaddr.parse(ip);
  if (address instanceof ipaddr.IPv4) return address.range() === "unicast";

  const range = address.range();
  if (address.match(LOCAL_NAT64)) return false;
  if (range === "ipv4Mapped") return address.toIPv4Address().range() === "unicast";
  if (range === "rfc6052") return isPublicAddress(address.toByteArray().slice(12).join("."));
  return range === "unicast" && isGlobalUnicast(address) && !isIsatap(address);
}

/** RFC 8215: translation within a network. ipaddr.js counts it among the public RFC 6052. */
const LOCAL_NAT64 = ipaddr.IPv6.parseCIDR("64:ff9b:1::/48");

/** 2000::/3, the only part of IPv6 from which public addresses are given out. */
function isGlobalUnicast({ parts }: ipaddr.IPv6): boolean {
  return ((parts[0] ?? 0) & 0xe000) === 0x2000;
}

/** RFC 5214: an interface identifier of `0:5efe` or `200:5efe`, then an IPv4 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return ((parts[4] ?? 0) & ~0x0200) === 0 && parts[5] === 0x5efe;
}

/**
 * A `lookup` for sockets that fails if any address of the name isn't public, and hands over the very
 * addresses that it checked: a name that changes its mind between check and connect gains nothing.
 * The socket skips `lookup` where the host is an address already; check such hosts before.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, callback) => {
    resolvePublic(resolve, hostname).then(
      (addresses) => {
        const usable = ofFamily(addresses, options.family);
        const [first] = usable;
        if (first === undefined) callback(notFound(), [], 0);
        else if (options.all) callback(null, usable);
        else callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, [], 0),
    );
  };
}

async function resolvePublic(resolve: Resolve, hostname: string): Promise<LookupAddress[]> {
  const addresses = await resolve(hostname);
  if (!addresses.every(({ address }) => isPublicAddress(address))) throw privateAddress(hostname);
  return addresses.map(({ address }) => ({ address, family: isIP(address) }));
}

function ofFamily(addresses: LookupAddress[], family: number | string | undefined): LookupAddress[] {
  if (family === 4 || family === "IPv4") return addresses.filter((entry) => entry.family === 4);
  if (family === 6 || family === "IPv6") return addresses.filter((entry) => entry.family === 6);
  return addresses;
}

function notFound(): NodeJS.ErrnoException {
  return Object.assign(new Error("The name has no address."), { code: "ENOTFOUND" });
}

/** Sockets look up names only: throws where an address stands in a URL itself, and is not public. */
export function assertNoPrivateLiteral({ hostname }: URL): void {
  const literal = hostname.replace(/^\[|\]$/g, "");
  if (isIP(literal) !== 0 && !isPublicAddress(literal)) throw privateAddress(hostname);
}
