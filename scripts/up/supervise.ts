import { setTimeout as sleep } from "node:timers/promises";
import { messageOf } from "./failure.ts";
import type { Running } from "./running.ts";

const WINDOW_MS = 60_000;
const MOST_FAILURES = 5;
const FIRST_PAUSE_MS = 250;

/**
 * Starts something and, whenever it ends by itself, starts it again, a little later each time. The first start
 * is the caller's to worry about: it rejects. `stop` ends it for good, in the middle of a restart too.
 */
export async function supervise<T extends Running>(options: {
  name: string;
  /** `previous` is what ran before, for what a restart must keep: the port. */
  start: (signal: AbortSignal, previous: T | null) => Promise<T>;
  onStart: (running: T) => void;
  log: (line: string) => void;
  /** It has ended too often to go on. */
  giveUp: (sentence: string) => void;
  signal: AbortSignal;
}): Promise<{ first: T; stop: () => Promise<void> }> {
  const { name, start, onStart, log, giveUp } = options;
  const stopped = new AbortController();
  const signal = AbortSignal.any([stopped.signal, options.signal]);
  const first = await start(signal, null);
  onStart(first);
  let current = first;
  const watch = keepRunning().catch((error) => {
    if (!stopped.signal.aborted && !options.signal.aborted)
      giveUp(`${name} cannot be kept running: ${messageOf(error)}`);
  });
  return {
    first,
    async stop() {
      stopped.abort();
      await watch;
      await current.stop();
    },
  };

  async function keepRunning(): Promise<void> {
    let failures: number[] = [];
    let reason = await endingOf(current);
    while (!signal.aborted) {
      failures = [...failures.filter((time) => Date.now() - time < WINDOW_MS), Date.now()];
      log(`${name} ended by itself (${reason}).`);
      if (failures.length >= MOST_FAILURES) {
        giveUp(`${name} ended ${MOST_FAILURES} times within a minute (${reason}).`);
        return;
      }
      await sleep(FIRST_PAUSE_MS * 2 ** (failures.length - 1), undefined, { signal });
      try {
        current = await start(signal, current);
        onStart(current);
        log(`${name} runs again.`);
        reason = await endingOf(current);
      } catch (error) {
        if (signal.aborted) return;
        reason = messageOf(error);
      }
    }
  }

  /** Its ending, or at once when it is to be stopped. */
  async function endingOf(running: Running): Promise<string> {
    if (signal.aborted) return "";
    const { promise, resolve } = Promise.withResolvers<string>();
    signal.addEventListener("abort", () => resolve(""), { once: true });
    return Promise.race([running.ended, promise]);
  }
}
