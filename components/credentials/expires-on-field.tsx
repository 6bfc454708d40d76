import { useId, useState } from "react";
import { flushSync } from "react-dom";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { dayOf, latestKeyExpiry } from "@/lib/days.ts";

interface ExpiresOnFieldProps {
  /** Of a form that holds the day, or null. */
  field: UseFormRegisterReturn<"expiresAt">;
  /** The day that the form holds now, or nothing. */
  day: string | null | undefined;
  error: string | undefined;
}

const HELP = "Its tile says so from 30 days before. The day ends at midnight UTC.";

/** The day from which the service no longer takes the key. Few know it: until somebody asks for it, it is one line. */
export function ExpiresOnField({ field, day, error }: ExpiresOnFieldProps) {
  const id = useId();
  const [opened, setOpened] = useState(false);
  // Once there, it stays: who empties it is still in it.
  if (!opened && (day || error !== undefined)) setOpened(true);

  function open() {
    flushSync(() => setOpened(true));
    document.getElementById(id)?.focus();
  }

  if (!opened) {
    return (
      <Button size="small" variant="quiet" onClick={open} className="-ml-3 justify-self-start">
        Set when the key expires
      </Button>
    );
  }
  return (
    <Field label="Key expires on" id={id} note="optional" help={HELP} error={error}>
      <TextInput
        {...field}
        type="date"
        id={id}
        max={dayOf(latestKeyExpiry())}
        autoComplete="off"
        aria-invalid={error !== undefined}
        aria-describedby={fieldDescription(id, { help: HELP, error })}
        className="max-w-[220px]"
      />
    </Field>
  );
}
