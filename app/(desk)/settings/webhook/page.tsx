import type { Metadata } from "next";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { WebhookSettings } from "@/components/webhook/webhook-settings.tsx";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { orNotFound } from "@/lib/server/page-errors.ts";
import { getWebhook, listDeliveries } from "@/lib/server/webhooks/webhooks.ts";

export const metadata: Metadata = { title: "Webhook" };

/** Where the organization's events are sent to, and how that went lately. */
export default async function WebhookPage() {
  const actor = await requireActor();
  const [webhook, deliveries] = await orNotFound(Promise.all([getWebhook(actor), listDeliveries(actor)]));
  return (
    <>
      <PageHeader
        title="Webhook"
        lead="Tells a program of yours when a key stops working, works again, or is about to expire."
      />
      <WebhookSettings webhook={webhook} deliveries={deliveries} now={new Date().toISOString()} />
    </>
  );
}
