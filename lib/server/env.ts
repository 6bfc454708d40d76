import { isIP } from "node:net";
import { isAbsolute, join, resolve } from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";

/** A setting that Tessera cannot start with. The message is one sentence that says what to do. */
export class ConfigurationError extends Error {
  override name = "ConfigurationError";
}

/** Every setting of Tessera, checked. `.env.example` explains them to whoever sets them. */
export interface Env {
  readonly port: number;
  readonly host: string;
  /** Absolute folder of everything that Tessera keeps: database, keyring, logs. */
  readonly home: string;
  /** Null: an embedded PostgreSQL under `home`. */
  readonly databaseUrl: string | null;
  /** The origin under which people reach Tessera, or null: whatever they call it by. */
  readonly url: string | null;
  /** Addresses, and ranges of them, of proxies whose X-Forwarded-For says where a request came from. */
  readonly trustedProxies: readonly string[];
  readonly keyringPath: string;
  /** Null until `up` has made one. Never the keyring's key. */
  readonly sessionSecret: string | null;
  /** `connector/environment` pairs that are answered by the emulator at `emulatorUrl`. */
  readonly emulate: readonly string[];
  readonly emulatorUrl: string | null;
  /** Where mail is handed over, with its user and password; null: no mail is sent. */
  readonly smtpUrl: string | null;
  /** Whom mail is from: `tessera@example.com`, or with a name before it. */
  readonly smtpFrom: string | null;
  /** What a member or a token may ask of the API in a minute. */
  readonly requestsPerMinute: number;
  /** How many of these may send a key to its service. */
  readonly keyTestsPerMinute: number;
  /** Whether webhooks may lead into this machine's own network, and need no https. */
  readonly webhooksToPrivate: boolean;
  /** Every credential is checked by itself once in so many hours; 0: none is. */
  readonly recheckHours: number;
  /** How many requests a second an emulator gets with one key; null: as many as the service. */
  readonly emulatorRequestsPerSecond: number | null;
  /** The OpenID Connect provider that people may sign in with; null without one. */
  readonly singleSignOn: SingleSignOnEnv | null;
}

export interface SingleSignOnEnv {
  /** As the provider writes it: it is what its tokens must say. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What the button calls it. */
  readonly name: string;
}

const SECRET_MIN = 32;

const optional = (value: string | undefined) =>
  value === undefined || value.trim() === "" ? null : value.trim();

/** One address, bare or as `Name <address>`. */
const SENDER = /^(?:[^<>\p{Cc}]+ <[^\s<>@,;]+@[^\s<>@,;]+>|[^\s<>@,;]+@[^\s<>@,;]+)$/u;

function isUrl(text: string, protocols: readonly string[]): boolean {
  return URL.canParse(text) && protocols.includes(new URL(text).protocol);
}

const listOf = (text: string) => text.split(",").map((item) => item.trim());

/** An address, or a range of them like `10.0.0.0/8`. */
function isAddressOrRange(text: string): boolean {
  return isIP(text.split("/", 1)[0] ?? "") !== 0 && (!text.includes("/") || ipaddr.isValidCIDR(text));
}

/** Where people reach Tessera by an address of its own, a proxy is in front: on this machine, unless it is said where. */
const LOOPBACK = ["127.0.0.0/8", "::1"];

/** Over plain http, anybody on the way could sign in as anybody: only this machine has nobody on the way. */
function isIssuer(text: string): boolean {
  if (!isUrl(text, ["https:", "http:"])) return false;
  const { protocol, hostname, search, hash } = new URL(text);
  const isThisMachine = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return search === "" && hash === "" && (protocol === "https:" || isThisMachine);
}

const setting = z.string().optional().transform(optional);

const positive = (name: string) =>
  setting.pipe(
    z
      .string()
      .regex(/^[1-9]\d{0,8}$/, { error: `${name} must be a number from 1 to 999999999` })
      .transform(Number)
      .nullable(),
  );

