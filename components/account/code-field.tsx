import type { ComponentProps } from "react";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";

interface CodeFieldProps extends ComponentProps<"input"> {
  id: string;
  label: string;
  error: string | undefined;
}

/** Where one types a code. */
export function CodeField({ id, label, error, ...props }: CodeFieldProps) {
  return (
    <Field id={id} label={label} error={error}>
      <TextInput
        {...props}
        id={id}
        required
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        aria-invalid={error !== undefined}
        aria-describedby={fieldDescription(id, { error })}
        className="font-mono tracking-[0.08em]"
      />
    </Field>
  );
}
