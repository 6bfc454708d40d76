import type { ConnectorEndpoint } from "../../connectors/define-connector.ts";
import { type EndpointSettings, endpointPath } from "../../connectors/endpoint-settings.ts";
import type { Secret } from "../vault/secret.ts";
import type { Egress, EgressResponse, EgressTarget } from "./send.ts";
import type { ShownRequest } from "./test-key.ts";

export type Cell = string | number | boolean | null;

/** The first rows of an endpoint, ready for a table. */
export interface SampleRows {
  readonly columns: string[];
  /** One cell a column, in the order of the columns. */
  readonly rows: Cell[][];
  /** How many rows there are in all, where the service says so. */
  readonly total: number | null;
  readonly request: ShownRequest;
  readonly latencyMs: number;
}

/** The service answered, but not with rows. The message says what to do next. */
export class SampleError extends Error {
  override readonly name = "SampleError";
  /** The service's status, which is a 2xx where only the shape is wrong. */
  readonly status: number;
  readonly traceId: string | null;

  constructor({ status, traceId }: Pick<EgressResponse, "status" | "traceId">, message: string) {
    super(message);
    this.status = status;
    this.traceId = traceId;
  }
}

const MAX_ROWS = 10;
const MAX_COLUMNS = 12;
const MAX_TEXT_CHARACTERS = 500;
const MAX_NESTED_CHARACTERS = 200;
const MAX_NAME_CHARACTERS = 100;

type Row = ReadonlyMap<string, unknown>;

/**
 * Reads the first rows of a source's endpoint. Throws a `SampleError` where the answer is not rows,
 * and an `EgressError` where there is no answer.
 */
export async function fetchSampleRows(
  egress: Egress,
  target: EgressTarget,
  key: Secret,
  { endpoint, settings = {} }: { endpoint: ConnectorEndpoint; settings?: EndpointSettings },
  signal?: AbortSignal,
): Promise<SampleRows> {
  const path = endpointPath(endpoint, settings, MAX_ROWS);
  const response = await egress.send(target, key, { method: "GET", path, ...(signal && { signal }) });
  if (response.status < 200 || response.status > 299) {
    throw new SampleError(response, refusal(response.status, target.connector.name, endpoint.label));
  }
  const list = parseList(response.body);
  if (list === null) {
    const message = `${target.connector.name} did not answer with a list of ${endpoint.label.toLowerCase()}. Check the credential's environment.`;
    throw new SampleError(response, message);
  }
  return {
    ...toTable(list.rows),
    total: list.total,
    request: { method: "GET", url: response.url, header: target.connector.key.header },
    latencyMs: response.latencyMs,
  };
}

function refusal(status: number, service: string, endpoint: string): string {
  switch (true) {
    case status === 401:
      return `${service} rejected the key. Select another credential, or add one with a key that works.`;
    case status === 403:
      return `This key has no access to ${endpoint}. Select another endpoint, or a key that may read it.`;
    case status === 404:
      return `${service} has no ${endpoint} at this address. Check the credential's environment.`;
    case status === 429:
      return `${service} has had too many requests with this key. Wait a few seconds, then try again.`;
    case status >= 500:
      return `${service} answered ${status}. Try again in a few minutes.`;
    case status < 400:
      return `${service} answered with a redirect (${status}). Check the credential's environment.`;
    default:
      return `${service} refused the request (${status}). Test the credential, or select another endpoint.`;
  }
}

/** `{"data":[{…}],"meta":{"total":…}}`, or null where a text is not that. */
function parseList(text: string): { rows: Row[]; total: number | null } | null {
  let body: unknown;
  try {
    body = JSON.parse(text, keepLongNumbers);
  } catch {
    return null;
  }
  const data = field(body, "data");
  if (!Array.isArray(data)) return null;
  const items: unknown[] = data.slice(0, MAX_ROWS);
  if (!items.every(isRecord)) return null;
  const total = field(field(body, "meta"), "total");
  const isTotal = Number.isSafeInteger(total) && Number(total) >= 0;
  return { rows: items.map((item) => new Map(Object.entries(item))), total: isTotal ? Number(total) : null };
}

/** An id that is a long number would change its last digits as a `number`: it stays a text. */
function keepLongNumbers(_name: string, value: unknown, context?: { source?: string }): unknown {
  const isRounded = typeof value === "number" && Number.isInteger(value) && !Number.isSafeInteger(value);
  return isRounded ? (context?.source ?? String(value)) : value;
}

function field(value: unknown, name: string): unknown {
  return isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function toTable(rows: readonly Row[]): Pick<SampleRows, "columns" | "rows"> {
  const names = [...new Set(rows.flatMap((row) => [...row.keys()]))];
  const isNested = (name: string) =>
    rows.some((row) => typeof (row.get(name) ?? null) === "object" && row.get(name));
  const { plain = [], nested = [] } = Object.groupBy(names, (name) => (isNested(name) ? "nested" : "plain"));
  const shown = [...plain, ...nested].slice(0, MAX_COLUMNS);
  return {
    columns: shown.map((name) => bounded(name, MAX_NAME_CHARACTERS)),
    rows: rows.map((row) => shown.map((name) => toCell(row.get(name)))),
  };
}

function toCell(value: unknown): Cell {
  if (typeof value === "string") return bounded(value, MAX_TEXT_CHARACTERS);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return null;
  return bounded(JSON.stringify(value), MAX_NESTED_CHARACTERS);
}

/** Cuts a text, never in the middle of a surrogate pair. */
function bounded(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  return `${text.slice(0, maxCharacters - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}
