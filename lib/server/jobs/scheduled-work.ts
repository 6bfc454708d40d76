import { destroyDeletedCredentials } from "../credentials/bin.ts";
import { destroyRetiredKeys } from "../credentials/destroy-retired-keys.ts";
import { recheckDue } from "../credentials/recheck.ts";
import { env } from "../env.ts";
import { forgetTurns } from "../limits/service-turn-store.ts";
import { forgetOldReceipts } from "../receipts/receipts.ts";
import { deliverWebhooks, forgetOldDeliveries } from "../webhooks/deliver.ts";
import { remindOfExpiringKeys } from "../webhooks/remind.ts";

/** Something that is done in time, by whichever instance is free. */
export interface ScheduledWork {
  /** Names its queue: lower case and dashes. Another name is other work. */
  readonly name: string;
  /** When it is done, as cron in UTC; it is done once after each start, too. Null: not at all. */
  readonly cron: string | null;
  /**
   * Does what is due, and resolves soon after `signal` aborts. It runs on one instance at a time, and is run again
   * after a crash in the middle of it: what is left must be in the database, and doing it twice must do no harm.
   * What it rejects with is logged, and it is tried again.
   */
  run(signal: AbortSignal): Promise<void>;
}

async function destroyRetiredKeysNow(): Promise<void> {
  await destroyRetiredKeys(new Date());
}

async function forgetDeliveriesNow(): Promise<void> {
  await forgetOldDeliveries(new Date());
}

/** It comes in batches: each is whole by itself. */
async function emptyBin(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await destroyDeletedCredentials(new Date())) > 0);
}

/** Everything that is done in time. Add yours here; nothing else has to be told of it. */
export function scheduledWork(): readonly ScheduledWork[] {
  return [
    { name: "check-credentials", cron: env().recheckHours === 0 ? null : "* * * * *", run: recheckDue },
    { name: "destroy-retired-keys", cron: "*/10 * * * *", run: destroyRetiredKeysNow },
    { name: "remind-of-expiring-keys", cron: "5 * * * *", run: remindOfExpiringKeys },
    { name: "deliver-webhooks", cron: "* * * * *", run: deliverWebhooks },
    { name: "forget-deliveries", cron: "30 3 * * *", run: forgetDeliveriesNow },
    { name: "forget-receipts", cron: "45 3 * * *", run: forgetOldReceipts },
    { name: "forget-turns", cron: "40 3 * * *", run: forgetTurns },
    { name: "destroy-deleted-credentials", cron: "15 * * * *", run: emptyBin },
  ];
}
