import { differingFields } from "@/components/ui/merge-edits.ts";
import type { CredentialChanges, CredentialEdit, EditableField } from "@/lib/credential-changes.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";

/** What the form of a saved credential shows: of a moment its day. */
export type EditValues = { [Field in EditableField]: string };

/** The values of a credential, as its form has them. */
export function editValuesOf({
  name,
  description,
  environment,
  expiresAt,
}: Pick<CredentialSummary, EditableField>): EditValues {
  return { name, description, environment, expiresAt: expiresAt?.slice(0, 10) ?? "" };
}

/** What is sent of an edit: only what is another value than the credential has. */
export function changesOf(edit: CredentialEdit, base: CredentialSummary): CredentialChanges {
  const now = editValuesOf({ ...edit, expiresAt: edit.expiresAt ?? null });
  const changed = differingFields(now, editValuesOf(base));
  return Object.fromEntries(changed.map((field) => [field, edit[field] ?? null]));
}
