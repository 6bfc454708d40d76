import { isIP } from "node:net";
import { env } from "../env.ts";

/**
 * The name that passkeys belong to, and the origin of the pages that may use them: TESSERA_URL's. Without one,
 * browsers allow them at localhost only.
 */
export function passkeyHost(): { rpID: string; origin: string } {
  const { url, port } = env();
  return url === null
    ? { rpID: "localhost", origin: `http://localhost:${port}` }
    : { rpID: new URL(url).hostname, origin: url };
}

/**
 * Whether passkeys work on the page that this `Host` header asked for; else the address where they would, or null
 * where there is none: TESSERA_URL has a number for a name.
 */
export function passkeysAt(host: string | null): { usable: true } | { usable: false; openAt: string | null } {
  const { rpID, origin } = passkeyHost();
  if (isIP(rpID.replace(/^\[|\]$/g, "")) !== 0) return { usable: false, openAt: null };
  if (host === new URL(origin).host) return { usable: true };
  return { usable: false, openAt: origin };
}
