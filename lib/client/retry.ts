import { type Problem, RequestFailed } from "./client.ts";

const TRIES = 6;
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/** How to wait between tries, and whom to tell. */
export interface Patience {
  wait: (milliseconds: number) => Promise<void>;
  onRetry?: (sentence: string) => void;
}

/** Waits, each time twice as long; after six times without progress it gives up and throws what stood in the way. */
export class Retry {
  readonly #patience: Patience;
  #tries = 0;

  constructor(patience: Patience) {
    this.#patience = patience;
  }

  /** Something came through: whatever is in the way next is new. */
  progress(): void {
    this.#tries = 0;
  }

  async after(failure: RequestFailed): Promise<void> {
    this.#tries += 1;
    if (this.#tries >= TRIES || !mayPass(failure)) throw failure;
    this.#patience.onRetry?.(failure.message);
    const doubled = FIRST_WAIT_MS * 2 ** (this.#tries - 1);
    const asked = (failure.retryAfterSeconds ?? 0) * 1_000;
    await this.#patience.wait(Math.min(Math.max(doubled, asked), LONGEST_WAIT_MS));
  }
}

/** A stream that ended before it was complete: with what it says of it, or without a word. */
export function brokenBy(problem: Problem | undefined): RequestFailed {
  if (problem === undefined) return new RequestFailed("unreachable", "The connection broke before the end.");
  return new RequestFailed("refused", problem.detail, problem);
}

/** Whether trying the same again can go better. */
function mayPass({ kind, problem }: RequestFailed): boolean {
  if (kind === "foreign") return false;
  return problem === null || problem.status === 429 || problem.status >= 500;
}
