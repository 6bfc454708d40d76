import { exactTime, relativeTime } from "@/components/credentials/relative-time.ts";
import { Badge } from "@/components/ui/badge.tsx";
import { Button } from "@/components/ui/button.tsx";
import type { Session } from "@/lib/own-account.ts";

interface SessionRowProps {
  session: Session;
  now: string;
  busy: boolean;
  onEnd: () => void;
}

/** One place where somebody is signed in. Their own they leave with the Sign out of the shell. */
export function SessionRow({ session, now, busy, onEnd }: SessionRowProps) {
  const device = session.device ?? "An unknown device";
  return (
    <li className="flex items-center justify-between gap-4 border-line px-4 py-3 not-first:border-t">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium text-ink">
          {device}
          {session.current && (
            <Badge tone="verified" icon="check">
              This one
            </Badge>
          )}
        </p>
        <p className="mt-0.5 text-[13px] leading-snug text-ink-3">
          Signed in{" "}
          <time dateTime={session.createdAt} title={exactTime(session.createdAt)}>
            {relativeTime(session.createdAt, now)}
          </time>
          {session.address !== null && (
            <>
              {" · from "}
              <span className="font-mono text-[12.5px] [overflow-wrap:anywhere]">{session.address}</span>
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Button
          size="small"
          onClick={onEnd}
          busy={busy}
          aria-label={`Sign out ${device}`}
          className="shrink-0"
        >
          Sign out
        </Button>
      )}
    </li>
  );
}
