import type { ConnectorDefinition } from "../../connectors/define-connector.ts";
import { findEnvironment } from "../../connectors/index.ts";
import { invalid } from "./egress-error.ts";
import type { Traffic } from "./meter.ts";

/** Where a request goes: a connector, and which of its environments. */
export interface EgressTarget {
  readonly connector: ConnectorDefinition;
  readonly environment: string;
  /** Told of all that is sent there and comes back: see `Traffic`. */
  readonly onTraffic?: (traffic: Traffic) => void;
}

/** Origins of local emulators by `connector/environment`, as the operator mapped them. */
export type EmulatedOrigins = ReadonlyMap<string, string>;

/** A base URL, and whether it is that of an emulator, which alone may have a private address. */
export interface BaseUrl {
  readonly url: URL;
  readonly emulated: boolean;
}

/** The base URL of a target. An emulated one keeps the path and changes the origin. */
export function baseUrlOf({ connector, environment }: EgressTarget, emulated: EmulatedOrigins): BaseUrl {
  const known = findEnvironment(connector, environment);
  if (known === undefined) throw invalid(`${connector.name} has no such environment`);
  const url = new URL(known.baseUrl);
  const origin = emulated.get(`${connector.id}/${environment}`);
  if (origin !== undefined) {
    return { url: new URL(url.pathname, origin), emulated: true };
  }
  if (url.protocol !== "https:") throw invalid("its base URL is not https");
  return { url, emulated: false };
}

const VISIBLE_ASCII = /^[\x21-\x7e]+$/;
/** A fragment, or what a URL parser reads as a slash. */
const NEVER_IN_A_PATH = /[#\\]/;
/** Broken escapes, and escapes of: control characters, `%`, `.`, `/`, `\`, DEL. */
const UNSAFE_ESCAPE = /%(?![0-9a-f]{2})|%(?:[01][0-9a-f]|25|2e|2f|5c|7f)/i;

/**
 * Joins a path, with or without a query, under a base URL. Whatever a server or a proxy on the way
 * could read as leading elsewhere is refused and not repaired: `..`, `//`, escaped dots and slashes,
 * backslashes, fragments, control characters. Other characters than ASCII must come escaped.
 */
export function requestUrl(base: URL, path: string): URL {
  if (!path.startsWith("/")) throw invalid("its path does not start with a slash");
  if (!VISIBLE_ASCII.test(path) || NEVER_IN_A_PATH.test(path)) {
    throw invalid("its path holds characters that are not allowed");
  }
  const pathname = path.split("?", 1)[0] ?? "";
  if (
    pathname.includes("//") ||
    UNSAFE_ESCAPE.test(pathname) ||
    !isUtf8(pathname) ||
    pathname.split("/").some(isDots)
  ) {
    throw invalid("its path could lead out of the base URL");
  }

  const root = base.origin + base.pathname.replace(/\/+$/, "");
  const url = new URL(root + path);
  if (url.origin !== base.origin || !url.href.startsWith(`${root}/`)) {
    throw invalid("its path could lead out of the base URL");
  }
  return url;
}

/** Escapes that are no UTF-8 include overlong ones, which lenient servers read as dots and slashes. */
function isUtf8(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** `.` and `..`, also with a matrix parameter (`..;x`), which some servers drop before they resolve. */
function isDots(segment: string): boolean {
  const name = segment.split(";", 1)[0];
  return name === "." || name === "..";
}
