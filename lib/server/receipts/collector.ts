import type { StatusClass } from "../../receipts.ts";
import { describeError, log } from "../log.ts";

/** What was sent with a key, by whom, where to and how it was answered. */
export interface Occasion {
  readonly organizationId: string;
  readonly credentialId: string;
  /** The source or destination that it was for. */
  readonly integrationId: string | null;
  /** Who asked; whose it is where there is no integration. */
  readonly by: { readonly kind: "token" | "member" | "tessera"; readonly id: string; readonly name: string };
  readonly host: string;
  readonly statusClass: StatusClass;
  /** Whether the key was used; else it was only tested. */
  readonly isUse: boolean;
}

/** How often and how much, within an hour that begins at `hour`. Times are milliseconds since 1970. */
export interface Counted extends Occasion {
  readonly hour: number;
  count: number;
  bytesSent: number;
  bytesReceived: number;
  readonly firstAt: number;
  lastAt: number;
}

export type Amount = Pick<Counted, "count" | "bytesSent" | "bytesReceived">;

export interface ReceiptCollector {
  /** Counts. Takes no time, and never throws. */
  note(occasion: Occasion, amount: Amount): void;
  /** Saves what was counted, at once. From then on nothing waits before it is saved. */
  stop(): Promise<void>;
}

/** What is counted is at most a second behind, the time to save it included. */
const SAVED_AFTER_MS = 500;
const LONGEST_PAUSE_MS = 30_000;
const HOUR_MS = 3_600_000;

interface CollectorOptions {
  /** Adds to what is saved already: all or nothing. */
  save(counted: readonly Counted[]): Promise<void>;
  now?(): number;
}

/**
 * Counts in memory what keys are used for, and saves it soon after in one go. What cannot be saved is kept and tried
 * again, less and less often. Without its database Tessera opens no key: what waits does not grow meanwhile.
 */
export function createReceiptCollector({ save, now = Date.now }: CollectorOptions): ReceiptCollector {
  let waiting = new Map<string, Counted>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let saving: Promise<void> = Promise.resolve();
  let isSaving = false;
  let stopped = false;
  let failures = 0;

  function plan(): void {
    if (timer !== null || isSaving || waiting.size === 0) return;
    const pauseMs =
      stopped && failures === 0 ? 0 : Math.min(SAVED_AFTER_MS * 2 ** failures, LONGEST_PAUSE_MS);
    timer = setTimeout(flush, pauseMs);
    timer.unref();
  }

  function flush(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    saving = saveWaiting();
  }

  async function saveWaiting(): Promise<void> {
    const batch = waiting;
    if (batch.size === 0) return;
    waiting = new Map();
    isSaving = true;
    try {
      await save([...batch.values()]);
      failures = 0;
    } catch (error) {
      failures += 1;
      const meanwhile = waiting;
      waiting = batch;
      for (const [key, counted] of meanwhile) add(waiting, key, counted);
      log.error({ error: describeError(error) }, "receipts could not be saved yet");
    }
    isSaving = false;
    plan();
  }

  return {
    note(occasion, amount) {
      const at = now();
      const hour = at - (at % HOUR_MS);
      const { by, host, statusClass, isUse, integrationId } = occasion;
      const key = [
        occasion.credentialId,
        hour,
        integrationId,
        by.kind,
        by.id,
        host,
        statusClass,
        isUse,
      ].join();
      add(waiting, key, { ...occasion, ...amount, hour, firstAt: at, lastAt: at });
      plan();
    },
    async stop() {
      stopped = true;
      await saving;
      flush();
      await saving;
    },
  };
}

function add(counts: Map<string, Counted>, key: string, more: Counted): void {
  const counted = counts.get(key);
  if (counted === undefined) {
    counts.set(key, { ...more });
    return;
  }
  counted.count += more.count;
  counted.bytesSent += more.bytesSent;
  counted.bytesReceived += more.bytesReceived;
  counted.lastAt = Math.max(counted.lastAt, more.lastAt);
}
