import { useEffect, useEffectEvent, useRef, useState } from "react";
import { callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, credentialSummarySchema, pageSchema } from "@/lib/credentials.ts";

const PAUSE_MS = 200;
/** A screenful. Whoever does not find it among these types more of its name. */
const SHOWN_AT_MOST = 20;

const answerSchema = pageSchema(credentialSummarySchema);

export interface Found {
  credentials: CredentialSummary[];
  /** There are more than are shown. */
  more: boolean;
}

/**
 * Searches the organization's credentials on the server, a moment after the last key was pressed, so that ten
 * thousand of them are as quick as ten; those of one connector, where one is named. The earlier result stays until there is a new one.
 */
export function useCredentialSearch({ connector }: { connector?: string } = {}) {
  const [query, setQuery] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const [failed, setFailed] = useState(false);
  const [searching, setSearching] = useState(true);
  const running = useRef<AbortController>(null);

  async function search(text: string) {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setSearching(true);
    setFailed(false);
    const parameters = new URLSearchParams({ query: text, sort: "name", limit: String(SHOWN_AT_MOST) });
    if (connector !== undefined) parameters.set("connector", connector);
    try {
      const page = await callApi(`/api/v1/credentials?${parameters}`, answerSchema, {
        signal: controller.signal,
      });
      setFound({ credentials: page.data, more: page.nextCursor !== null });
    } catch {
      if (controller.signal.aborted) return;
      setFailed(true);
    }
    setSearching(false);
  }

  const searchNow = useEffectEvent(search);
  const isFirst = useRef(true);
  useEffect(() => {
    // What is there to begin with comes at once.
    const pause = setTimeout(() => searchNow(query.trim()), isFirst.current ? 0 : PAUSE_MS);
    isFirst.current = false;
    return () => clearTimeout(pause);
  }, [query]);
  useEffect(() => () => running.current?.abort(), []);

  return { query, setQuery, found, failed, searching, again: () => search(query.trim()) };
}
