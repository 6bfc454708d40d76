import { createHash, randomBytes } from "node:crypto";

const PREFIX = "tsr_";
const RANDOM_BYTES = 32;
const FORM = /^tsr_[A-Za-z0-9_-]{43}$/;

/** A new API token: `tsr_`, by which secret scanners find it, and 256 random bits. */
export function newApiToken(): string {
  return PREFIX + randomBytes(RANDOM_BYTES).toString("base64url");
}

/** What is kept of a token: SHA-256, in hex. A random token needs no slow hash. */
export function hashOfApiToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** The token of an Authorization header, or null where it holds none of ours. */
export function readBearer(authorization: string): string | null {
  const [scheme, token, ...rest] = authorization.trim().split(/ +/);
  if (scheme?.toLowerCase() !== "bearer" || token === undefined || rest.length > 0) return null;
  return FORM.test(token) ? token : null;
}
