import { setTimeout as pause } from "node:timers/promises";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;
/** Whoever is to wait longer than that is told so instead. */
export const PATIENCE_MS = 30_000;

export interface Retries {
  /** How often at most, the first time included. */
  readonly tries: number;
  /** Ends the waiting at once. */
  readonly signal: AbortSignal;
  /** Whether to try again after this error, and how long the other side wants us to wait, where it says so. */
  again(error: unknown): boolean | { afterMs: number };
  /** Waits, or rejects when the signal aborts; tests have their own time. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
  /** From 0 to 1. */
  readonly random?: () => number;
}

/**
 * Calls until it succeeds, or gives up with its last error: each time it waits twice as long as before, half of it by
 * chance, so that those who failed together do not come back together; and as long as the other side says.
 */
export async function withRetries<T>(attempt: () => Promise<T>, retries: Retries): Promise<T> {
  const { tries, signal, wait = (ms) => pause(ms, undefined, { signal }) } = retries;
  for (let failures = 1; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      const waitMs = failures < tries && !signal.aborted ? waitAfter(error, failures, retries) : null;
      if (waitMs === null) throw error;
      await wait(waitMs, signal).catch(() => {
        throw error;
      });
    }
  }
}

function waitAfter(
  error: unknown,
  failures: number,
  { again, random = Math.random }: Retries,
): number | null {
  const answer = again(error);
  if (answer === false) return null;
  const most = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
  const ownMs = most / 2 + (random() * most) / 2;
  if (answer === true) return ownMs;
  return answer.afterMs > PATIENCE_MS ? null : Math.max(ownMs, answer.afterMs);
}
