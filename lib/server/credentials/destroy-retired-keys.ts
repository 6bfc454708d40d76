import { destroyRetired } from "./retired-key-store.ts";

/** Rows a statement: few enough to hold no lock for long. */
const BATCH = 500;
/** Statements a call: what is left then is for the next one. */
const BATCHES_MAX = 100;

/**
 * Destroys the earlier keys that can no longer be brought back at `now`, and answers how many it destroyed. Safe to
 * call at any time, from several processes at once, and again after a crash.
 */
export async function destroyRetiredKeys(now: Date): Promise<number> {
  let destroyed = 0;
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const count = await destroyRetired(now, BATCH);
    destroyed += count;
    if (count < BATCH) break;
  }
  return destroyed;
}
