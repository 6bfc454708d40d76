import { v7 as uuidv7 } from "uuid";
import type { Delivery, SavedWebhook, Webhook } from "../../webhooks.ts";
import type { Actor, MemberActor } from "../access/actor.ts";
import { authorize, requireMember } from "../access/authorize.ts";
import { EgressError } from "../egress/egress-error.ts";
import { newSigningSecret } from "../egress/webhook-signature.ts";
import { invalid, notFound, Refusal } from "../errors.ts";
import { vault, webhookSender } from "../services.ts";
import { Secret } from "../vault/secret.ts";
import { deliverNow } from "./deliver.ts";
import { secretBinding } from "./secret-binding.ts";
import * as store from "./webhook-store.ts";

function manager(actor: Actor): MemberActor {
  authorize(actor, "webhook:manage");
  return requireMember(actor);
}

/** The organization's webhook, or null where none is set. */
export async function getWebhook(actor: Actor): Promise<Webhook | null> {
  return store.findWebhook(manager(actor));
}

/**
 * Sends the organization's events to `url` from now on. The first time it makes a signing secret and answers with it,
 * this once: it is kept sealed. The address is kept as it is sent to, with everything escaped that has to be. Refuses with
 * 422 one that may not be reached.
 */
export async function setWebhook(actor: Actor, address: string): Promise<SavedWebhook> {
  const member = manager(actor);
  checkAddress(address);
  const url = new URL(address).href;
  const updated = await store.updateWebhookUrl(member, url);
  if (updated !== null) return { webhook: updated, secret: null };
  const id = uuidv7();
  const { secret, sealedSecret } = await newSecret(member, id, 1);
  const inserted = await store.insertWebhook(member, { id, url, sealedSecret });
  // Somebody else set it a moment ago: theirs has its secret already.
  if (inserted === null) return setWebhook(actor, address);
  return { webhook: inserted, secret };
}

function checkAddress(url: string): void {
  try {
    webhookSender().check(url);
  } catch (error) {
    if (!(error instanceof EgressError)) throw error;
    const message =
      error.code === "private_address"
        ? "Choose a public address: this one leads into Tessera's own network."
        : "Begin the address with https://, so that nobody on the way can read or change what is sent.";
    throw invalid([{ field: "url", message }]);
  }
}

async function newSecret(actor: Actor, webhookId: string, secretVersion: number) {
  const secret = newSigningSecret();
  const binding = secretBinding({ organizationId: actor.organizationId, webhookId, secretVersion });
  return { secret, sealedSecret: await (await vault()).seal(Secret.of(secret), binding) };
}

/** Makes another signing secret and answers with it, this once. From now on only that one signs. */
export async function replaceWebhookSecret(actor: Actor): Promise<SavedWebhook> {
  const member = manager(actor);
  const current = await store.findSecretBinding(member);
  if (current === null) throw notFound("webhook");
  const secretVersion = current.secretVersion + 1;
  const { secret, sealedSecret } = await newSecret(member, current.id, secretVersion);
  const webhook = await store.replaceSecret(member, { sealedSecret, secretVersion });
  if (webhook !== null) return { webhook, secret };
  throw new Refusal(
    409,
    "secret_replaced",
    "Somebody else replaced the secret a moment ago: ask them for it, or replace it again.",
  );
}

/** Removes the webhook, its secret, and what waits to be sent. Safe to repeat. */
export async function removeWebhook(actor: Actor): Promise<void> {
  await store.deleteWebhook(manager(actor));
}

/** Sends a `webhook.test` and answers how that went; it is tried again as any event is. 404 where no webhook is set. */
export async function testWebhook(actor: Actor): Promise<Delivery> {
  const member = manager(actor);
  const id = await store.insertTestDelivery(member);
  if (id === null) throw notFound("webhook");
  await deliverNow(id);
  const delivery = await store.findDelivery(member, id);
  if (delivery === null) throw notFound("webhook");
  return delivery;
}

/** The latest events and how they went, the newest first. */
export async function listDeliveries(actor: Actor): Promise<Delivery[]> {
  return store.findDeliveries(manager(actor));
}
