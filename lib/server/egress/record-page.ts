import type { EndpointPages } from "../../connectors/define-connector.ts";
import { TRAILER } from "../../records.ts";
import { elementsOf, memberAt } from "./json-text.ts";
import { parseJson } from "./parse-json.ts";

/** A page of a list, as the service wrote it. */
export interface RecordPage {
  /** The JSON of each record, on one line, digit for digit: a long number loses nothing. */
  readonly records: readonly string[];
  /** How many records there are in all, where the service says so. */
  readonly total: number | null;
}

/** Why a text is no page: no list of objects where one should be, or a record that could be taken for a line of ours. */
export type NoPage = "not-a-list" | "reserved-name";

/** Whatever a reader that compares without case, as some do, takes for it. */
const RESERVED = new RegExp(`^\\${TRAILER}$`, "iu");

/** Reads the body of an answer as a page. */
export function readRecordPage(text: string, { rowsAt, totalAt = [] }: EndpointPages): RecordPage | NoPage {
  const body = parseJson(text);
  const rows = at(body, rowsAt);
  if (!Array.isArray(rows) || !rows.every(isRecord)) return "not-a-list";
  if (rows.some((row) => Object.keys(row).some((name) => RESERVED.test(name)))) return "reserved-name";
  const total = totalAt.length === 0 ? undefined : at(body, totalAt);
  const start = rowsAt.reduce((position, name) => memberAt(text, position, name), 0);
  return {
    // A line break can only be space between tokens: within a text of JSON it is escaped.
    records: elementsOf(text, start).map((record) => record.replaceAll(/[\r\n]+/g, "")),
    total: Number.isSafeInteger(total) && Number(total) >= 0 ? Number(total) : null,
  };
}

function at(value: unknown, names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (found, name) => (isRecord(found) && Object.hasOwn(found, name) ? found[name] : undefined),
    value,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
