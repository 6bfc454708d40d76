import { createReadStream, statSync } from "node:fs";
import type { Readable } from "node:stream";
import { setTimeout } from "node:timers/promises";
import { linesOf } from "../../lib/client/lines.ts";
import { type LineAnswer, pushRecords } from "../../lib/client/push.ts";
import { exits, Failure, failureOf } from "../failure.ts";
import { plain, say, write } from "../output.ts";
import { Progress } from "../progress.ts";
import { findIntegration, type Session } from "../session.ts";

export interface PushCommandOptions {
  json?: true;
  dryRun?: true;
}

/** Sends the lines of a file, or of standard input, and shows those that are refused. */
export async function push(
  session: Session,
  nameOrId: string,
  file: string,
  options: PushCommandOptions,
): Promise<void> {
  const { tessera, signal } = session;
  const dryRun = options.dryRun === true;
  const { stream, bytes } = openInput(file);
  const { id, name } = await findIntegration(session, "destination", nameOrId);
  const progress = new Progress({ besideOutput: options.json === true });
  const patience = {
    wait: (milliseconds: number) => setTimeout(milliseconds, undefined, { signal }),
    onRetry: (sentence: string) => {
      progress.clear();
      say(`${sentence} Trying again …`);
    },
  };
  const count = { accepted: 0, valid: 0, refused: 0, not_tried: 0 };
  let last = 0;
  let sent = 0;
  const summary = (end: "complete" | "broken") => {
    const good = dryRun ? { valid: count.valid } : { accepted: count.accepted };
    return { ...good, refused: count.refused, end, nextLine: end === "broken" ? last + 1 : null };
  };
  try {
    const lines = counted(linesOf(stream, { isWhole: true }), (more) => {
      sent += more;
    });
    for await (const answer of pushRecords(tessera, id, lines, { dryRun }, patience)) {
      count[answer.status] += 1;
      last = answer.line;
      if (options.json || answer.status === "refused") progress.clear();
      if (options.json) await write(`${JSON.stringify(answer)}\n`);
      else if (answer.status === "refused") await write(`${sentenceOf(answer)}\n`);
      const done = count.accepted + count.valid + count.refused;
      progress.show(`${number(done)} lines to ${name}`, bytes && sent / bytes);
    }
  } catch (error) {
    progress.clear();
    const failure = failureOf(error, signal);
    if (failure === null || last === 0) throw error;
    if (options.json) await write(`${JSON.stringify({ $tessera: summary("broken") })}\n`);
    const exit = failure.exit === exits.interrupted ? failure.exit : exits.partly;
    const next = `Line ${last + 1} and those after it have no answer: send them again, or all, which is safe.`;
    throw new Failure(exit, `${failure.message} ${next}`, failure.problem);
  }
  progress.clear();
  if (options.json) await write(`${JSON.stringify({ $tessera: summary("complete") })}\n`);
  const good = dryRun ? count.valid : count.accepted;
  if (!options.json)
    say(`${number(good)} ${dryRun ? "valid" : "accepted"}, ${number(count.refused)} refused.`);
  if (count.refused > 0) process.exitCode = good > 0 ? exits.partly : exits.failed;
}

function sentenceOf({ line, errors = [], detail, traceId }: LineAnswer): string {
  const reasons = [
    ...errors.map(({ field, message }) => `${field}: ${message}`),
    ...(detail ? [detail] : []),
  ];
  return plain(`line ${line}: ${reasons.join(" ")}${traceId ? ` (trace id ${traceId})` : ""}`);
}

/** The bytes of a file, and how many there are where somebody can know. */
function openInput(file: string): { stream: Readable; bytes: number | undefined } {
  if (file === "-") return { stream: process.stdin, bytes: undefined };
  const stat = statSync(file, { throwIfNoEntry: false });
  if (stat === undefined || stat.isDirectory()) {
    throw new Failure(exits.wrongUsage, "There is no such file to send: name one, or - for standard input.");
  }
  return { stream: createReadStream(file), bytes: stat.isFile() ? stat.size : undefined };
}

async function* counted(lines: AsyncIterable<string>, note: (bytes: number) => void): AsyncGenerator<string> {
  for await (const line of lines) {
    note(Buffer.byteLength(line) + 1);
    yield line;
  }
}

const number = (count: number) => count.toLocaleString("en");
