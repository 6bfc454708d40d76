import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "./button.tsx";

interface QuestionPanelProps {
  /** What is asked, in short, for whoever does not see where it stands: "Revoke Nightly load?" */
  label: string;
  question: string;
  action: string;
  busyLabel: string;
  busy: boolean;
  /** Why it was not done, where it was tried. */
  problem: string | null;
  onKeep: () => void;
  onConfirm: () => void;
  className?: string;
}

/** Asks, where something stands, before it ends for good. Esc keeps it. */
export function QuestionPanel(props: QuestionPanelProps) {
  const { label, question, action, busyLabel, busy, problem, onKeep, onConfirm, className = "" } = props;
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
      aria-label={label}
      onKeyDown={onKeyDown}
      className={`flex flex-wrap items-center justify-between gap-x-4 gap-y-2.5 text-[13px] leading-snug text-ink-2 ${className}`}
    >
      <div className="min-w-0">
        <p>{question}</p>
        <p role="alert" className="mt-1 font-medium text-rejected empty:hidden">
          {problem}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap gap-2">
        <Button ref={keep} size="small" onClick={onKeep}>
          Keep
        </Button>
        <Button variant="danger" size="small" busy={busy} busyLabel={busyLabel} onClick={onConfirm}>
          {action}
        </Button>
      </div>
    </div>
  );
}
