import { useId } from "react";
import { useFormState } from "react-hook-form";
import { CheckRow } from "@/components/ui/check-row.tsx";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { scopes } from "@/lib/access.ts";
import { NAME_MAX } from "@/lib/field-limits.ts";
import { CredentialChoice } from "./credential-choice.tsx";
import { ExpiryField } from "./expiry-field.tsx";
import { scopeWords } from "./scope-words.ts";
import type { TokenFormApi } from "./use-create-token.ts";

const NAME_HELP = "What will use it, such as Nightly load.";

/** The fields of a token: what it is called, what it may do, with which credentials, and until when. */
export function TokenForm({ form }: { form: TokenFormApi }) {
  const id = useId();
  const { errors } = useFormState({ control: form.control });
  const nameError = errors.name?.message;
  // In the place of the help and as high: what is below must not move away from under a click.
  const nameHelp = nameError === undefined ? NAME_HELP : undefined;
  const scopesError = errors.scopes?.message;
  return (
    <>
      <Field label="Name" id={`${id}-name`} required help={nameHelp} error={nameError}>
        <TextInput
          {...form.register("name")}
          id={`${id}-name`}
          required
          maxLength={NAME_MAX * 2}
          autoComplete="off"
          data-1p-ignore=""
          data-lpignore="true"
          aria-invalid={nameError !== undefined}
          aria-describedby={fieldDescription(`${id}-name`, { help: nameHelp, error: nameError })}
        />
      </Field>
      <fieldset
        className="min-w-0"
        aria-describedby={scopesError === undefined ? undefined : `${id}-scopes-error`}
      >
        <legend className="mb-1.5 text-sm font-semibold text-ink">What it may do</legend>
        <div className="-mx-2.5 grid gap-0.5">
          {scopes.map((scope) => (
            <CheckRow
              key={scope}
              {...form.register("scopes")}
              // Asked for on Create, not on the way to the next field.
              onBlur={undefined}
              value={scope}
              title={<span className="font-mono text-[13px] font-medium">{scope}</span>}
            >
              {scopeWords[scope]}
            </CheckRow>
          ))}
        </div>
        <div aria-live="polite">
          {scopesError !== undefined && (
            <p
              id={`${id}-scopes-error`}
              className="mt-1.5 text-[13px] leading-snug font-medium text-rejected"
            >
              {scopesError}
            </p>
          )}
        </div>
      </fieldset>
      <CredentialChoice form={form} />
      <ExpiryField form={form} />
    </>
  );
}
