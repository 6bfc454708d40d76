import { useId } from "react";
import type { UseFormRegisterReturn } from "react-hook-form";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { dayOf, latestKeyExpiry } from "@/lib/expiry.ts";

interface ExpiresOnFieldProps {
  /** Of a form that holds the day, or null. */
  field: UseFormRegisterReturn<"expiresAt">;
  error: string | undefined;
}

const HELP = "Its tile says so from 30 days before. The day ends at midnight UTC.";

/** The day from which the service no longer takes the key, for whoever knows it. */
export function ExpiresOnField({ field, error }: ExpiresOnFieldProps) {
  const id = useId();
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
