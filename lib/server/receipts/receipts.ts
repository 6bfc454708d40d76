import { RECEIPT_DAYS_MAX, type Receipts, type ReceiptsQuery } from "../../receipts.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { findOrRefuse } from "../credentials/credentials.ts";
import { forgetReceipts } from "./collected-store.ts";
import { countByDay, countByUser } from "./receipt-store.ts";

const DAY_MS = 86_400_000;
/** Far more than a person reads. */
const LISTED_AT_MOST = 200;
const FORGOTTEN_AT_ONCE = 1_000;

/**
 * What a credential's key was used for in the last days, today included, counted in UTC; at most a second behind.
 * Refuses with 404 what is not in the actor's reach.
 */
export async function getReceipts(
  actor: Actor,
  id: string,
  { days, integration }: ReceiptsQuery,
): Promise<Receipts> {
  authorize(actor, "credential:read");
  const credential = await findOrRefuse(actor, id);
  const since = firstOf(days, new Date());
  const asked = { id: credential.id, since, integrationId: integration };
  const [counted, data] = await Promise.all([
    countByDay(actor, asked),
    countByUser(actor, asked, LISTED_AT_MOST),
  ]);
  return {
    since: since.toISOString(),
    total: counted.reduce((sum, { count }) => sum + count, 0),
    hosts: [...new Set(counted.flatMap(({ hosts }) => hosts))].sort(),
    days: Array.from({ length: days }, (_, at) => {
      const day = new Date(since.getTime() + at * DAY_MS).toISOString().slice(0, 10);
      const { count, failed } = counted.find((one) => one.day === day) ?? { count: 0, failed: 0 };
      return { day, count, failed };
    }),
    data,
  };
}

/** Forgets receipts of hours that nobody can ask for any more, in batches, until `signal` aborts. */
export async function forgetOldReceipts(signal: AbortSignal): Promise<void> {
  const before = firstOf(RECEIPT_DAYS_MAX + 1, new Date());
  while (!signal.aborted && (await forgetReceipts(before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
}

/** The beginning, in UTC, of the first of so many days, of which the last is the one of `now`. */
function firstOf(days: number, now: Date): Date {
  return new Date(now.getTime() - (now.getTime() % DAY_MS) - (days - 1) * DAY_MS);
}
