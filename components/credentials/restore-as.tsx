import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { NAME_MAX } from "@/lib/field-limits.ts";

interface RestoreAsProps {
  /** What the credential was called. */
  name: string;
  busy: boolean;
  /** Why it was not restored, where that was tried. */
  failure: string | undefined;
  onRestore: (newName: string) => void;
}

/** Asks for another name for a deleted credential whose own was given away meanwhile. No form: it may stand in one. */
export function RestoreAs({ name, busy, failure, onRestore }: RestoreAsProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [newName, setNewName] = useState(name);

  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (!busy) onRestore(newName);
  }

  return (
    <div className="grid w-full max-w-[420px] gap-1.5 text-left">
      <label htmlFor={id} className="text-[13px] font-semibold text-ink">
        New name
      </label>
      <div className="flex gap-2">
        <TextInput
          ref={field}
          id={id}
          value={newName}
          maxLength={NAME_MAX * 2}
          autoComplete="off"
          onChange={(event) => setNewName(event.target.value)}
          onKeyDown={onKeyDown}
          aria-invalid={failure !== undefined}
          aria-describedby={failure === undefined ? undefined : `${id}-failure`}
          className="min-w-0 flex-1"
        />
        <Button busy={busy} busyLabel="Restoring…" onClick={() => onRestore(newName)}>
          Restore
        </Button>
      </div>
      {failure !== undefined && (
        <p id={`${id}-failure`} role="alert" className="text-[13px] leading-snug text-rejected">
          {failure}
        </p>
      )}
    </div>
  );
}
