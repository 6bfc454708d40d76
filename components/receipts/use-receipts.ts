import { useEffect, useEffectEvent, useState } from "react";
import { callApi } from "@/lib/api-client.ts";
import { type Receipts, receiptsSchema } from "@/lib/receipts.ts";

const DAYS_SHOWN = 7;

/** Which receipts: of all that uses a credential, or of one source or destination. */
export interface OfReceipts {
  credentialId: string;
  integrationId?: string | undefined;
}

/** Asks for receipts once, and again when it is told to. `receipts` is null until they are there. */
export function useReceipts({ credentialId, integrationId }: OfReceipts) {
  const [receipts, setReceipts] = useState<Receipts | null>(null);
  const [failed, setFailed] = useState(false);

  async function load(signal?: AbortSignal) {
    setFailed(false);
    const parameters = new URLSearchParams({ days: String(DAYS_SHOWN) });
    if (integrationId !== undefined) parameters.set("integration", integrationId);
    try {
      setReceipts(
        await callApi(`/api/v1/credentials/${credentialId}/receipts?${parameters}`, receiptsSchema, {
          ...(signal && { signal }),
        }),
      );
    } catch {
      if (!signal?.aborted) setFailed(true);
    }
  }

  const loadFirst = useEffectEvent(load);
  useEffect(() => {
    const leaving = new AbortController();
    loadFirst(leaving.signal);
    return () => leaving.abort();
  }, []);

  return { receipts, failed, load: () => load() };
}
