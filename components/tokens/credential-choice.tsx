import { useId, useState } from "react";
import { useController } from "react-hook-form";
import { CheckRow } from "@/components/ui/check-row.tsx";
import { CredentialSearch, type NamedCredential } from "./credential-search.tsx";
import type { TokenFormApi } from "./use-create-token.ts";

/** All credentials, or only those that are named. */
export function CredentialChoice({ form }: { form: TokenFormApi }) {
  const id = useId();
  const { field, fieldState } = useController({ control: form.control, name: "credentialIds" });
  const [limited, setLimited] = useState(false);
  const [chosen, setChosen] = useState<NamedCredential[]>([]);
  const error = fieldState.error?.message ?? firstMessage(fieldState.error);

  function choose(limit: boolean) {
    setLimited(limit);
    field.onChange(limit ? chosen.map((credential) => credential.id) : null);
    form.clearErrors("credentialIds");
  }

  function change(credentials: NamedCredential[]) {
    setChosen(credentials);
    field.onChange(credentials.map((credential) => credential.id));
  }

  return (
    <fieldset className="min-w-0" aria-describedby={error === undefined ? undefined : `${id}-error`}>
      <legend className="mb-1.5 text-sm font-semibold text-ink">Credentials</legend>
      <div className="-mx-2.5 grid gap-0.5">
        <CheckRow
          ref={field.ref}
          type="radio"
          name={`${id}-limit`}
          checked={!limited}
          onChange={() => choose(false)}
          title="All credentials"
        >
          Also those that are added later.
        </CheckRow>
        <CheckRow
          type="radio"
          name={`${id}-limit`}
          checked={limited}
          onChange={() => choose(true)}
          title="Only these"
        >
          Anything else does not exist for the token. It cannot add credentials.
        </CheckRow>
      </div>
      {limited && (
        <div className="mt-2.5">
          <CredentialSearch chosen={chosen} onChange={change} />
        </div>
      )}
      <div aria-live="polite">
        {error !== undefined && (
          <p id={`${id}-error`} className="mt-1.5 text-[13px] leading-snug font-medium text-rejected">
            {error}
          </p>
        )}
      </div>
    </fieldset>
  );
}

/** The message of one of a list's items, where the list itself has none. */
function firstMessage(error: unknown): string | undefined {
  if (!Array.isArray(error)) return undefined;
  return error.find((item): item is { message: string } => typeof item?.message === "string")?.message;
}
