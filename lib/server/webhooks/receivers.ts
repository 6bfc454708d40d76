/** Whose turn it is among organizations, so that a receiver that is slow or gone holds up its own events and no others. */
export interface Receivers {
  /** The organizations that get nothing more just now. */
  busy(): string[];
  /** Counts what is sent to an organization until `work` ends. It resolves with whether there was an answer. */
  sending(organizationId: string, work: () => Promise<boolean>): Promise<void>;
}

/** Each gets at most `atOnce` at the same time, and nothing for `restMs` after it did not answer. */
export function createReceivers(options: { atOnce: number; restMs: number; now?: () => number }): Receivers {
  const { atOnce, restMs, now = Date.now } = options;
  const underWay = new Map<string, number>();
  const restUntil = new Map<string, number>();

  function add(organizationId: string, change: 1 | -1): void {
    const count = (underWay.get(organizationId) ?? 0) + change;
    if (count === 0) underWay.delete(organizationId);
    else underWay.set(organizationId, count);
  }
  return {
    busy() {
      for (const [id, until] of restUntil) if (until <= now()) restUntil.delete(id);
      const full = [...underWay].filter(([, count]) => count >= atOnce).map(([id]) => id);
      return [...new Set([...full, ...restUntil.keys()])];
    },
    async sending(organizationId, work) {
      add(organizationId, 1);
      try {
        if (!(await work())) restUntil.set(organizationId, now() + restMs);
      } finally {
        add(organizationId, -1);
      }
    },
  };
}
