import { useEffect, useRef } from "react";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** What somebody else made of a field, in words. */
export interface FieldChange {
  label: string;
  before: string;
  after: string;
}

interface ConflictNoticeProps {
  /** What was edited: "credential". */
  what: string;
  changes: readonly FieldChange[];
  /** Said in place of the changes where no field is another one. */
  unseen?: string;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
}

/** What somebody else changed meanwhile, above the fields that still hold what was typed. Takes the focus. */
export function ConflictNotice({ what, changes, unseen, onTakeTheirs, onSaveMine }: ConflictNoticeProps) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.scrollIntoView({ block: "nearest" });
    top.current?.focus({ preventScroll: true });
  }, []);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a form's meaning.
    <div
      ref={top}
      role="group"
      aria-label="Changed meanwhile"
      tabIndex={-1}
      className="scroll-my-4 rounded-control outline-none"
    >
      <Notice tone="limited">
        <p role="alert" className="font-semibold">
          Not saved: somebody else changed this {what} while you were editing
        </p>
        <dl className="mt-2 grid gap-1.5 text-[13px] text-ink">
          {changes.map(({ label, before, after }) => (
            <div key={label}>
              <dt className="text-ink-2">{label}</dt>
              <dd className="[overflow-wrap:anywhere]">
                <del className="text-ink-2">{before}</del> <span aria-hidden="true">→</span>{" "}
                <ins className="font-medium no-underline">{after}</ins>
              </dd>
            </div>
          ))}
          {changes.length === 0 && unseen !== undefined && (
            <div>
              <dt>{unseen}</dt>
            </div>
          )}
        </dl>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {changes.length > 0 && (
            <Button size="small" onClick={onTakeTheirs}>
              Take theirs
            </Button>
          )}
          <Button size="small" onClick={onSaveMine}>
            Save mine anyway
          </Button>
        </div>
        {changes.length > 0 && (
          <p className="mt-2 text-[13px] text-ink-2">
            What you typed is still below. Either way, what only one of you changed is kept.
          </p>
        )}
      </Notice>
    </div>
  );
}