const envSchema = z.object({
  PORT: setting.pipe(
    z
      .string()
      .regex(/^\d{1,5}$/, { error: "PORT must be a number between 0 and 65535" })
      .transform(Number)
      .refine((port) => port <= 65_535, { error: "PORT must be a number between 0 and 65535" })
      .nullable(),
  ),
  HOST: setting,
  TESSERA_HOME: setting,
  TESSERA_KEYRING: setting,
  DATABASE_URL: setting.refine((url) => url === null || isUrl(url, ["postgres:", "postgresql:"]), {
    error: "DATABASE_URL must look like postgresql://user:password@host:5432/database",
  }),
  TESSERA_URL: setting.refine(
    (url) => url === null || (isUrl(url, ["http:", "https:"]) && new URL(url).pathname === "/"),
    { error: "TESSERA_URL must be an address without a path, like https://tessera.example.com" },
  ),
  TESSERA_TRUSTED_PROXIES: setting.refine(
    (proxies) => proxies === null || listOf(proxies).every(isAddressOrRange),
    { error: "TESSERA_TRUSTED_PROXIES must be addresses or ranges of them, like 10.0.0.5, 10.1.0.0/16" },
  ),
  SESSION_SECRET: setting.refine((secret) => secret === null || secret.length >= SECRET_MIN, {
    error: `SESSION_SECRET must have at least ${SECRET_MIN} characters: make one with openssl rand -base64 32`,
  }),
  TESSERA_EMULATE: setting.refine(
    (pairs) => pairs === null || listOf(pairs).every((pair) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(pair)),
    {
      error: "TESSERA_EMULATE must name environments, like people-ai/mock",
    },
  ),
  TESSERA_EMULATOR_URL: setting.refine((url) => url === null || isUrl(url, ["http:"]), {
    error: "TESSERA_EMULATOR_URL must be an address like http://127.0.0.1:4010",
  }),
  SMTP_URL: setting.refine((url) => url === null || isUrl(url, ["smtp:", "smtps:"]), {
    error: "SMTP_URL must look like smtps://user:password@mail.example.com:465",
  }),
  SMTP_FROM: setting.refine((from) => from === null || SENDER.test(from), {
    error: "SMTP_FROM must be one address, like Tessera <tessera@example.com>",
  }),
  TESSERA_WEBHOOKS_TO_PRIVATE: setting.refine((value) => value === null || ["0", "1"].includes(value), {
    error: "TESSERA_WEBHOOKS_TO_PRIVATE must be 1, or be left out",
  }),
  TESSERA_REQUESTS_PER_MINUTE: positive("TESSERA_REQUESTS_PER_MINUTE"),
  TESSERA_KEY_TESTS_PER_MINUTE: positive("TESSERA_KEY_TESTS_PER_MINUTE"),
  TESSERA_RECHECK_HOURS: setting.pipe(
    z
      .string()
      .regex(/^\d{1,3}$/, { error: "TESSERA_RECHECK_HOURS must be a number from 0 to 720" })
      .transform(Number)
      .refine((hours) => hours <= 720, { error: "TESSERA_RECHECK_HOURS must be a number from 0 to 720" })
      .nullable(),
  ),
  TESSERA_EMULATOR_REQUESTS_PER_SECOND: positive("TESSERA_EMULATOR_REQUESTS_PER_SECOND"),
  OIDC_ISSUER: setting.refine((issuer) => issuer === null || isIssuer(issuer), {
    error:
      "OIDC_ISSUER must be an address like https://login.example.com, with https unless it is this machine",
  }),
  OIDC_CLIENT_ID: setting,
  OIDC_CLIENT_SECRET: setting,
  OIDC_NAME: setting.refine((name) => name === null || name.length <= 40, {
    error: "OIDC_NAME must have at most 40 characters: it stands on a button",
  }),
});

/** What only makes sense together. A link in a mail must not lead to whatever address a request was sent to. */
const wholeEnvSchema = envSchema.check(({ value, issues }) => {
  if (value.SMTP_URL === null) return;
  for (const [name, use] of [
    ["SMTP_FROM", "whom mail is from"],
    ["TESSERA_URL", "where the links in mail lead"],
  ] as const) {
    if (value[name] !== null) continue;
    issues.push({
      code: "custom",
      input: undefined,
      path: [name],
      message: `${name} must be set with SMTP_URL: it is ${use}`,
    });
  }
});

/**
 * Reads the settings from `source`. Relative paths are taken from the working directory, which is the
 * project's. Throws ConfigurationError that names every setting at fault, without repeating a value.
 */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const parsed = wholeEnvSchema.safeParse(source);
  if (!parsed.success) {
    throw new ConfigurationError(`${parsed.error.issues.map((issue) => issue.message).join("; ")}.`);
  }
  const env = parsed.data;
  const home = absolute(env.TESSERA_HOME ?? ".tessera");
  return {
    port: env.PORT ?? 3000,
    host: env.HOST ?? "127.0.0.1",
    home,
    databaseUrl: env.DATABASE_URL,
    url: env.TESSERA_URL === null ? null : new URL(env.TESSERA_URL).origin,
    trustedProxies: trustedProxies(env),
    keyringPath: env.TESSERA_KEYRING === null ? join(home, "keyring.json") : absolute(env.TESSERA_KEYRING),
    sessionSecret: env.SESSION_SECRET,
    emulate: env.TESSERA_EMULATE === null ? [] : listOf(env.TESSERA_EMULATE),
    emulatorUrl: env.TESSERA_EMULATOR_URL,
    smtpUrl: env.SMTP_URL,
    smtpFrom: env.SMTP_FROM,
    requestsPerMinute: env.TESSERA_REQUESTS_PER_MINUTE ?? 1_200,
    keyTestsPerMinute: env.TESSERA_KEY_TESTS_PER_MINUTE ?? 30,
    webhooksToPrivate: env.TESSERA_WEBHOOKS_TO_PRIVATE === "1",
    recheckHours: env.TESSERA_RECHECK_HOURS ?? 24,
    emulatorRequestsPerSecond: env.TESSERA_EMULATOR_REQUESTS_PER_SECOND,
    singleSignOn: singleSignOn(env),
  };
}

function trustedProxies(env: z.output<typeof envSchema>): readonly string[] {
  if (env.TESSERA_TRUSTED_PROXIES !== null) return listOf(env.TESSERA_TRUSTED_PROXIES);
  return env.TESSERA_URL === null ? [] : LOOPBACK;
}

function singleSignOn(env: z.output<typeof envSchema>): SingleSignOnEnv | null {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  const name = env.OIDC_NAME;
  if ([issuer, clientId, clientSecret, name].every((value) => value === null)) return null;
  if (issuer === null || clientId === null || clientSecret === null || name === null) {
    throw new ConfigurationError(
      "Set OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_NAME together, or none of them.",
    );
  }
  if (env.TESSERA_URL === null) {
    throw new ConfigurationError("Set TESSERA_URL with OIDC_ISSUER: the provider sends people back to it.");
  }
  return { issuer, clientId, clientSecret, name };
}

let current: Env | undefined;

/** The process's settings, read once, when they are first asked for: `next build` needs none. */
export function env(): Env {
  current ??= readEnv();
  return current;
}

/** Whether people reach Tessera over https, by what TESSERA_URL says. */
export function behindTls(): boolean {
  return env().url?.startsWith("https:") ?? false;
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : resolve(path);
}
