import { setTimeout as sleep } from "node:timers/promises";
import { v7 as uuidv7 } from "uuid";
import { describeError, log } from "../log.ts";
import { endTurn, giveUpTurn, prolongTurns, type TurnAsked, takeTurn } from "./service-turn-store.ts";

const ASK_AGAIN_MS = 100;
/** When a place will be free nobody knows; sooner than this it is not worth asking. */
const PLACE_MS = 2_000;
/** Well within the time for which a place is held. */
const PROLONG_MS = 10_000;

/** A busy process wakes up late; `take_turn` leaves room for a little more than this. */
const LATE_MS = 60;

/** There was no turn in time: in `waitMs` there would be one, if nobody else came. */
export class NoTurn extends Error {
  override readonly name = "NoTurn";
  readonly waitMs: number;

  constructor(waitMs: number) {
    super("There was no turn in time.");
    this.waitMs = waitMs;
  }
}

/**
 * Waits until one more request through the credential may begin, about `patienceMs` at most, and gives what to call when
 * it has ended: nobody waits for that. Rejects with `NoTurn` where it would take longer, and when `signal` aborts;
 * nothing is held then.
 */
export async function waitForTurn(asked: Omit<TurnAsked, "id">, signal?: AbortSignal): Promise<() => void> {
  signal?.throwIfAborted();
  const id = uuidv7();
  let began = performance.now();
  let isQueued = false;
  let isSecondTry = false;
  try {
    for (;;) {
      const askedAt = performance.now();
      const patienceMs = asked.patienceMs - (askedAt - began);
      const { answer, waitMs } = await takeTurn({ ...asked, id, patienceMs });
      if (answer === "refused") throw new NoTurn(isQueued ? Math.max(waitMs, PLACE_MS) : waitMs);
      isQueued = answer === "queue";
      const pauseMs = isQueued ? ASK_AGAIN_MS : Math.ceil(waitMs);
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal });
      signal?.throwIfAborted();
      if (isQueued) continue;
      const isLate = performance.now() - askedAt - waitMs > LATE_MS;
      if (!isLate || isSecondTry) return hold(id);
      // Sent now, it could come together with those whose turns are later: it asks for one of those.
      isSecondTry = true;
      began = performance.now();
    }
  } catch (error) {
    if (!(error instanceof NoTurn)) inTheBackground(giveUpTurn(id));
    throw error;
  }
}

const shared = globalThis as typeof globalThis & {
  tesseraTurns?: Set<string>;
  tesseraTurnsTimer?: NodeJS.Timeout;
};

/** Holds a place, however long the request takes, until what this gives is called. */
function hold(id: string): () => void {
  shared.tesseraTurns ??= new Set();
  const held = shared.tesseraTurns;
  held.add(id);
  shared.tesseraTurnsTimer ??= setInterval(() => {
    if (held.size > 0) inTheBackground(prolongTurns([...held]));
  }, PROLONG_MS).unref();
  return () => {
    if (held.delete(id)) inTheBackground(endTurn(id));
  };
}

/** What fails here costs a place for half a minute. */
function inTheBackground(work: Promise<void>): void {
  work.catch((error: unknown) =>
    log.error({ error: describeError(error) }, "a place was not freed, or not kept"),
  );
}
