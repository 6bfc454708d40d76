import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import { type Resolver, useForm } from "react-hook-form";
import { useEdit } from "@/components/ui/use-edit.ts";
import { type CredentialEdit, editableFields, editFormSchema } from "@/lib/credential-changes.ts";
import { type CredentialSummary, credentialSummarySchema } from "@/lib/credentials.ts";
import type { Problem } from "@/lib/problem.ts";
import { changesOf, type EditValues, editValuesOf } from "./edit-values.ts";
import type { CredentialFields } from "./use-credential-form.ts";

const resolver = zodResolver(editFormSchema) as Resolver<CredentialFields, unknown, CredentialEdit>;

/**
 * The form of a saved credential, and what comes of sending it. It never holds the key, and sends only what was
 * changed, together with the revision that it was changed from.
 */
export function useEditCredential(
  credential: CredentialSummary,
  onSaved: (saved: CredentialSummary, moved: boolean) => void,
) {
  /** Of the next try only; read when it is sent, so that it may be set just before. */
  const evenIfUsed = useRef(false);
  const [affected, setAffected] = useState<NonNullable<Problem["usedBy"]> | null>(null);
  const form = useForm<CredentialFields, unknown, CredentialEdit>({
    resolver,
    mode: "onTouched",
    defaultValues: { connector: credential.connector, apiKey: "", ...toForm(editValuesOf(credential)) },
  });

  const edit = useEdit(form, {
    saved: credential,
    what: "credential",
    path: `/api/v1/credentials/${credential.id}`,
    answer: credentialSummarySchema,
    fields: editableFields,
    valuesOf: editValuesOf,
    typed: () => typedIn(form.getValues()),
    fill(values) {
      const filled = toForm(values);
      for (const field of editableFields) form.setValue(field, filled[field], { shouldValidate: true });
    },
    changesOf(typed, base) {
      const insists = evenIfUsed.current;
      evenIfUsed.current = false;
      return { ...changesOf(typed, base), ...(insists && { evenIfUsed: true }) };
    },
    onSaved: (saved, base) => onSaved(saved, saved.environment !== base.environment),
    onRefused({ code, usedBy = [] }) {
      if (code !== "credential_in_use") return false;
      setAffected(usedBy);
      return true;
    },
  });

  return {
    ...edit,
    form,
    /** What a change of the Base URL would affect, where that is to be answered first. */
    affected,
    moveAnyway() {
      evenIfUsed.current = true;
      setAffected(null);
      return edit.submit();
    },
    keepEditing: () => setAffected(null),
  };
}

function typedIn({ name, description = "", environment, expiresAt }: CredentialFields): EditValues {
  return { name, description, environment, expiresAt: expiresAt ?? "" };
}

/** A date field that is empty says null, as the API does. */
function toForm({ expiresAt, ...values }: EditValues) {
  return { ...values, expiresAt: expiresAt === "" ? null : expiresAt };
}
