import { setTimeout } from "node:timers/promises";
import { pullRecords } from "../../lib/client/pull.ts";
import { exits, Failure, failureOf } from "../failure.ts";
import { say, write } from "../output.ts";
import { Progress } from "../progress.ts";
import { PullFile } from "../pull-file.ts";
import { findIntegration, type Session } from "../session.ts";

export interface PullCommandOptions {
  json?: true;
  since?: string;
  limit?: number;
  cursor?: string;
  output?: string;
  overwrite?: true;
}

/** Writes a source's records: to standard output, or to a file that a later run goes on with. */
export async function pull(session: Session, nameOrId: string, options: PullCommandOptions): Promise<void> {
  const { tessera, signal } = session;
  const { since, limit, output } = options;
  if (output !== undefined && options.cursor !== undefined) {
    throw new Failure(exits.wrongUsage, "A file keeps its own cursor: leave out --cursor or --output.");
  }
  const { id, name } = await findIntegration(session, "source", nameOrId);
  const pulled = { url: tessera.url, sourceId: id, since: since ?? null };
  const file =
    output === undefined ? null : new PullFile(output, pulled, { overwrite: options.overwrite === true });
  const progress = new Progress({ besideOutput: file === null });
  const patience = {
    wait: (milliseconds: number) => setTimeout(milliseconds, undefined, { signal }),
    onRetry: (sentence: string) => {
      progress.clear();
      say(`${sentence} Trying again …`);
    },
  };
  let cursor = file?.cursor ?? options.cursor ?? null;
  let count = 0;
  let end = file?.isWhole ? "complete" : "broken";
  try {
    const from = { since, limit, cursor: cursor ?? undefined };
    const pages = file?.isWhole ? [] : pullRecords(tessera, id, from, patience);
    for await (const page of pages) {
      if (file !== null) file.append(page.records, page.cursor);
      else await write(page.records.map((record) => `${record}\n`).join(""));
      cursor = page.cursor;
      count += page.records.length;
      end = page.end ?? end;
      progress.show(`${recordsOf(count)} of ${name}`, limit && count / limit);
    }
  } catch (error) {
    const failure = failureOf(error, signal);
    if (failure === null || cursor === null) throw error;
    const next = file === null ? `Go on with --cursor ${cursor}` : "Run the same again to go on";
    const exit = count > 0 && failure.exit !== exits.interrupted ? exits.partly : failure.exit;
    throw new Failure(exit, `${failure.message} ${recordsOf(count)} came. ${next}`, failure.problem);
  } finally {
    progress.clear();
    file?.close(end === "complete");
  }
  if (options.json) process.stderr.write(`${JSON.stringify({ records: count, end, cursor })}\n`);
  else if (process.stderr.isTTY || file !== null) say(sentenceOf(count, cursor, file));
}

function sentenceOf(count: number, cursor: string | null, file: PullFile | null): string {
  const done = `${recordsOf(count)}.`;
  if (cursor === null)
    return file === null ? done : `${done} The file is whole, with ${recordsOf(file.records)}.`;
  return `${done} There can be more: ${file === null ? `go on with --cursor ${cursor}` : "run the same again"}`;
}

function recordsOf(count: number): string {
  return `${count.toLocaleString("en")} ${count === 1 ? "record" : "records"}`;
}
