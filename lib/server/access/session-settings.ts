import { behindTls, ConfigurationError, env } from "../env.ts";

/** What signs session cookies. */
export function sessionSecret(): string {
  const { sessionSecret } = env();
  if (sessionSecret === null)
    throw new ConfigurationError("SESSION_SECRET is not set: start Tessera with npm run up.");
  return sessionSecret;
}

/**
 * Behind TLS, names that no other host can set a cookie by: browsers hold this prefix to Secure, to the path / and
 * to no Domain. better-auth's own switch would make it `__Secure-`, which a sibling host may still overwrite.
 */
export function cookiePrefix(): string {
  return behindTls() ? "__Host-better-auth" : "better-auth";
}

/** The cookie that better-auth sets on sign-in. */
export function sessionCookieName(): string {
  return `${cookiePrefix()}.session_token`;
}
