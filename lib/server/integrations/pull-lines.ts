import { type BrokenOff, type RecordsQuery, type RecordsTrailer, TRAILER } from "../../records.ts";
import { type Retries, withRetries } from "../egress/retry.ts";
import { type PageRequest, WalkError, walkPages } from "../egress/walk-pages.ts";
import { changedMeanwhile, Refusal } from "../errors.ts";
import { fetchPage, NoRecords, type PageSender } from "./fetch-page.ts";
import { cursorOf, kindOf, positionOf, settingsFrom } from "./reading.ts";
import type { IntegrationInUse } from "./use-integration.ts";

/** Whoever waits for the head of the answer is told sooner, and can try again. */
const TRIES_FIRST = 3;
const TRIES = 5;

/** What is read, and for whom. */
export interface Reading {
  /** The source as it is by now. Refuses whoever may read it no more. */
  source(): Promise<IntegrationInUse>;
  /** Opens its key anew: what was taken away is refused. */
  open(source: IntegrationInUse): Promise<PageSender>;
  readonly requestId: string;
  /** Ends the reading, and the request that is under way. */
  readonly signal: AbortSignal;
  /** Is told what nobody expected. */
  broke(error: unknown): void;
  /** How it waits before it tries again; tests have their own time. */
  readonly wait?: Retries["wait"];
}

/**
 * The records of a source as JSON Lines, a page at a time, each with its trailer. They are fetched as they are read. What
 * cannot begin rejects before the first text; what breaks later is told in the last line, with the cursor to go on.
 * Before each page the source is asked for anew: what was taken away ends it.
 */
export async function* pullLines(
  query: RecordsQuery,
  { source: sourceNow, open, requestId, signal, broke, wait }: Reading,
): AsyncGenerator<string, void> {
  const begunWith = await sourceNow();
  let source = begunWith;
  const { integration, endpoint } = begunWith;
  const from = positionOf(begunWith, query);
  const settings = settingsFrom(begunWith, from);
  let offset = from.offset;
  const cursor = () => cursorOf(begunWith, { ...from, offset });
  let given = 0;
  let begun = false;

  let anyEnd: AbortSignal | undefined;
  const fetch = (request: PageRequest, ended: AbortSignal) => {
    // One for all pages: each one made would be kept as long as the request's own.
    anyEnd ??= AbortSignal.any([signal, ended]);
    const end = anyEnd;
    return withRetries(() => fetchPage(source, open, { ...request, settings }, end), {
      tries: request.offset === from.offset ? TRIES_FIRST : TRIES,
      signal: end,
      again,
      ...(wait && { wait }),
    });
  };
  const limit = query.limit ?? null;
  const rowsAPage = endpoint.pages?.rowsAPage ?? 1;
  const pages = walkPages({ from: offset, limit, rowsAPage, fetch });
  try {
    for (;;) {
      if (begun) {
        source = await sourceNow();
        if (kindOf(source.integration) !== kindOf(integration)) {
          throw changedMeanwhile(
            409,
            "source",
            "no more of it was read: look at it again, then begin without a cursor",
          );
        }
      }
      const { value: page } = await pages.next();
      if (!page) return;
      begun = true;
      offset = page.next;
      given += page.records.length;
      const { end } = page;
      const trailer = { cursor: end === "complete" ? null : cursor(), records: given };
      yield linesOf(page.records, end === null ? trailer : { ...trailer, end });
      if (end !== null) return;
    }
  } catch (error) {
    const refusal = error instanceof WalkError ? contradiction(error, source.connector.name) : error;
    if (!begun) throw refusal;
    if (signal.aborted) return;
    if (!(refusal instanceof Refusal)) broke(refusal);
    const problem = problemOf(refusal, requestId);
    yield linesOf([], { cursor: cursor(), records: given, end: "broken", problem });
  } finally {
    await pages.return();
  }
}

function linesOf(records: readonly string[], trailer: RecordsTrailer[typeof TRAILER]): string {
  return [...records, JSON.stringify({ [TRAILER]: trailer }), ""].join("\n");
}

/** Also where Tessera itself keeps the service's limits: it says how long to wait. */
function again(error: unknown): boolean | { afterMs: number } {
  if (!(error instanceof Refusal)) return false;
  const passes = error instanceof NoRecords ? error.passes : error.status === 429;
  const seconds = error.extras.headers?.["retry-after"];
  return passes && seconds !== undefined ? { afterMs: Number(seconds) * 1_000 } : passes;
}

function contradiction({ code }: WalkError, service: string): NoRecords {
  const what =
    code === "same-page"
      ? `${service} gave the same page twice.`
      : `${service} gave fewer records than it says there are.`;
  return new NoRecords(502, `${what} Go on in a few minutes; if it stays, tell ${service}.`);
}

function problemOf(error: unknown, requestId: string): BrokenOff {
  if (error instanceof Refusal) {
    const { status, code, message: detail } = error;
    const traceId = error instanceof NoRecords ? error.traceId : null;
    return { status, code, detail, requestId, ...(traceId !== null && { traceId }) };
  }
  const detail =
    "Something went wrong on our side. Go on in a few minutes; if it stays, tell your administrator.";
  return { status: 500, code: "internal", detail, requestId };
}
