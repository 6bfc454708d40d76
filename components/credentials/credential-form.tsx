import { type ReactNode, useId } from "react";
import { type UseFormReturn, useFormState, useWatch } from "react-hook-form";
import { Field, fieldDescription } from "@/components/ui/field.tsx";
import { TextArea } from "@/components/ui/text-area.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { NAME_MAX } from "@/lib/field-limits.ts";
import { ApiKeyField } from "./api-key-field.tsx";
import { BaseUrlSelect } from "./base-url-select.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { ExpiresOnField } from "./expires-on-field.tsx";
import type { CredentialFields } from "./use-credential-form.ts";

const DESCRIPTION_HELP =
  "Resource descriptions are recommended but are not required. They should be used to provide information " +
  "about the resource purpose, data freshness, etc. that can help the owner and other users efficiently " +
  "understand and utilize the resource.";

interface CredentialFormProps<Body> {
  form: UseFormReturn<CredentialFields, unknown, Body>;
  connector: ConnectorOnScreen;
  /** Stands where the key is typed, for a credential that has one. */
  savedKey?: ReactNode;
  /** Stands under the Base URL. */
  underBaseUrl?: ReactNode;
  /** The key or the Base URL is another one than before. */
  onTargetChange: () => void;
}

/** The fields of a credential, in the guide's order and words. */
export function CredentialForm<Body>(props: CredentialFormProps<Body>) {
  const { form, connector, savedKey, underBaseUrl, onTargetChange } = props;
  const id = useId();
  const { errors } = useFormState({ control: form.control });
  const [environment, expiresAt] = useWatch({ control: form.control, name: ["environment", "expiresAt"] });
  const nameError = errors.name?.message;
  const descriptionError = errors.description?.message;

  return (
    <>
      <Field label="Credential Name" id={`${id}-name`} required error={nameError}>
        <TextInput
          {...form.register("name")}
          id={`${id}-name`}
          required
          maxLength={NAME_MAX * 2}
          autoComplete="off"
          data-1p-ignore=""
          data-lpignore="true"
          aria-invalid={nameError !== undefined}
          aria-describedby={fieldDescription(`${id}-name`, { error: nameError })}
        />
      </Field>
      <Field
        label="Credential Description"
        id={`${id}-description`}
        note="recommended"
        help={DESCRIPTION_HELP}
        error={descriptionError}
      >
        <TextArea
          {...form.register("description")}
          id={`${id}-description`}
          aria-invalid={descriptionError !== undefined}
          aria-describedby={fieldDescription(`${id}-description`, {
            help: DESCRIPTION_HELP,
            error: descriptionError,
          })}
        />
      </Field>
      <fieldset className="grid min-w-0 gap-[18px]">
        <legend className="mb-3 flex w-full items-center gap-3 text-[13px] font-semibold text-ink-2 after:flex-1 after:border-t after:border-line">
          API Key Settings
        </legend>
        {savedKey ?? (
          <ApiKeyField
            field={form.register("apiKey")}
            connectorKey={connector.key}
            error={errors.apiKey?.message}
            onKeyChange={onTargetChange}
          />
        )}
        <div>
          <BaseUrlSelect
            {...form.register("environment", { onChange: onTargetChange })}
            environments={connector.environments}
            chosen={environment}
            error={errors.environment?.message}
          />
          {underBaseUrl}
        </div>
        <ExpiresOnField
          field={form.register("expiresAt", { setValueAs: (day) => day || null })}
          day={expiresAt}
          error={errors.expiresAt?.message}
        />
      </fieldset>
    </>
  );
}
