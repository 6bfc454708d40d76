import { describeError, log } from "../log.ts";
import { type ChainedEvent, hashOfBeginning, hashOfEvent } from "./chain.ts";
import { type Head, type Link, openLinkExists, placeOpenLinks } from "./chain-store.ts";

/** Large enough that a batch's statements count for nothing, small enough that no request waits for its hashes. */
const BATCH = 500;
const TICK_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/**
 * Gives every event that waits its place in its organization's chain. At most one instance does so at a time; the
 * others have nothing to do then. An event whose row is missing keeps its open link: `doctor` reports it.
 */
export async function continueChain(): Promise<void> {
  if (!(await openLinkExists())) return;
  let after: string | null = null;
  for (;;) {
    const batch = await placeOpenLinks({ after, limit: BATCH }, placeEvents);
    if (batch === null || batch.seen < BATCH) return;
    after = batch.lastEventId;
  }
}

/** The links of events that come, in this order for each organization, after the ends of the chains so far. */
export function placeEvents(events: readonly ChainedEvent[], heads: readonly Head[]): Link[] {
  const ends = new Map(heads.map(({ organizationId, ...end }) => [organizationId, end]));
  return events.map((event) => {
    const { organizationId, id: eventId } = event;
    const end = ends.get(organizationId) ?? { position: 0, hash: hashOfBeginning(organizationId) };
    const link = { position: end.position + 1, hash: hashOfEvent(end.hash, event) };
    ends.set(organizationId, link);
    return { eventId, ...link };
  });
}

/**
 * Continues the chains about once a second until `stop`, which waits for the batch at hand. What fails is logged
 * and tried again, less and less often while it goes on failing. Keeps no process alive.
 */
export function keepChaining(): { stop: () => Promise<void> } {
  let failures = 0;
  let stopped = false;
  let timer: NodeJS.Timeout;
  let running: Promise<void> = Promise.resolve();

  function wait(): void {
    const pauseMs = Math.min(TICK_MS * 2 ** failures, LONGEST_PAUSE_MS);
    timer = setTimeout(() => {
      running = tick();
    }, pauseMs).unref();
  }

  async function tick(): Promise<void> {
    try {
      await continueChain();
      failures = 0;
    } catch (error) {
      failures += 1;
      log.error({ error: describeError(error) }, "the audit chain could not be continued");
    }
    if (!stopped) wait();
  }

  wait();
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
