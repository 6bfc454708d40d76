import type { CredentialSummary } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";

/** How soon after a switch a rejection is the switch's own. */
const FIRST_MINUTES_MS = 15 * 60_000;

/**
 * Whether the service rejects the key since it came in place of another one: from within the first minutes on, and
 * while the earlier one can be brought back. A verdict is always of the present key, so it cannot be an older one's.
 */
export function isRejectedSinceSwitch({
  verdict,
  verdictSince,
  keyReplacedAt,
  undoUntil,
}: Pick<CredentialSummary, "verdict" | "verdictSince" | "keyReplacedAt" | "undoUntil">): boolean {
  if (verdict !== "rejected" || verdictSince === null || keyReplacedAt === null || undoUntil === null)
    return false;
  return Date.parse(verdictSince) - Date.parse(keyReplacedAt) <= FIRST_MINUTES_MS;
}

/** The connector's environments but this one. */
export function otherEnvironments({ environments }: ConnectorOnScreen, environment: string) {
  return environments.filter(({ id }) => id !== environment);
}

const words = new Intl.ListFormat("en", { type: "conjunction" });

/** "Staging and Mock": where else a key could belong. */
export function otherLabels(connector: ConnectorOnScreen, environment: string): string {
  return words.format(otherEnvironments(connector, environment).map(({ label }) => label));
}

/** "api-staging.people.ai and the bundled emulator": who would see the key. */
export function otherHosts(connector: ConnectorOnScreen, environment: string): string {
  return words.format(
    otherEnvironments(connector, environment).map(({ baseUrl, emulated }) =>
      emulated ? "the bundled emulator" : new URL(baseUrl).host,
    ),
  );
}

/** "2 sources and 1 destination": what a change of it reaches; null where nothing uses it. */
export function usersInWords({ sources, destinations }: CredentialSummary["usedBy"]): string | null {
  const counted = [
    ...(sources > 0 ? [`${sources.toLocaleString("en")} source${sources === 1 ? "" : "s"}`] : []),
    ...(destinations > 0
      ? [`${destinations.toLocaleString("en")} destination${destinations === 1 ? "" : "s"}`]
      : []),
  ];
  return counted.length === 0 ? null : words.format(counted);
}
