import { once } from "node:events";
import type { Failure } from "./failure.ts";

/** What only controls a terminal: names and answers of services must not. */
const CONTROLS = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** A text on one line that a terminal shows and does not obey. */
export function plain(text: string): string {
  return text.replace(CONTROLS, " ");
}

/** Writes to standard output, as fast as it is read there. */
export async function write(text: string): Promise<void> {
  if (!process.stdout.write(text)) await once(process.stdout, "drain");
}

/** Says something to people, apart from the output. */
export function say(sentence: string): void {
  process.stderr.write(`${plain(sentence)}\n`);
}

export function writeJson(value: unknown): Promise<void> {
  return write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Rows under their titles; a cell without text is a dash. */
export function writeTable(titles: string[], rows: string[][]): Promise<void> {
  const cells = [titles, ...rows.map((row) => row.map((cell) => plain(cell) || "–"))];
  const widths = titles.map((_, column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return write(cells.map((row) => `${line(row).trimEnd()}\n`).join(""));
}

/** Tells why a command ends: for people a sentence and the fields that are to blame, for machines one JSON object. */
export function tell({ exit, message, problem }: Failure, asJson: boolean): void {
  const { code, errors, requestId, usedBy } = problem ?? {};
  if (asJson) {
    const error = { exit, code: code ?? null, detail: message, errors, requestId };
    process.stderr.write(`${JSON.stringify({ error })}\n`);
    return;
  }
  say(message);
  for (const { field, message: why } of errors ?? []) if (why !== message) say(`  ${field}: ${why}`);
  for (const { direction, name } of usedBy ?? []) say(`  ${direction} ${name}`);
  const { traceId } = (problem ?? {}) as { traceId?: string };
  if (requestId !== undefined && (problem?.status ?? 0) >= 500) say(`  request id: ${requestId}`);
  if (traceId !== undefined) say(`  trace id of the service: ${traceId}`);
}
