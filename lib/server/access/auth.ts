import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import type { BetterAuthPlugin } from "better-auth/types";
import { v7 as uuidv7 } from "uuid";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../account.ts";
import { db } from "../db.ts";
import { behindTls, ConfigurationError, env } from "../env.ts";
import { log } from "../log.ts";
import { recordedClient } from "./auth-client-store.ts";
import { passkeyHost } from "./passkey-host.ts";
import { authenticatorApp, endEarlierSessions, passkeys, secondFactorLimits } from "./second-factor.ts";
import { singleSignOn, withoutTokens } from "./single-sign-on.ts";
import { codesWorkOnce } from "./used-codes.ts";

const SESSION_DAYS = 14;
const SECONDS_PER_DAY = 86_400;

function createAuth(more: BetterAuthPlugin[] = []) {
  const { url, host, port } = env();
  return betterAuth({
    appName: "Tessera",
    basePath: "/api/auth",
    baseURL: url ?? `http://${host}:${port}`,
    // Requests from elsewhere are refused before they come here; this agrees with that check.
    trustedOrigins: (request) =>
      url === null && request ? [new URL(request.url).origin, ...originOf(request)] : [],
    secret: sessionSecret(),
    database: prismaAdapter(recordedClient(db()), { provider: "postgresql", transaction: true }),
    // The first account is made by `createOwner`; after it, people come by invitation only.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    plugins: [authenticatorApp(), codesWorkOnce(), passkeys(passkeyHost()), ...more],
    // Whom an admin invited by an address, the provider may vouch for by that address.
    account: {
      accountLinking: { requireLocalEmailVerified: false },
      updateAccountOnSignIn: false,
      encryptOAuthTokens: true,
    },
    databaseHooks: {
      user: { update: { after: endEarlierSessions } },
      account: { create: { before: async (account) => ({ data: withoutTokens(account) }) } },
    },
    // Where a sign-in with the provider ends that did not work; `?error=` says why.
    onAPIError: { errorURL: `${url ?? ""}/sign-in` },
    session: { expiresIn: SESSION_DAYS * SECONDS_PER_DAY, disableSessionRefresh: true },
    advanced: {
      ...cookieOptions(),
      database: { generateId: () => uuidv7() },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      // Of passwords, `sign-in-throttle.ts` counts the wrong ones; these would count everybody together.
      customRules: {
        "/sign-in/email": false,
        "/sign-out": false,
        "/sign-in/social": { window: 60, max: 20 },
        ...secondFactorLimits,
      },
    },
    telemetry: { enabled: false },
    logger: { log: (level, message) => log[level]({ from: "better-auth" }, message) },
  });
}

function originOf(request: Request): string[] {
  const host = request.headers.get("host");
  return host === null ? [] : [`http://${host}`, `https://${host}`];
}

type Auth = ReturnType<typeof createAuth>;
const shared = globalThis as typeof globalThis & { tesseraAuth?: Auth; tesseraSingleSignOn?: Auth };

/** The process's better-auth, made on first use. */
export function auth(): Auth {
  shared.tesseraAuth ??= createAuth();
  return shared.tesseraAuth;
}

/**
 * The same with the provider of single sign-on, or null without one. Apart from the other, since it asks the
 * provider for its addresses first: one that does not answer must not keep people from their passwords.
 */
export function singleSignOnAuth(): Auth | null {
  const { singleSignOn: provider } = env();
  if (provider === null) return null;
  shared.tesseraSingleSignOn ??= createAuth([singleSignOn(provider)]);
  return shared.tesseraSingleSignOn;
}

/** What signs session cookies. */
export function sessionSecret(): string {
  const { sessionSecret } = env();
  if (sessionSecret === null)
    throw new ConfigurationError("SESSION_SECRET is not set: start Tessera with npm run up.");
  return sessionSecret;
}

/**
 * Behind TLS, cookies that no other host can set and none but this one gets: browsers hold names with this
 * prefix to Secure, to the path / and to no Domain. better-auth's own switch would make it `__Secure-`,
 * which a sibling host may still overwrite.
 */
function cookieOptions() {
  return {
    useSecureCookies: false,
    cookiePrefix: cookiePrefix(),
    defaultCookieAttributes: { httpOnly: true, sameSite: "lax", secure: behindTls(), path: "/" },
  } as const;
}

function cookiePrefix(): string {
  return behindTls() ? "__Host-better-auth" : "better-auth";
}

/** The cookie that better-auth sets on sign-in. */
export function sessionCookieName(): string {
  return `${cookiePrefix()}.session_token`;
}
