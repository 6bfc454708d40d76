/** How much was asked since the beginning, or since the last `reset`. */
export interface LoadReport {
  /** How often each key was sent. */
  readonly sent: Readonly<Record<string, number>>;
  /** The most requests that began within any second, and the most that were open at once. */
  readonly busiestSecond: number;
  readonly mostAtOnce: number;
}

const SECOND_MS = 1_000;
const MAX_KEYS = 50_000;

/** Counts all requests, whatever the key: `enter` answers what to call when the request has ended. */
export function createLoad(now: () => number = () => performance.now()) {
  const sent = new Map<string, number>();
  const lately: number[] = [];
  let open = 0;
  let busiestSecond = 0;
  let mostAtOnce = 0;
  return {
    enter(key: string): () => void {
      if (sent.size < MAX_KEYS || sent.has(key)) sent.set(key, (sent.get(key) ?? 0) + 1);
      const at = now();
      lately.push(at);
      while ((lately[0] ?? at) <= at - SECOND_MS) lately.shift();
      open += 1;
      busiestSecond = Math.max(busiestSecond, lately.length);
      mostAtOnce = Math.max(mostAtOnce, open);
      return () => {
        open -= 1;
      };
    },
    report: (): LoadReport => ({ sent: Object.fromEntries(sent), busiestSecond, mostAtOnce }),
    reset(): void {
      sent.clear();
      lately.length = 0;
      busiestSecond = 0;
      mostAtOnce = open;
    },
  };
}
