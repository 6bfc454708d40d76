"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { endedSessionsSchema, type Session, type Sessions } from "@/lib/own-account.ts";
import { SessionRow } from "./session-row.tsx";
import { sessionsEndedWords } from "./sessions-ended.ts";

interface SessionListProps {
  sessions: Sessions;
  /** When the page was made, ISO 8601. */
  now: string;
}

/** Where a person is signed in, and how to sign out there. */
export function SessionList({ sessions: { data, total }, now }: SessionListProps) {
  const router = useRouter();
  const [ending, setEnding] = useState<string | "others" | null>(null);
  const [ended, setEnded] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<string | null>(null);
  const [news, setNews] = useState("");
  const status = useRef<HTMLParagraphElement>(null);

  const shown = data.filter(({ id }) => !ended.has(id));
  const others = shown.filter(({ current }) => !current);
  const more = total - data.length;

  /** Runs `act`, which ends these sessions and gives the sentence on it. */
  async function end(what: string | "others", ids: readonly string[], act: () => Promise<string>) {
    if (ending !== null) return;
    setEnding(what);
    setFailure(null);
    setNews("");
    try {
      setNews(await act());
      setEnded((before) => new Set([...before, ...ids]));
      router.refresh();
      // The button that was pressed is gone.
      status.current?.focus();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
    } finally {
      setEnding(null);
    }
  }

  const endOne = ({ id, device }: Session) =>
    end(id, [id], async () => {
      await callApi(`/api/v1/account/sessions/${id}`, z.unknown(), { method: "DELETE" });
      return `${device ?? "The other session"} is signed out.`;
    });

  const endOthers = () =>
    end(
      "others",
      others.map(({ id }) => id),
      async () => {
        const answer = await callApi("/api/v1/account/sessions", endedSessionsSchema, { method: "DELETE" });
        return sessionsEndedWords(answer.sessionsEnded);
      },
    );

  return (
    <div className="grid gap-4">
      <ul className="rounded-tile border border-line bg-surface shadow-tile">
        {shown.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            now={now}
            busy={ending === session.id}
            onEnd={() => endOne(session)}
          />
        ))}
      </ul>
      {more > 0 && <p className="text-sm text-ink-2">And {more} older ones that are not listed.</p>}
      <FormFailure>{failure}</FormFailure>
      <div className="flex flex-wrap items-center gap-3">
        {others.length + more > 0 && (
          <Button onClick={endOthers} busy={ending === "others"} busyLabel="Signing out…">
            Sign out everywhere else
          </Button>
        )}
        <p ref={status} role="status" tabIndex={-1} className="text-sm text-ink-2 outline-none">
          {news}
        </p>
      </div>
    </div>
  );
}
