import { createHash } from "node:crypto";
import { z } from "zod";
import type { ConnectorEndpoint } from "../../connectors/define-connector.ts";
import { type EndpointSettings, wrongSettings } from "../../connectors/endpoint-settings.ts";
import type { Integration } from "../../integrations.ts";
import { RECORDS_MAX, type RecordsQuery } from "../../records.ts";
import { decodeCursor, encodeCursor } from "../cursor.ts";
import { invalid } from "../errors.ts";

/** Where a reading of a source stands. */
export interface Position {
  readonly offset: number;
  /** The first day of what is read, where whoever began said one. */
  readonly since: string | null;
}

const positionShape = z.tuple([z.string(), z.int().min(0).max(RECORDS_MAX), z.iso.date().nullable()]);

/** Where a query says to begin. Refuses with 422 a cursor of another source, or of the same one as it was once. */
export function positionOf(source: Integration, { cursor, since }: RecordsQuery): Position {
  if (cursor === undefined) return { offset: 0, since: since ?? null };
  const [kind, offset, kept] = decodeCursor(
    cursor,
    positionShape,
    "Use the cursor of a trailer line, as it is, or leave it out to begin anew.",
  );
  if (kind !== kindOf(source)) {
    const message =
      "This cursor is of another source, or the source reads something else since: leave it out to begin anew.";
    throw invalid([{ field: "cursor", message }]);
  }
  if (since !== undefined && since !== kept) {
    const message =
      "The cursor keeps the since that it began with: leave since out, or begin without a cursor.";
    throw invalid([{ field: "since", message }]);
  }
  return { offset, since: kept };
}

/** The position as text that only `positionOf` reads. */
export function cursorOf(source: Integration, { offset, since }: Position): string {
  return encodeCursor([kindOf(source), offset, since]);
}

/** Differs for any two sources, and for one of them as soon as an offset means another row: of what is read, and where. */
export function kindOf({ id, connector, endpoint, settings, credential }: Integration): string {
  const parts = [id, connector, credential.environment, endpoint, ...Object.entries(settings).sort().flat()];
  return createHash("sha256").update(JSON.stringify(parts)).digest("base64url").slice(0, 22);
}

/**
 * The settings of a source, with `since`: it can narrow what the source reads, and never widens it. Refuses with 422
 * where the endpoint has no such thing, or the days contradict each other.
 */
export function settingsSince(
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
