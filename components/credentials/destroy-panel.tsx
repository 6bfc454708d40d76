import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";

interface DestroyPanelProps {
  name: string;
  onKeep: () => void;
  /** Destroys it. Answers why it did not, where it did not. */
  onDestroy: () => Promise<string | null>;
}

/** Asks in its row before a deleted credential is destroyed, which nothing brings back. Esc keeps it. */
export function DestroyPanel({ name, onKeep, onDestroy }: DestroyPanelProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  // The button that asked is gone now. Neither answer is the one that Enter gives by accident.
  useEffect(() => {
    keep.current?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape" || busy) return;
    event.preventDefault();
    onKeep();
  }

  async function destroy() {
    setBusy(true);
    setFailure(await onDestroy());
    setBusy(false);
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a form's meaning.
    <div
      role="group"
      aria-label={`Destroy ${name}?`}
      onKeyDown={onKeyDown}
      className="grid gap-2 text-[13px] leading-snug text-ink-2"
    >
      <p>Destroy its key now? Nothing brings it back.</p>
      <p role="alert" className="font-medium text-rejected empty:hidden">
        {failure}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button ref={keep} size="small" onClick={onKeep}>
          Keep
        </Button>
        <Button variant="danger" size="small" busy={busy} busyLabel="Destroying…" onClick={destroy}>
          Destroy
        </Button>
      </div>
    </div>
  );
}
