import { setTimeout as pause } from "node:timers/promises";
import type { ConnectorEndpoint } from "../../connectors/define-connector.ts";
import type { PushProblem } from "../../pushed-records.ts";
import { retryAfterSeconds } from "../egress/answer-headers.ts";
import { EgressError } from "../egress/egress-error.ts";
import type { EgressRequest, EgressResponse } from "../egress/send.ts";
import { Refusal } from "../errors.ts";
import { isAccepted, refusalOf } from "./written-answer.ts";

/** How often a record is tried, and how long is waited in between: twice as long each time, more or less. */
export interface Retries {
  readonly tries: number;
  readonly firstMs: number;
  readonly mostMs: number;
  /** How long is waited for others that send with the same credential. */
  readonly queueMs: number;
}

const RETRIES: Retries = { tries: 6, firstMs: 500, mostMs: 8_000, queueMs: 120_000 };
const MAX_ANSWER_BYTES = 256 * 1024;
const MAX_RETRY_AFTER_MS = 60_000;

/** Where and with what records are written. */
export interface Writing {
  /** The service's name, as it stands in sentences. */
  readonly service: string;
  readonly endpoint: ConnectorEndpoint;
  /** Sends with the key: throws `EgressError`, or a `Refusal` where nothing was sent, with 429 one that may pass. */
  readonly send: (request: EgressRequest) => Promise<EgressResponse>;
  /** Is told what nobody expected. */
  broke(error: unknown): void;
  /** Nobody waits for an answer any more: what is being sent is given up. */
  readonly signal: AbortSignal;
  /** Nothing further is sent; what is being sent may end. */
  readonly halt: AbortSignal;
  readonly retries?: Retries;
}

/** What became of a record. `broken` is what will befall every other record, too: where the record was sent, it may be written. */
export type Written =
  | { readonly kind: "accepted" }
  | { readonly kind: "refused"; readonly detail: string; readonly traceId?: string }
  | { readonly kind: "halted" }
  | { readonly kind: "broken"; readonly problem: PushProblem; readonly wasSent: boolean };

/** A failure that may pass. */
interface Failed {
  readonly problem: PushProblem;
  /** Whether the service may have got it. */
  readonly wasSent: boolean;
  readonly waitMs: number | null;
  /** Refused by our own limit, which says nothing of the service. */
  readonly isQueued?: true;
}

/**
 * Writes one record, and tries again what may pass: where its endpoint knows records again, whatever was sent before,
 * else only what was not sent. Never rejects.
 */
export async function writeRecord(
  record: Readonly<Record<string, unknown>>,
  writing: Writing,
): Promise<Written> {
  const { endpoint, halt, signal, retries = RETRIES } = writing;
  const isRepeatable = endpoint.upsertOn !== undefined;
  const queuedUntil = performance.now() + retries.queueMs;
  let tries = 0;
  while (!halt.aborted && !signal.aborted) {
    const tried = await tryOnce(record, writing);
    if (tried === null) break;
    if ("kind" in tried) return tried;
    const { problem, wasSent, waitMs, isQueued = false } = tried;
    if (!isQueued) tries += 1;
    const isLast = isQueued ? performance.now() > queuedUntil : tries >= retries.tries;
    if (isLast || (wasSent && !isRepeatable)) {
      return { kind: "broken", problem, wasSent };
    }
    await pause(waitMs ?? backoffMs(tries, retries), undefined, {
      signal: AbortSignal.any([halt, signal]),
    }).catch(() => {});
  }
  return { kind: "halted" };
}

function backoffMs(tries: number, { firstMs, mostMs }: Retries): number {
  return Math.min(mostMs, firstMs * 2 ** Math.max(0, tries - 1)) * (0.5 + Math.random() / 2);
}

/** Null when it was given up. */
async function tryOnce(
  record: Readonly<Record<string, unknown>>,
  { service, endpoint, send, broke, signal }: Writing,
): Promise<Written | Failed | null> {
  const { method, path } = endpoint;
  const body = JSON.stringify(record);
  try {
    const answer = await send({ method, path, body, signal, maxBytes: MAX_ANSWER_BYTES });
    if (isAccepted(answer)) return { kind: "accepted" };
    return ofAnswer(answer, record, service, endpoint);
  } catch (error) {
    if (error instanceof EgressError) return error.code === "cancelled" ? null : ofNoAnswer(error);
    if (error instanceof Refusal && error.status === 429) {
      const detail = `${error.message} Send the rest again later.`;
      const waitMs = waitOf(error.extras.headers ?? {}) ?? 1_000;
      return { problem: unreachable(detail), wasSent: false, waitMs, isQueued: true };
    }
    if (error instanceof Refusal) {
      const { status, code, message: detail } = error;
      return { kind: "broken", problem: { status, code, detail }, wasSent: false };
    }
    broke(error);
    return { kind: "broken", problem: OUR_FAULT, wasSent: true };
  }
}

const OUR_FAULT: PushProblem = {
  status: 500,
  code: "internal",
  detail:
    "Something went wrong on our side: send the rest again in a few minutes; if it stays, tell your administrator.",
};

function ofAnswer(
  answer: EgressResponse,
  record: Readonly<Record<string, unknown>>,
  service: string,
  endpoint: ConnectorEndpoint,
): Written | Failed {
  const { status } = answer;
  const trace = answer.traceId === null ? {} : { traceId: answer.traceId };
  const broken = (code: PushProblem["code"], detail: string): Written => ({
    kind: "broken",
    problem: { status: 502, code, detail, ...trace },
    wasSent: false,
  });
  if (status === 401) {
    return broken("rejected", `${service} rejected the key: replace it, then send the rest again.`);
  }
  if (status === 403) {
    const what = endpoint.label.toLowerCase();
    return broken("limited", `This key may not write ${what}: use one that may, then send the rest again.`);
  }
  if (status === 408 || status === 429 || status >= 500) {
    const detail = `${service} answered ${status}, however often it was tried: send the rest again in a few minutes.`;
    return {
      problem: { ...unreachable(detail), ...trace },
      wasSent: true,
      waitMs: waitOf(answer.headers),
    };
  }
  if (status >= 400) return { kind: "refused", detail: refusalOf(answer, record, service), ...trace };
  const detail = `The answer (${status}) was not ${service}'s: check the credential's environment, then send the rest again.`;
  return broken("unexpected", detail);
}

/** Before a connection is there, nothing was sent. */
const NOT_SENT = new Set(["dns", "tls", "refused", "private_address", "invalid"]);
const NEVER_PASSES = new Set(["tls", "private_address", "invalid", "too-large"]);

function ofNoAnswer({ code, message }: EgressError): Written | Failed {
  const wasSent = !NOT_SENT.has(code);
  if (NEVER_PASSES.has(code)) {
    const problem = unreachable(`${message} Tell your administrator.`);
    return { kind: "broken", problem, wasSent };
  }
  const problem = unreachable(`${message} Send the rest again in a few minutes.`);
  return { problem, wasSent, waitMs: null };
}

function unreachable(detail: string): PushProblem {
  return { status: 502, code: "unreachable", detail };
}

/** As long as `Retry-After` says, within reason. */
function waitOf(headers: Readonly<Record<string, string>>): number | null {
  const seconds = retryAfterSeconds(headers);
  return seconds === null ? null : Math.min(MAX_RETRY_AFTER_MS, seconds * 1_000);
}
