import { putLoad, type Target } from "./load.ts";
import type { Settings } from "./settings.ts";

/** What the rounds of one target found, a value a round. */
export interface Rounds {
  /** Answers a second. */
  rates: number[];
  /** Milliseconds of the server's CPU for one answer; empty where that is not known. */
  cpuMs: number[];
}

/**
 * Puts load on every target, interleaved, A B X A B X …, so that whatever slows the machine for a while slows all
 * of them; each is warmed up first.
 */
export async function measureRounds<Name extends string>(
  targets: Record<Name, Target>,
  { rounds, roundSeconds, warmUpAnswers, say, signal }: Settings,
): Promise<Record<Name, Rounds>> {
  const entries = Object.entries(targets) as [Name, Target][];
  const found = {} as Record<Name, Rounds>;
  for (const [name, target] of entries) {
    say(`warming up ${name}`);
    for (let answers = 0; answers < warmUpAnswers; ) {
      signal.throwIfAborted();
      answers += (await putLoad(target, 1)).rate;
    }
    found[name] = { rates: [], cpuMs: [] };
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const [name, target] of entries) {
      signal.throwIfAborted();
      const { rate, cpuMs } = await putLoad(target, roundSeconds);
      found[name].rates.push(rate);
      if (cpuMs !== null) found[name].cpuMs.push(cpuMs);
      say(`round ${round} of ${rounds}: ${name} ${Math.round(rate).toLocaleString("en")}/s`);
    }
  }
  return found;
}
