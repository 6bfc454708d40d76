import { EgressError } from "../egress/egress-error.ts";
import { describeError, log } from "../log.ts";
import { vault, webhookSender } from "../services.ts";
import { UnreadableError } from "../vault/unreadable-error.ts";
import { nextTry } from "./retries.ts";
import { secretBinding } from "./secret-binding.ts";
import * as store from "./webhook-store.ts";

const AT_ONCE = 10;
/** Longer than any try takes: who holds a delivery for longer is not there any more. */
const LEASE_SECONDS = 60;
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const FORGOTTEN_AT_ONCE = 1_000;

/**
 * Sends what is due, some at a time, until nothing is or `signal` aborts. Each event is sent at least once, on every
 * try under the same id. An answer of 2xx takes it; after any other it is tried again, for about three days.
 */
export async function deliverWebhooks(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const due = await store.takeDueDeliveries(AT_ONCE, LEASE_SECONDS);
    await Promise.all(due.map(deliver));
    if (due.length < AT_ONCE) return;
  }
}

/** Sends one event at once, unless somebody is doing so already. */
export async function deliverNow(id: string): Promise<void> {
  const due = await store.takeDueDeliveries(1, LEASE_SECONDS, id);
  await Promise.all(due.map(deliver));
}

/** Forgets deliveries that ended long ago. */
export async function forgetOldDeliveries(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  while ((await store.forgetDeliveries(before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
}

async function deliver(delivery: store.DueDelivery): Promise<void> {
  const { status, failure } = await send(delivery);
  const nextTryAt = failure === null ? null : nextTry(delivery.attempts, new Date());
  await store.saveTry(delivery.id, { status, failure, nextTryAt });
}

async function send(delivery: store.DueDelivery): Promise<{ status: number | null; failure: string | null }> {
  const { id, event, data, createdAt, url, sealedSecret } = delivery;
  const body = JSON.stringify({ id, type: event, timestamp: createdAt, data });
  try {
    const secret = await (await vault()).open(sealedSecret, secretBinding(delivery));
    const status = await webhookSender().post(url, secret, { id, body });
    const isTaken = status >= 200 && status < 300;
    return { status, failure: isTaken ? null : `It answered with ${status}.` };
  } catch (error) {
    if (error instanceof EgressError) return { status: null, failure: error.message };
    const failure =
      error instanceof UnreadableError
        ? "The signing secret cannot be opened: replace it."
        : "Tessera could not send it.";
    log.error({ deliveryId: id, error: describeError(error) }, "a webhook could not be sent");
    return { status: null, failure };
  }
}
