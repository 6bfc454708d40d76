import { ReceiptSummary } from "@/components/receipts/receipt-summary.tsx";
import type { Integration } from "@/lib/integrations.ts";
import { Panel } from "./panel.tsx";

/** How a source or a destination used its credential's key lately. */
export function IntegrationReceipts({ integration }: { integration: Integration }) {
  const { id, credential } = integration;
  return (
    <Panel title="Receipts">
      <ReceiptSummary key={`${credential.id} ${id}`} credentialId={credential.id} integrationId={id} />
    </Panel>
  );
}
