import { cancelled } from "./egress-error.ts";

/** A pace of requests, for all that share it. */
export interface Pace {
  /** Resolves when one more request may begin. Rejects with an `EgressError` when `signal` aborts first. */
  turn(signal: AbortSignal): Promise<void>;
}

/** Timers may be early by less than that. */
const SLACK_MS = 1;
const SECOND_MS = 1_000;

/**
 * At most `perSecond` turns in any second, evenly spaced where there is more to do than that. Whoever waits is served
 * in order.
 */
export function createPace(perSecond: number): Pace {
  const gapMs = SECOND_MS / perSecond;
  /** When the last turns began: one more than a second ago lets the next one begin. */
  const begun: number[] = [];
  let nextAt = 0;
  let queue: Promise<void> = Promise.resolve();

  async function take(signal: AbortSignal): Promise<void> {
    for (;;) {
      if (signal.aborted) throw cancelled();
      const now = performance.now();
      const oldest = begun.length < perSecond ? undefined : begun[0];
      const free = oldest === undefined ? 0 : oldest + SECOND_MS + SLACK_MS;
      const waitMs = Math.max(nextAt, free) - now;
      if (waitMs <= 0) {
        if (oldest !== undefined) begun.shift();
        begun.push(now);
        // What was missed by a late timer is caught up with, but no more than one gap of it.
        nextAt = Math.max(nextAt, now - gapMs) + gapMs;
        return;
      }
      await pause(waitMs, signal);
    }
  }

  return {
    turn(signal) {
      const turn = queue.then(() => take(signal));
      queue = turn.catch(() => {});
      return turn;
    },
  };
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
  });
}
