import type { SharedLimit } from "./rate-limit-store.ts";

/** What this process took of a key's points. */
interface Lease {
  left: number;
  /** When the window ends, and the lease with it: milliseconds since 1970. */
  ends: number;
  /** Whether the window has no more points than these. */
  last: boolean;
}

/** Above so many leases, those whose window has ended are dropped before another one is taken. */
const LEASES_MAX = 10_000;

/**
 * A shared limit that costs no statement per request: points are taken from it in leases, and spent in
 * memory within their window. What a process took and did not spend is lost when the window ends: a key
 * never gets more than the limit, and with several processes it may get less, by a lease for each.
 */
export class LeasedLimit {
  readonly #shared: SharedLimit;
  readonly #leasePoints: number;
  readonly #now: () => number;
  readonly #leases = new Map<string, Lease>();
  readonly #asking = new Map<string, Promise<void>>();

  constructor(shared: SharedLimit, leasePoints: number, now: () => number = Date.now) {
    this.#shared = shared;
    this.#leasePoints = leasePoints;
    this.#now = now;
  }

  /** Spends one point of a key. Null when there was one, else for how many milliseconds there is none. */
  async spend(key: string): Promise<number | null> {
    // Again after each lease: of those who waited for it together, some may find it spent.
    for (;;) {
      const lease = this.#leases.get(key);
      const msLeft = lease === undefined ? 0 : lease.ends - this.#now();
      if (lease !== undefined && msLeft > 0) {
        if (lease.left > 0) {
          lease.left -= 1;
          return null;
        }
        if (lease.last) return msLeft;
      }
      await this.#renew(key);
    }
  }

  /** Takes a new lease, one at a time for a key: whoever comes meanwhile waits for the same one. */
  async #renew(key: string): Promise<void> {
    const asking = this.#asking.get(key) ?? this.#take(key).finally(() => this.#asking.delete(key));
    this.#asking.set(key, asking);
    await asking;
  }

  async #take(key: string): Promise<void> {
    const { counted, msLeft } = await this.#shared.add(key, this.#leasePoints);
    const over = Math.max(0, counted - this.#shared.points);
    const left = Math.max(0, this.#leasePoints - over);
    if (this.#leases.size >= LEASES_MAX) this.#dropEnded();
    this.#leases.set(key, { left, ends: this.#now() + msLeft, last: over > 0 });
  }

  #dropEnded(): void {
    const now = this.#now();
    for (const [key, { ends }] of this.#leases) if (ends <= now) this.#leases.delete(key);
  }
}
