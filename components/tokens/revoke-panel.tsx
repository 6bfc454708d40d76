import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";

interface RevokePanelProps {
  name: string;
  busy: boolean;
  /** Why it was not revoked, where it was tried. */
  problem: string | null;
  onKeep: () => void;
  onRevoke: () => void;
}

/** Asks where the token stands before it ends. Esc keeps it. */
export function RevokePanel({ name, busy, problem, onKeep, onRevoke }: RevokePanelProps) {
  const keep = useRef<HTMLButtonElement>(null);
  // The button that asked is gone now. Neither answer is the one that Enter gives by accident.
  useEffect(() => {
    keep.current?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || busy) return;
    event.preventDefault();
    onKeep();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a form's meaning.
    <div
      role="group"
      aria-label={`Revoke ${name}?`}
      onKeyDown={onKeyDown}
      className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5 border-t border-line pt-3 text-[13px] leading-snug text-ink-2"
    >
      <div className="min-w-0">
        <p>Revoke this token? Whatever uses it is refused from then on, for good.</p>
        <p role="alert" className="mt-1 font-medium text-rejected empty:hidden">
          {problem}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap gap-2">
        <Button ref={keep} size="small" onClick={onKeep}>
          Keep
        </Button>
        <Button variant="danger" size="small" busy={busy} busyLabel="Revoking…" onClick={onRevoke}>
          Revoke
        </Button>
      </div>
    </div>
  );
}
