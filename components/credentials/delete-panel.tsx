import Link from "next/link";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { directions } from "@/lib/integrations.ts";
import type { Problem } from "@/lib/problem.ts";

interface DeletePanelProps {
  name: string;
  busy: boolean;
  /** Who stood in the way: then it is not asked again, but said. */
  usedBy: Problem["usedBy"];
  onKeep: () => void;
  onDelete: () => void;
}

/** Asks on the tile itself before its credential goes, or says who still uses it. Esc keeps it. */
export function DeletePanel({ name, busy, usedBy, onKeep, onDelete }: DeletePanelProps) {
  const keep = useRef<HTMLButtonElement>(null);
  const inUse = usedBy !== undefined;

  // Whoever asked came from a menu that is gone now. Neither answer is the one that Enter gives by accident.
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
      aria-label={inUse ? `${name} is in use` : `Delete ${name}?`}
      onKeyDown={onKeyDown}
      className="mx-4 grid gap-2.5 border-t border-line pt-2.5 pb-3.5 text-[13px] leading-snug text-ink-2"
    >
      {inUse ? <UsedBy usedBy={usedBy} /> : <p>Delete this credential? Its key will be gone for good.</p>}
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={keep} size="small" onClick={onKeep}>
          {inUse ? "Close" : "Keep"}
        </Button>
        {!inUse && (
          <Button variant="danger" size="small" busy={busy} busyLabel="Deleting…" onClick={onDelete}>
            Delete
          </Button>
        )}
      </div>
    </div>
  );
}

function UsedBy({ usedBy }: { usedBy: NonNullable<Problem["usedBy"]> }) {
  return (
    <div>
      <p>Not deleted: still used by</p>
      <ul className="mt-1 grid max-h-28 gap-0.5 overflow-y-auto">
        {usedBy.map(({ id, direction, name }) => (
          <li key={id}>
            <Link
              href={`/${directions[direction].segment}/${id}`}
              className="inline-block rounded-chip py-0.5 font-medium text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
            >
              {name}
            </Link>{" "}
            ({directions[direction].one})
          </li>
        ))}
      </ul>
    </div>
  );
}
