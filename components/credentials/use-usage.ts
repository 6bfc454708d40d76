import { useEffect, useEffectEvent, useState } from "react";
import { callApi } from "@/lib/api-client.ts";
import { type Usage, type UsageEntry, usageSchema } from "@/lib/credential-usage.ts";

const SHOWN_AT_FIRST = 50;

/** What uses a credential, a page at a time. `entries` is null until the first is there. */
export function useUsage(id: string) {
  const [page, setPage] = useState<Usage | null>(null);
  const [entries, setEntries] = useState<readonly UsageEntry[] | null>(null);
  const [loading, setLoading] = useState(true);
  const [failed, setFailed] = useState(false);

  async function load(signal?: AbortSignal) {
    setLoading(true);
    setFailed(false);
    const parameters = new URLSearchParams({ limit: String(SHOWN_AT_FIRST) });
    if (page?.nextCursor) parameters.set("cursor", page.nextCursor);
    try {
      const next = await callApi(`/api/v1/credentials/${id}/usage?${parameters}`, usageSchema, {
        ...(signal && { signal }),
      });
      setPage(next);
      setEntries((before) => [...(before ?? []), ...next.data]);
    } catch {
      if (signal?.aborted) return;
      setFailed(true);
    }
    setLoading(false);
  }

  const loadFirst = useEffectEvent(load);
  useEffect(() => {
    const leaving = new AbortController();
    loadFirst(leaving.signal);
    return () => leaving.abort();
  }, []);

  return {
    entries,
    lastUsedAt: page?.lastUsedAt ?? null,
    more: !failed && page !== null && page.nextCursor !== null,
    loading,
    failed,
    load: () => load(),
  };
}
