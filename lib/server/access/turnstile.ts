/** Lets at most `width` tasks of one key run at once in this process; the others wait in line. */
export class Turnstile {
  readonly #width: number;
  readonly #lines = new Map<string, { running: number; waiting: (() => void)[] }>();

  constructor(width: number) {
    this.#width = width;
  }

  /** Runs a task when it is its turn. Whether it succeeds or fails, the next one follows. */
  async pass<T>(key: string, task: () => Promise<T>): Promise<T> {
    const line = this.#lines.get(key) ?? { running: 0, waiting: [] };
    this.#lines.set(key, line);
    if (line.running === this.#width) {
      // Whoever goes out hands its place over, so that nobody who comes in between takes it.
      await new Promise<void>((resolve) => line.waiting.push(resolve));
    } else {
      line.running += 1;
    }
    try {
      return await task();
    } finally {
      const next = line.waiting.shift();
      if (next !== undefined) next();
      else {
        line.running -= 1;
        if (line.running === 0) this.#lines.delete(key);
      }
    }
  }
}
