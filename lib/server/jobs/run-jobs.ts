import type { PgBoss } from "pg-boss";
import { describeError, log } from "../log.ts";
import { openQueue } from "./queue-store.ts";
import { type ScheduledWork, scheduledWork } from "./scheduled-work.ts";

/** Long enough for the first pages to be served first. */
const BEGIN_AFTER_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** Who says nothing for so long is dead, and its job is another's. */
const HEARTBEAT_SECONDS = 15;
const LONGEST_RUN_SECONDS = 3_600;
const LONGEST_STOP_MS = 5_000;
/** It ends by itself before it is taken away; what is left is done the next time. */
const ENDS_AFTER_MS = (LONGEST_RUN_SECONDS - 60) * 1_000;
const RETRIES = 3;
const RETRIED_AFTER_SECONDS = 2;
const KEPT_SECONDS = 24 * 3_600;
const POLL_SECONDS = 5;

/**
 * Takes part in the scheduled work, with all other instances on this database, until `stop`: that ends what runs
 * here and waits for it, for a few seconds. Begins by itself a moment later, and keeps trying where the database
 * does not let it. Keeps no process alive.
 */
export function keepWorking(): { stop: () => Promise<void> } {
  const stopping = new AbortController();
  let boss: PgBoss | null = null;
  let beginning: Promise<void> = Promise.resolve();
  let failures = 0;
  let timer = setTimeout(next, BEGIN_AFTER_MS).unref();

  function next(): void {
    beginning = begin();
  }

  async function begin(): Promise<void> {
    try {
      boss ??= await openQueue();
      await boss.start();
      for (const work of scheduledWork()) await take(boss, work, stopping.signal);
    } catch (error) {
      failures += 1;
      log.error({ error: describeError(error) }, "scheduled work could not begin");
      await boss?.stop({ graceful: false }).catch(() => {});
      boss = null;
      const pauseMs = Math.min(BEGIN_AFTER_MS * 2 ** failures, LONGEST_PAUSE_MS);
      if (!stopping.signal.aborted) timer = setTimeout(next, pauseMs).unref();
    }
  }

  return {
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await beginning;
      await boss?.stop({ timeout: LONGEST_STOP_MS }).catch(() => {});
    },
  };
}

/** Takes part in one piece of work: what is queued of it is done here, unless another instance is at it. */
async function take(boss: PgBoss, { name, cron, run }: ScheduledWork, stopping: AbortSignal): Promise<void> {
  await boss.createQueue(name, {
    // One of it waits or runs, whoever asks for it.
    policy: "exclusive",
    heartbeatSeconds: HEARTBEAT_SECONDS,
    expireInSeconds: LONGEST_RUN_SECONDS,
    retryLimit: RETRIES,
    retryDelay: RETRIED_AFTER_SECONDS,
    deleteAfterSeconds: KEPT_SECONDS,
  });
  if (cron === null) {
    await boss.unschedule(name);
    return;
  }
  await boss.schedule(name, cron);
  await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS }, async ([job]) => {
    if (job === undefined) return;
    try {
      await run(AbortSignal.any([stopping, job.signal, AbortSignal.timeout(ENDS_AFTER_MS)]));
    } catch (error) {
      log.error({ work: name, error: describeError(error) }, "scheduled work failed");
      throw new Error(`${name} failed: the log says why.`);
    }
  });
  await boss.send(name);
}
