import {
  type CredentialChanges,
  type CredentialEdit,
  type EditableField,
  editableFields,
} from "@/lib/credential-changes.ts";
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
  const [now, before] = [editValuesOf({ ...edit, expiresAt: edit.expiresAt ?? null }), editValuesOf(base)];
  const changed = editableFields.filter((field) => now[field] !== before[field]);
  return Object.fromEntries(changed.map((field) => [field, edit[field] ?? null]));
}

/** The fields in which somebody else made another credential of it meanwhile. */
export function changedFields(base: CredentialSummary, theirs: CredentialSummary): EditableField[] {
  const [before, now] = [editValuesOf(base), editValuesOf(theirs)];
  return editableFields.filter((field) => before[field] !== now[field]);
}

/**
 * What two people made of one thing, who both began with `base`: each keeps what only they changed. Where both
 * changed a field, the one who `wins` has it.
 */
export function mergeEdits<Values extends { [field: string]: string }>(
  base: Values,
  mine: Values,
  theirs: Values,
  wins: "mine" | "theirs",
): Values {
  const merged = { ...theirs };
  for (const field of Object.keys(theirs) as (keyof Values)[]) {
    const changedByThem = theirs[field] !== base[field];
    if (mine[field] !== base[field] && !(changedByThem && wins === "theirs")) merged[field] = mine[field];
  }
  return merged;
}
