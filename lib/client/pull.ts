import { type Problem, RequestFailed, type Tessera } from "./client.ts";
import { linesOf, readTrailer } from "./lines.ts";
import { brokenBy, type Patience, Retry } from "./retry.ts";

export interface PullOptions {
  since?: string;
  limit?: number;
  cursor?: string;
}

/** Records that are whole up to `cursor`, one JSON text each. */
export interface PulledPage {
  records: string[];
  /** Where to go on after them; null when there are no more. */
  cursor: string | null;
  /** On the last page: whether the source ended, or the limit was reached. */
  end?: "complete" | "limit";
}

interface Trailer {
  cursor: string | null;
  end?: "complete" | "limit" | "broken";
  problem?: Problem;
}

/**
 * The records of a source. A connection that breaks is opened again from the last cursor that arrived, and what came
 * after that cursor is dropped: no record is left out, and none comes twice. Throws a RequestFailed when that does not
 * help; the last page's cursor is where to go on then.
 */
export async function* pullRecords(
  tessera: Tessera,
  sourceId: string,
  options: PullOptions,
  patience: Patience,
): AsyncGenerator<PulledPage> {
  const retry = new Retry(patience);
  let { cursor, limit } = options;
  let hasBegun = false;
  for (;;) {
    let failure = brokenBy(undefined);
    try {
      const path = pathOf(sourceId, { ...options, cursor, limit });
      const response = await tessera.send(path, { headers: { accept: "application/x-ndjson" } });
      hasBegun = true;
      for await (const page of pagesOf(response, tessera)) {
        if (page instanceof RequestFailed) {
          failure = page;
          break;
        }
        if (page.records.length > 0 || page.end !== undefined) yield page;
        if (page.end !== undefined) return;
        if (page.cursor !== cursor) retry.progress();
        cursor = page.cursor ?? cursor;
        if (limit !== undefined) limit -= page.records.length;
        if (limit === 0) return yield { records: [], cursor: page.cursor, end: "limit" };
      }
    } catch (error) {
      // Where nothing ever answered, the address is wrong more likely than the moment.
      if (!(error instanceof RequestFailed) || (!hasBegun && error.kind !== "refused")) throw error;
      failure = error;
    }
    await retry.after(failure);
  }
}

/** The pages of one answer, and in the end, where that was too early, what it broke by. */
async function* pagesOf(response: Response, tessera: Tessera): AsyncGenerator<PulledPage | RequestFailed> {
  let records: string[] = [];
  try {
    for await (const line of linesOf(response.body ?? new ReadableStream(), { isWhole: false })) {
      const trailer = readTrailer<Trailer>(line);
      if (trailer === null) {
        if (line !== "") records.push(line);
        continue;
      }
      const { cursor, end, problem } = trailer;
      if (end === "complete" || end === "limit") yield { records, cursor, end };
      // Without a cursor there is no place to go on after these: they come again.
      else if (cursor !== null) yield { records, cursor };
      if (end === "broken") return yield brokenBy(problem);
      if (cursor !== null) records = [];
    }
  } catch (error) {
    tessera.signal?.throwIfAborted();
    if (!(error instanceof TypeError)) throw error; // What `fetch` throws when a connection breaks.
  }
  yield brokenBy(undefined);
}

function pathOf(sourceId: string, options: PullOptions): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options))
    if (value !== undefined) query.set(name, String(value));
  return `/api/v1/sources/${encodeURIComponent(sourceId)}/records?${query}`;
}
