import { prismaAdapter } from "better-auth/adapters/prisma";
import { betterAuth } from "better-auth/minimal";
import { v7 as uuidv7 } from "uuid";
import { PASSWORD_MAX, PASSWORD_MIN } from "../../account.ts";
import { db } from "../db.ts";
import { behindTls, ConfigurationError, env } from "../env.ts";
import { log } from "../log.ts";

const SESSION_DAYS = 14;
const SECONDS_PER_DAY = 86_400;

function createAuth() {
  const { url, host, port } = env();
  return betterAuth({
    appName: "Tessera",
    basePath: "/api/auth",
    baseURL: url ?? `http://${host}:${port}`,
    // Requests from elsewhere are refused before they come here; this agrees with that check.
    trustedOrigins: (request) =>
      url === null && request ? [new URL(request.url).origin, ...originOf(request)] : [],
    secret: sessionSecret(),
    database: prismaAdapter(db(), { provider: "postgresql", transaction: true }),
    // The first account is made by `createOwner`; after it, people come by invitation only.
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    session: { expiresIn: SESSION_DAYS * SECONDS_PER_DAY, disableSessionRefresh: true },
    advanced: {
      ...cookieOptions(),
      database: { generateId: () => uuidv7() },
    },
    rateLimit: {
      enabled: true,
      window: 60,
      max: 100,
      // These count everybody together, in each process for itself: `sign-in-throttle.ts` counts wrong ones instead.
      customRules: { "/sign-in/email": false, "/sign-out": false },
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
const shared = globalThis as typeof globalThis & { tesseraAuth?: Auth };

/** The process's better-auth, made on first use. */
export function auth(): Auth {
  shared.tesseraAuth ??= createAuth();
  return shared.tesseraAuth;
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
