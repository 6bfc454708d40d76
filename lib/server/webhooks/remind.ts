import { remindOfExpiry } from "./reminder-store.ts";

const AT_ONCE = 500;

/** Tells webhooks of keys that expire in 30 days, 7 days or 1 day: of each once, however often this runs. */
export async function remindOfExpiringKeys(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && (await remindOfExpiry(AT_ONCE)) === AT_ONCE);
}
