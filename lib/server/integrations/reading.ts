import { createHash } from "node:crypto";
import { z } from "zod";
import type { ConnectorEndpoint } from "../../connectors/define-connector.ts";
import { type EndpointSettings, wrongSettings } from "../../connectors/endpoint-settings.ts";
import type { Integration } from "../../integrations.ts";
import { RECORDS_MAX, type RecordsQuery } from "../../records.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { invalid } from "../errors.ts";
import type { IntegrationInUse } from "./use-integration.ts";

/** Where a reading of a source stands. */
export interface Position {
  readonly offset: number;
  /** The first day of what is read, where whoever began said one. */
  readonly since: string | null;
  /** Where the source reads so many days back: the first of them, as it was when the reading began. */
  readonly firstDay: string | null;
}

const positionShape = z.tuple([
  z.string(),
  z.int().min(0).max(RECORDS_MAX),
  z.iso.date().nullable(),
  z.iso.date().nullable(),
]);

/** Where a query says to begin. Refuses with 422 a cursor of another source, or of the same one as it was once. */
export function positionOf(source: IntegrationInUse, { cursor, since }: RecordsQuery): Position {
  if (cursor === undefined) return { offset: 0, since: since ?? null, firstDay: firstDayOf(source) };
  const [kind, offset, kept, firstDay] = decodeCursor(
    cursor,
    positionShape,
    "Use the cursor of a trailer line, as it is, or leave it out to begin anew.",
  );
  if (kind !== kindOf(source.integration)) {
    const message =
      "This cursor is of another source, or the source reads something else since: leave it out to begin anew.";
    throw invalid([{ field: "cursor", message }]);
  }
  if (since !== undefined && since !== kept) {
    const message =
      "The cursor keeps the since that it began with: leave since out, or begin without a cursor.";
    throw invalid([{ field: "since", message }]);
  }
  return { offset, since: kept, firstDay };
}

/** The position as text that only `positionOf` reads. */
export function cursorOf({ integration }: IntegrationInUse, { offset, since, firstDay }: Position): string {
  return encodeCursor([kindOf(integration), offset, since, firstDay]);
}

/**
 * Differs for any two sources, and for one of them as soon as an offset means another row: of what is read, where, and
 * with which credential. A replaced key is the same credential's, and so, it is taken, of the same account.
 */
export function kindOf({ id, connector, endpoint, settings, credential }: Integration): string {
  const place = [credential.id, credential.environment];
  const parts = [id, connector, ...place, endpoint, ...Object.entries(settings).sort().flat()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/** The parameter that says so many days back, where one is set: it would mean other rows with every day. */
function daysBackOf({ integration, endpoint }: IntegrationInUse) {
  for (const parameter of endpoint.parameters ?? []) {
    if (parameter.type !== "number" || parameter.daysBack === undefined) continue;
    const { [parameter.name]: days } = integration.settings;
    if (typeof days === "number") return { ...parameter.daysBack, name: parameter.name, days };
  }
  return null;
}

/** The first day of a source that reads so many days back from today. */
function firstDayOf(source: IntegrationInUse): string | null {
  const back = daysBackOf(source);
  if (back === null) return null;
  const day = new Date(todayIn(String(source.integration.settings[back.timeZone] ?? "UTC")));
  day.setUTCDate(day.getUTCDate() - back.days);
  return day.toISOString().slice(0, 10);
}

/** In UTC where nobody here knows the zone: the service has names of its own. */
function todayIn(timeZone: string): string {
  const now = new Date();
  try {
    // What is written as an ISO date, wherever this runs.
    return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(now);
  } catch {
    return now.toISOString().slice(0, 10);
  }
}

/** The settings of a source, for a reading: so many days back are said by their first day, and `since` narrows them. */
export function settingsFrom(source: IntegrationInUse, { since, firstDay }: Position): EndpointSettings {
  const { endpoint, integration } = source;
  const back = daysBackOf(source);
  if (back === null || firstDay === null) return settingsSince(endpoint, integration.settings, since);
  const { [back.name]: _, ...others } = integration.settings;
  return settingsSince(endpoint, { ...others, [back.firstDay]: firstDay }, since);
}

/**
 * The settings with `since`: it can narrow what the source reads, and never widens it. Refuses with 422 where the
 * endpoint has no such thing, or the days contradict each other.
 */
function settingsSince(
  endpoint: ConnectorEndpoint,
  settings: EndpointSettings,
  since: string | null,
): EndpointSettings {
  if (since === null) return settings;
  const name = endpoint.sinceParameter;
  if (name === undefined) {
    const message = `${endpoint.label} cannot be read since a day: leave it out, and read all of them.`;
    throw invalid([{ field: "since", message }]);
  }
  const own = String(settings[name] ?? "");
  const narrowed = { ...settings, [name]: own > since ? own : since };
  if (wrongSettings(endpoint, narrowed).length === 0) return narrowed;
  throw invalid([
    { field: "since", message: "Give a day that is not after the last one that the source reads." },
  ]);
}
