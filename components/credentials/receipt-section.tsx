import { ReceiptSummary } from "@/components/receipts/receipt-summary.tsx";
import { PanelSection } from "./credential-details.tsx";

/** How a credential's key was used lately, in its details. */
export function ReceiptSection({ credentialId }: { credentialId: string }) {
  return (
    <PanelSection title="Receipts">
      <ReceiptSummary key={credentialId} credentialId={credentialId} />
    </PanelSection>
  );
}
