import { isIP, isIPv4 } from "node:net";

/** What whoever uses another name is told, with 421. */
export const UNKNOWN_HOST =
  "Tessera does not answer under this name. Use the address that it printed when it started, or set TESSERA_URL to the one that people use and start it again.";

interface Addresses {
  /** TESSERA_URL's origin, or null. */
  url: string | null;
  /** HOST: what Tessera listens on. */
  host: string;
}

/**
 * Whether a Host header names this Tessera. A page of another site can make its own name resolve to this
 * machine, and then talks to us as to itself: so a name counts only when nobody else can own it. Those are
 * the one in TESSERA_URL, the one in HOST, and this machine's own; where HOST is every interface, also
 * addresses and names without a dot, as containers and local networks have them. Ports do not matter.
 */
export function isKnownHost(header: string | null, { url, host }: Addresses): boolean {
  const name = hostnameOf(header ?? "");
  if (name === null) return false;
  if (isLoopback(name) || name === bare(host)) return true;
  if (url !== null && name === bare(new URL(url).hostname)) return true;
  return isEveryInterface(host) && (isIP(name) !== 0 || !name.includes("."));
}

/** The name or address in `name:port`, in lower case and without brackets; null when it is none. */
function hostnameOf(header: string): string | null {
  const match = /^(?:\[([0-9a-f:.]{2,45})\]|([a-z0-9._-]{1,253}))(?::\d{1,5})?$/.exec(header.toLowerCase());
  // A port over 65535 is none, and what no address can be made of is no name: whoever made one of it would fail.
  if (match === null || !URL.canParse(`http://${header}`)) return null;
  return match[1] ?? match[2] ?? null;
}

function isLoopback(name: string): boolean {
  if (name === "localhost" || name.endsWith(".localhost") || name === "::1") return true;
  return isIPv4(name) && name.startsWith("127.");
}

function isEveryInterface(host: string): boolean {
  return host === "0.0.0.0" || bare(host) === "::";
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
}
