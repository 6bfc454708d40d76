import { useId, useState } from "react";
import { useController } from "react-hook-form";
import { shortDate } from "@/components/credentials/relative-time.ts";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { dayOf, endOfDay } from "@/lib/days.ts";
import { latestExpiry } from "@/lib/tokens.ts";
import { inDays } from "./expiry.ts";
import type { TokenFormApi } from "./use-create-token.ts";

const choices = [
  ["30", "In 30 days"],
  ["90", "In 90 days"],
  ["365", "In 365 days"],
  ["date", "On a date"],
  ["never", "Never"],
] as const;

/** When the token stops working by itself. */
export function ExpiryField({ form }: { form: TokenFormApi }) {
  const id = useId();
  const { field, fieldState } = useController({ control: form.control, name: "expiresAt" });
  const [choice, setChoice] = useState("90");
  const [date, setDate] = useState("");
  const { value } = field;
  const isMissing = choice === "date" && date === "";
  const error = fieldState.error && (isMissing ? "Choose a date." : fieldState.error.message);

  function choose(chosen: string) {
    setChoice(chosen);
    if (chosen === "never") field.onChange(null);
    else if (chosen === "date") field.onChange(endOfDay(date));
    else field.onChange(inDays(Number(chosen), new Date()));
  }

  const help = error === undefined ? helpOf(choice, isMissing ? null : value) : undefined;
  return (
    <Field label="Expires" id={choice === "date" ? `${id}-date` : id} help={help} error={error}>
      <div className="flex flex-wrap gap-2.5">
        <Select
          id={id}
          aria-label="Expires"
          value={choice}
          onChange={(event) => choose(event.target.value)}
          className="min-w-[160px] flex-1"
        >
          {choices.map(([key, label]) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Select>
        {choice === "date" && (
          <div className="min-w-[160px] flex-1">
            <TextInput
              ref={field.ref}
              type="date"
              id={`${id}-date`}
              aria-label="Date"
              value={date}
              min={dayOf(new Date())}
              max={dayOf(latestExpiry())}
              onBlur={field.onBlur}
              onChange={(event) => {
                setDate(event.target.value);
                field.onChange(endOfDay(event.target.value));
              }}
              aria-invalid={error !== undefined}
              aria-describedby={fieldDescription(`${id}-date`, { error, help })}
            />
          </div>
        )}
      </div>
    </Field>
  );
}

function helpOf(choice: string, expiresAt: string | null | undefined): string {
  if (choice === "never") return "It works until somebody revokes it.";
  if (!expiresAt) return "It works until the end of that day (UTC).";
  return `It works until ${shortDate(expiresAt)} (UTC).`;
}
