/**
 * What was asked for a moment ago, and is asked for anew when it is older than `everyMs`, by whoever wants it first:
 * others who come meanwhile get the same. What it rejects with stays as long as an answer would.
 */
export function askedAnew<T>(first: T, everyMs: number, ask: () => Promise<T>): () => Promise<T> {
  let answer: T | Promise<T> = first;
  let askedAt = performance.now();
  return async () => {
    const now = performance.now();
    if (now - askedAt >= everyMs) {
      askedAt = now;
      answer = ask();
    }
    return answer;
  };
}
