import { ReceiptSummary } from "@/components/receipts/receipt-summary.tsx";
import type { Integration } from "@/lib/integrations.ts";

/** How a source or a destination used its credential's key lately. */
export function IntegrationReceipts({ integration }: { integration: Integration }) {
  const { id, credential } = integration;
  return (
    <section className="mt-4 rounded-tile border border-line bg-surface px-5 py-4 shadow-tile max-[700px]:px-4">
      <h2 className="mb-2.5 text-[15.5px] font-semibold tracking-[-0.008em]">Receipts</h2>
      <ReceiptSummary key={`${credential.id} ${id}`} credentialId={credential.id} integrationId={id} />
    </section>
  );
}
