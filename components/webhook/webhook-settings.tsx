"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import * as z from "zod/mini";
import { SettingsSection } from "@/components/account/settings-section.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import {
  type Delivery,
  deliverySchema,
  savedWebhookSchema,
  type Webhook,
  webhookEvents,
} from "@/lib/webhooks.ts";
import { DeliveryList } from "./delivery-list.tsx";
import { NewSecretDialog } from "./new-secret-dialog.tsx";
import { WebhookForm } from "./webhook-form.tsx";

interface WebhookSettingsProps {
  /** Null where none is set. */
  webhook: Webhook | null;
  deliveries: readonly Delivery[];
  /** ISO 8601, from the server. */
  now: string;
}

/** The webhook's address, its secret, and what was sent lately. */
export function WebhookSettings({ webhook, deliveries, now }: WebhookSettingsProps) {
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  const [asking, setAsking] = useState<"replace" | "remove" | null>(null);
  const [said, setSaid] = useState("");
  const [failure, setFailure] = useState<string | null>(null);
  const [testing, setTesting] = useState(false);

  function saved(newSecret: string | null) {
    setSecret(newSecret);
    setFailure(null);
    router.refresh();
  }

  async function test() {
    setTesting(true);
    setFailure(null);
    setSaid("");
    try {
      const { state, failure } = await callApi("/api/v1/webhook/test", deliverySchema, { method: "POST" });
      if (state === "delivered") setSaid("The test event was delivered.");
      else setFailure(`The test event was not delivered. ${failure ?? ""}`.trim());
      router.refresh();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
    }
    setTesting(false);
  }

  async function replaceSecret() {
    const answer = await callApi("/api/v1/webhook/secret", savedWebhookSchema, { method: "POST" });
    setAsking(null);
    saved(answer.secret);
  }

  async function remove() {
    await callApi("/api/v1/webhook", z.null(), { method: "DELETE" });
    setAsking(null);
    setSaid("The webhook is removed.");
    router.refresh();
  }

  return (
    <>
      <SettingsSection
        id="webhook-address"
        title="Address"
        lead={
          <>
            Tessera sends it a signed POST for each event, and tries again for three days until it answers
            with 2xx. No key, and no part of one, is ever in it.
          </>
        }
      >
        <WebhookForm key={webhook?.url ?? ""} url={webhook?.url ?? ""} onSaved={saved} />
        <ul className="grid list-disc gap-1 pl-5 text-sm text-ink-2 marker:text-ink-3">
          {Object.entries(webhookEvents).map(([event, when]) => (
            <li key={event}>
              <span className="font-mono text-[13px] text-ink">{event}</span>
              <span className="block">{when}</span>
            </li>
          ))}
        </ul>
      </SettingsSection>
      {webhook !== null && (
        <>
          <SettingsSection
            id="webhook-secret"
            title="Secret"
            lead="Signs every event, so that your program can tell it is from here. It was shown once and is kept sealed."
          >
            <div className="flex flex-wrap gap-2.5">
              <Button onClick={() => setAsking("replace")}>Replace secret</Button>
              <Button variant="danger" onClick={() => setAsking("remove")}>
                Remove webhook
              </Button>
            </div>
          </SettingsSection>
          <SettingsSection
            id="webhook-deliveries"
            title="Deliveries"
            lead="The latest events, and what became of them."
          >
            <div className="flex flex-wrap items-center gap-3">
              <Button onClick={test} busy={testing} busyLabel="Sending…">
                Send a test event
              </Button>
            </div>
            <FormFailure>{failure}</FormFailure>
            <DeliveryList deliveries={deliveries} now={now} />
          </SettingsSection>
        </>
      )}
      <p role="status" className="text-sm text-ink-2">
        {said}
      </p>
      {secret !== null && <NewSecretDialog secret={secret} onClose={() => setSecret(null)} />}
      {asking === "replace" && (
        <ConfirmDialog
          title="Replace the secret?"
          action="Replace secret"
          busyLabel="Replacing…"
          onConfirm={replaceSecret}
          onClose={() => setAsking(null)}
        >
          <p>The old one stops to sign at once: your program takes no event until it knows the new one.</p>
        </ConfirmDialog>
      )}
      {asking === "remove" && (
        <ConfirmDialog
          title="Remove the webhook?"
          action="Remove webhook"
          busyLabel="Removing…"
          onConfirm={remove}
          onClose={() => setAsking(null)}
        >
          <p>Nothing more is sent, also not what waits to be sent again. Its secret is destroyed.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
