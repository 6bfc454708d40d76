import { EgressError } from "../egress/egress-error.ts";
import { describeError, log } from "../log.ts";
import { vault, webhookSender } from "../services.ts";
import { UnreadableError } from "../vault/unreadable-error.ts";
import { createReceivers } from "./receivers.ts";
import { nextTry } from "./retries.ts";
import { secretBinding } from "./secret-binding.ts";
import * as store from "./webhook-store.ts";

const AT_ONCE = 10;
const AT_ONCE_TO_ONE = 3;
const LEFT_ALONE_MS = 60_000;
/** Longer than any try takes: who holds a delivery for longer is not there any more. */
const LEASE_SECONDS = 60;
const KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const FORGOTTEN_AT_ONCE = 1_000;

/**
 * Sends what is due, some at a time and few to the same organization, until nothing is or `signal` aborts. What is due
 * to one that did not answer waits. Each event is sent at least once, on every try under the same id. An answer of 2xx
 * takes it; after any other it is tried again, for about three days.
 */
export async function deliverWebhooks(signal: AbortSignal): Promise<void> {
  const receivers = createReceivers({ atOnce: AT_ONCE_TO_ONE, restMs: LEFT_ALONE_MS });
  const underWay = new Set<Promise<void>>();

  function begin(due: store.DueDelivery): void {
    const sending = receivers
      .sending(due.organizationId, () => deliver(due))
      // It is sent again when its lease is over.
      .catch((error) =>
        log.error(
          { deliveryId: due.id, error: describeError(error) },
          "how a webhook went could not be kept",
        ),
      )
      .finally(() => underWay.delete(sending));
    underWay.add(sending);
  }
  try {
    while (!signal.aborted) {
      const isFull = underWay.size === AT_ONCE;
      const due = isFull ? null : await store.takeDueDelivery({ notTo: receivers.busy() }, LEASE_SECONDS);
      if (due !== null) begin(due);
      else if (underWay.size > 0) await Promise.race(underWay);
      else return;
    }
  } finally {
    await Promise.all(underWay);
  }
}

/** Sends one event at once, unless somebody is doing so already. */
export async function deliverNow(id: string): Promise<void> {
  const due = await store.takeDueDelivery({ id }, LEASE_SECONDS);
  if (due !== null) await deliver(due);
}

/** Forgets deliveries that ended long ago. */
export async function forgetOldDeliveries(now: Date): Promise<void> {
  const before = new Date(now.getTime() - KEPT_MS);
  while ((await store.forgetDeliveries(before, FORGOTTEN_AT_ONCE)) === FORGOTTEN_AT_ONCE);
}

/** Whether there was an answer. */
async function deliver(delivery: store.DueDelivery): Promise<boolean> {
  const { status, failure } = await send(delivery);
  const nextTryAt = failure === null ? null : nextTry(delivery.attempts, new Date());
  await store.saveTry(delivery.id, { status, failure, nextTryAt });
  return status !== null;
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
