import { createHmac, timingSafeEqual } from "node:crypto";

/**
 * The session token in a Cookie header, if its signature is the library's own: `<token>.<HMAC-SHA-256,
 * base64>`, URL-encoded. Anything else is null. Says nothing about whether the session still exists.
 */
export function readSessionToken(
  cookieHeader: string | null,
  cookieName: string,
  secret: string,
): string | null {
  const value = findCookie(cookieHeader ?? "", cookieName);
  if (value === null) return null;
  const dot = value.lastIndexOf(".");
  if (dot < 1) return null;
  const token = value.slice(0, dot);
  const given = Buffer.from(value.slice(dot + 1), "base64");
  const expected = signatureOf(token, secret);
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : null;
}

/** A token as the library's cookie holds it: what `readSessionToken` reads. */
export function signSessionToken(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${signatureOf(token, secret).toString("base64")}`);
}

function signatureOf(token: string, secret: string): Buffer {
  return createHmac("sha256", secret).update(token).digest();
}

function findCookie(header: string, name: string): string | null {
  for (const pair of header.split(";")) {
    const equals = pair.indexOf("=");
    if (equals === -1 || pair.slice(0, equals).trim() !== name) continue;
    try {
      return decodeURIComponent(pair.slice(equals + 1).trim());
    } catch {
      return null;
    }
  }
  return null;
}
