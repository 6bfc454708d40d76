import type { Spread } from "./statistics.ts";

/** One line of the table. */
export interface Row {
  what: string;
  value: Spread;
  /** How a number of this row reads. */
  format: (value: number) => string;
  budget?: Budget;
}

export interface Budget {
  /** As DESIGN.md says it. */
  text: string;
  holds: (value: number) => boolean;
}

/** The rows of one measurement; what must be known to read them goes into `notes`. */
export interface Section {
  title: string;
  rows: Row[];
  notes?: string[];
}

export const atLeast = (least: number, unit = ""): Budget => ({
  text: `≥ ${least}${unit}`,
  holds: (value) => value >= least,
});
export const atMost = (most: number, unit = ""): Budget => ({
  text: `≤ ${most}${unit}`,
  holds: (value) => value <= most,
});

export const perSecond = (value: number) => `${Math.round(value).toLocaleString("en")}/s`;
export const milliseconds = (value: number) =>
  `${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ms`;
export const cpuTime = (value: number) => `${value.toFixed(2)} ms`;
export const microseconds = (value: number) => `${value.toFixed(1)} µs`;
export const megabytes = (value: number) => `${Math.round(value)} MB`;
export const kilobytes = (value: number) => `${value.toFixed(1)} kB`;
export const ratio = (value: number) => value.toFixed(2);
export const times = (value: number) => `${value.toFixed(2)} ×`;
export const count = (value: number) => (Number.isInteger(value) ? String(value) : value.toFixed(1));

const WIDTH = { what: 54, value: 10, range: 21, budget: 9 };
const LINE = 100;

/** The section as text of at most 100 columns: what, median, (min – max), budget, and whether it holds. */
export function formatSection({ title, rows, notes = [] }: Section): string {
  const lines = rows.map(formatRow);
  const remarks = notes.flatMap((note) => wrap(note, LINE - 2)).map((line) => `  ${line}`);
  return [title, ...lines, ...remarks].join("\n");
}

function formatRow({ what, value, format, budget }: Row): string {
  const { median, min, max } = value;
  const range = min === max ? "" : `(${format(min)} – ${format(max)})`;
  const columns = [
    `  ${what}`.padEnd(WIDTH.what),
    format(median).padStart(WIDTH.value),
    ` ${range}`.padEnd(WIDTH.range + 1),
    (budget?.text ?? "").padEnd(WIDTH.budget),
    budget === undefined ? "" : budget.holds(median) ? "✓" : "✗",
  ];
  return columns.join(" ").trimEnd();
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
