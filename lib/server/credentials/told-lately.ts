/** What was said of whom lately. */
export interface ToldLately {
  /** Whether `what` is not what was said last of `id`, or was said too long ago; it counts as said from now on. */
  isNews(id: string, what: string): boolean;
  /** As if nothing had been said of it. */
  forget(id: string): void;
}

/**
 * Remembers, in this process, what was said last of each id, for `forMs` and for the `most` ids that were spoken of
 * last. It spares work and decides nothing: another process may say the same again.
 */
export function toldLately(options: { forMs: number; most: number; now?: () => number }): ToldLately {
  const { forMs, most, now = Date.now } = options;
  const said = new Map<string, { what: string; at: number }>();
  return {
    isNews(id, what) {
      const last = said.get(id);
      if (last !== undefined && last.what === what && now() - last.at < forMs) return false;
      said.delete(id);
      said.set(id, { what, at: now() });
      const [oldest] = said.keys();
      if (said.size > most && oldest !== undefined) said.delete(oldest);
      return true;
    },
    forget: (id) => void said.delete(id),
  };
}
