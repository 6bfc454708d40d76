const EVERY_MS = 100;
const BAR_WIDTH = 24;

/** A line on a terminal that tells how far something is; nothing in a pipe or a file. */
export class Progress {
  readonly #isShown: boolean;
  #shownAt = Number.NEGATIVE_INFINITY;

  /** `besideOutput` where the output goes to standard output, and perhaps to the same terminal. */
  constructor({ besideOutput }: { besideOutput: boolean }) {
    this.#isShown = process.stderr.isTTY && !(besideOutput && process.stdout.isTTY);
  }

  /** `part` is how much of it is done, from 0 to 1, where that is known. */
  show(text: string, part?: number): void {
    if (!this.#isShown || performance.now() - this.#shownAt < EVERY_MS) return;
    this.#shownAt = performance.now();
    process.stderr.write(`\r\x1b[K${part === undefined ? "" : `${barOf(part)} `}${text}`);
  }

  /** Takes the line away, before anything else is written. */
  clear(): void {
    if (this.#shownAt > 0 && this.#isShown) process.stderr.write("\r\x1b[K");
    this.#shownAt = Number.NEGATIVE_INFINITY;
  }
}

export function barOf(part: number): string {
  const done = Math.round(Math.min(Math.max(part, 0), 1) * BAR_WIDTH);
  return `${"█".repeat(done)}${"░".repeat(BAR_WIDTH - done)} ${Math.floor(Math.min(part, 1) * 100)} %`;
}
