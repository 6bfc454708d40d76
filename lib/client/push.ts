import { type Problem, RequestFailed, type Tessera } from "./client.ts";
import { linesOf, readTrailer } from "./lines.ts";
import { brokenBy, type Patience, Retry } from "./retry.ts";

const BATCH_LINES = 500;
const BATCH_CHARACTERS = 500_000;

/** What became of a line. */
export interface LineAnswer {
  line: number;
  status: "accepted" | "valid" | "refused" | "not_tried";
  errors?: { field: string; message: string }[];
  detail?: string;
  traceId?: string;
}

interface Line {
  number: number;
  text: string;
}

/**
 * Sends records, one JSON text a line, a batch after the other, and tells what became of each line, in their order.
 * Lines that a broken connection left without an answer are sent again: a record with the same id replaces itself.
 * Throws a RequestFailed when that does not help; what has no answer by then was not accepted for certain.
 */
export async function* pushRecords(
  tessera: Tessera,
  destinationId: string,
  lines: AsyncIterable<string>,
  { dryRun }: { dryRun: boolean },
  patience: Patience,
): AsyncGenerator<LineAnswer> {
  const path = `/api/v1/destinations/${encodeURIComponent(destinationId)}/records?dryRun=${dryRun}`;
  const retry = new Retry(patience);
  let hasBegun = false;
  for await (const batch of batchesOf(lines)) {
    let open = batch;
    while (open.length > 0) {
      let failure = brokenBy(undefined);
      try {
        const body = open.map(({ text }) => `${text}\n`).join("");
        const headers = { "content-type": "application/x-ndjson" };
        const response = await tessera.send(path, { method: "POST", headers, body });
        hasBegun = true;
        for await (const answer of answersOf(response, open, tessera)) {
          if (answer instanceof RequestFailed) {
            failure = answer;
            break;
          }
          open = open.filter(({ number }) => number !== answer.line);
          retry.progress();
          yield answer;
        }
      } catch (error) {
        if (!(error instanceof RequestFailed) || (!hasBegun && error.kind !== "refused")) throw error;
        failure = error;
      }
      if (open.length > 0) await retry.after(failure);
    }
  }
}

/** The answers that settle a line, and in the end what left others without one. */
async function* answersOf(
  response: Response,
  sent: Line[],
  tessera: Tessera,
): AsyncGenerator<LineAnswer | RequestFailed> {
  try {
    for await (const text of linesOf(response.body ?? new ReadableStream(), { isWhole: false })) {
      const trailer = readTrailer<{ problem?: Problem }>(text);
      if (trailer !== null) return yield brokenBy(trailer.problem);
      const answer = JSON.parse(text) as LineAnswer;
      const line = sent[answer.line - 1];
      if (line !== undefined && answer.status !== "not_tried") yield { ...answer, line: line.number };
    }
  } catch (error) {
    tessera.signal?.throwIfAborted();
    if (!(error instanceof TypeError)) throw error; // What `fetch` throws when a connection breaks.
  }
  yield brokenBy(undefined);
}

/** Few enough lines to send them again; lines with nothing in them are counted and left out. */
async function* batchesOf(lines: AsyncIterable<string>): AsyncGenerator<Line[]> {
  let batch: Line[] = [];
  let characters = 0;
  let number = 0;
  for await (const text of lines) {
    number += 1;
    if (text.trim() === "") continue;
    if (batch.length >= BATCH_LINES || (batch.length > 0 && characters + text.length > BATCH_CHARACTERS)) {
      yield batch;
      batch = [];
      characters = 0;
    }
    batch.push({ number, text });
    characters += text.length;
  }
  if (batch.length > 0) yield batch;
}
