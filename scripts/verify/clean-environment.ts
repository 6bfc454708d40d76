const settings = [
  "PORT",
  "HOST",
  "DATABASE_URL",
  "SESSION_SECRET",
  "TESSERA_URL",
  "TESSERA_TRUSTED_PROXIES",
  "TESSERA_HOME",
  "TESSERA_KEYRING",
  "TESSERA_EMULATOR_URL",
  "TESSERA_REQUESTS_PER_MINUTE",
  "TESSERA_KEY_TESTS_PER_MINUTE",
  "TESSERA_WEBHOOKS_TO_PRIVATE",
  "TESSERA_RECHECK_HOURS",
  "TESSERA_EMULATOR_REQUESTS_PER_SECOND",
  "OIDC_ISSUER",
  "OIDC_CLIENT_ID",
  "OIDC_CLIENT_SECRET",
  "OIDC_NAME",
];

/**
 * The environment for checks and tests: this one without the settings of anybody's Tessera. They are set to
 * nothing rather than removed, or the project's `.env` would fill them in again, database address included.
 */
export function cleanEnvironment(additions: Record<string, string>): Record<string, string | undefined> {
  const { NODE_OPTIONS, NODE_ENV, ...others } = process.env;
  return {
    ...others,
    ...Object.fromEntries(settings.map((name) => [name, ""])),
    TESSERA_EMULATE: "people-ai/mock",
    NEXT_TELEMETRY_DISABLED: "1",
    ...additions,
  };
}
