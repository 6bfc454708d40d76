/** People.ai's published limits, for each key. */
export const REQUESTS_A_SECOND = 5;
export const REQUESTS_AT_ONCE = 10;

/** More keys than any test run makes; the oldest is forgotten first. */
const MAX_KEYS = 10_000;

interface Use {
  startedAt: number[];
  open: number;
}

/** Counts the requests of each key. `enter` answers whether one may pass; who passed must `leave`. */
export function createLimits(
  now: () => number = () => performance.now(),
  aSecond = REQUESTS_A_SECOND,
  atOnce = REQUESTS_AT_ONCE,
) {
  const uses = new Map<string, Use>();
  return {
    enter(key: string): boolean {
      const use = uses.get(key) ?? { startedAt: [], open: 0 };
      const since = now() - 1_000;
      use.startedAt = use.startedAt.filter((time) => time > since);
      uses.delete(key);
      uses.set(key, use);
      const [oldest] = uses.keys();
      if (uses.size > MAX_KEYS && oldest !== undefined) uses.delete(oldest);

      if (use.startedAt.length >= aSecond || use.open >= atOnce) return false;
      use.startedAt.push(now());
      use.open += 1;
      return true;
    },
    leave(key: string): void {
      const use = uses.get(key);
      if (use !== undefined) use.open = Math.max(0, use.open - 1);
    },
  };
}
