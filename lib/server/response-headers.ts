import { subscribe } from "node:diagnostics_channel";
import type { IncomingMessage, ServerResponse } from "node:http";
import { behindTls } from "./env.ts";
import { isSentOn } from "./raw-target.ts";

/** What no page of ours asks the browser for, so that nothing that gets into one can either. */
const UNUSED_FEATURES = [
  "accelerometer",
  "autoplay",
  "camera",
  "clipboard-read",
  "display-capture",
  "encrypted-media",
  "fullscreen",
  "gamepad",
  "geolocation",
  "gyroscope",
  "hid",
  "idle-detection",
  "local-fonts",
  "magnetometer",
  "microphone",
  "midi",
  "payment",
  "picture-in-picture",
  "screen-wake-lock",
  "serial",
  "storage-access",
  "usb",
  "xr-spatial-tracking",
] as const;

/** What our own pages do use, and nobody that they might ever frame. */
const OWN_FEATURES = [
  "clipboard-write",
  "publickey-credentials-create",
  "publickey-credentials-get",
] as const;

const permissionsPolicy = [
  ...UNUSED_FEATURES.map((feature) => `${feature}=()`),
  ...OWN_FEATURES.map((feature) => `${feature}=(self)`),
].join(", ");

/** The policy of whatever is no page: as a document, it may do nothing at all. */
const closedPolicy = policy({
  "default-src": ["'none'"],
  "base-uri": ["'none'"],
  "form-action": ["'none'"],
  "frame-ancestors": ["'none'"],
});

/** On every answer: pages, API, files, redirects, errors. */
const fixedHeaders = {
  "Content-Security-Policy": closedPolicy,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": permissionsPolicy,
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  // For browsers that know no frame-ancestors.
  "X-Frame-Options": "DENY",
};

/** The same for what somebody else wrote: even shown by itself, it is of no origin. */
const foreignPolicy = `${closedPolicy}; sandbox`;

/** Behind TLS: for two years, nothing but TLS. Of this host only: its subdomains are not ours to decide on. */
const transportHeaders = { "Strict-Transport-Security": "max-age=63072000" };

/** The same for everybody, and never changed under its address or cheap to ask for again: Next decides. */
const PUBLIC_FILE = /^\/(?:_next\/static\/|connectors\/|icon\.svg)/;

let begun = false;

/**
 * From now on, every answer of this process begins with these headers, and is kept by no cache unless it is
 * a public file. Node announces each request before anything handles it: so they are also on what Next
 * answers itself (redirects, files, addresses that cannot be decoded), where its `headers()` do not reach,
 * and they can depend on settings, which `headers()` knows only when it builds.
 */
export function beginAnswersWithHeaders(): void {
  if (begun) return;
  begun = true;
  const always = Object.entries({ ...fixedHeaders, ...(behindTls() && transportHeaders) });
  subscribe("http.server.request.start", (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
    for (const [name, value] of always) response.setHeader(name, value);
    // Next keeps what stands here, whatever a route says.
    if (isSentOn(request.url)) response.setHeader("Content-Security-Policy", foreignPolicy);
    if (!PUBLIC_FILE.test(request.url ?? "")) response.setHeader("Cache-Control", "no-store");
  });
}

/**
 * The policy of one page. Scripts run when they carry this response's nonce, or were loaded by one that
 * does: what is written into the page by anybody else does not. Takes a fresh nonce each time.
 */
export function pagePolicy(nonce: string): string {
  return policy({
    "default-src": ["'none'"],
    // 'self' is for browsers that do not know 'strict-dynamic'; those that do ignore it.
    "script-src": ["'self'", `'nonce-${nonce}'`, "'strict-dynamic'"],
    "style-src": ["'self'", `'nonce-${nonce}'`],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
    ...(behindTls() && { "upgrade-insecure-requests": [] }),
  });
}

function policy(directives: Record<string, readonly string[]>): string {
  return Object.entries(directives)
    .map(([name, sources]) => [name, ...sources].join(" "))
    .join("; ");
}
