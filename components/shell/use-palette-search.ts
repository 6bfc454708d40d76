import { useEffect, useState } from "react";
import { callApi } from "@/lib/api-client.ts";
import { type SearchAnswer, searchAnswerSchema } from "@/lib/search.ts";

const PAUSE_MS = 150;
const NOTHING: SearchAnswer = { credentials: [], integrations: [] };

/** What is called so, a moment after the last key was pressed. The earlier result stays until there is a new one. */
export function usePaletteSearch(typed: string): {
  found: SearchAnswer;
  searching: boolean;
  failed: boolean;
} {
  const query = typed.trim();
  const [answer, setAnswer] = useState({ query: "", found: NOTHING, failed: false });
  useEffect(() => {
    if (query === "") return setAnswer({ query, found: NOTHING, failed: false });
    const request = new AbortController();
    const pause = setTimeout(async () => {
      try {
        const parameters = new URLSearchParams({ query });
        const found = await callApi(`/api/v1/search?${parameters}`, searchAnswerSchema, {
          signal: request.signal,
        });
        setAnswer({ query, found, failed: false });
      } catch {
        if (!request.signal.aborted) setAnswer({ query, found: NOTHING, failed: true });
      }
    }, PAUSE_MS);
    return () => {
      clearTimeout(pause);
      request.abort();
    };
  }, [query]);
  return { found: answer.found, searching: answer.query !== query, failed: answer.failed };
}
