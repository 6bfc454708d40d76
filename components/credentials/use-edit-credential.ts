import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import { type Resolver, useForm } from "react-hook-form";
import { useCreate } from "@/components/ui/use-create.ts";
import { ApiError, callApi } from "@/lib/api-client.ts";
import {
  type CredentialEdit,
  type EditableField,
  editableFields,
  editFormSchema,
} from "@/lib/credential-changes.ts";
import { type CredentialSummary, credentialSummarySchema } from "@/lib/credentials.ts";
import type { Problem } from "@/lib/problem.ts";
import { changedFields, changesOf, type EditValues, editValuesOf, mergeEdits } from "./merge-edits.ts";
import type { CredentialFields } from "./use-credential-form.ts";

/** What somebody else made of the credential while it was edited here. */
export interface EditConflict {
  /** As it was when the editing began. */
  base: CredentialSummary;
  theirs: CredentialSummary;
  fields: EditableField[];
}

const resolver = zodResolver(editFormSchema) as Resolver<CredentialFields, unknown, CredentialEdit>;

/**
 * The form of a saved credential, and what comes of sending it. It never holds the key, and sends only what was
 * changed, together with the revision that it was changed from.
 */
export function useEditCredential(
  credential: CredentialSummary,
  onSaved: (saved: CredentialSummary, moved: boolean) => void,
) {
  /** What the next try is made from; read when it is sent, so that it may be set just before. */
  const from = useRef({ base: credential, evenIfUsed: false });
  const [conflict, setConflict] = useState<EditConflict | null>(null);
  const [affected, setAffected] = useState<NonNullable<Problem["usedBy"]> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<CredentialFields, unknown, CredentialEdit>({
    resolver,
    mode: "onTouched",
    defaultValues: { connector: credential.connector, apiKey: "", ...toForm(editValuesOf(credential)) },
  });
  const path = `/api/v1/credentials/${credential.id}` as const;

  const { creating, problem, submit, wasTried } = useCreate(form, {
    path,
    toRequest(edit) {
      const { base, evenIfUsed } = from.current;
      from.current.evenIfUsed = false;
      setFailure(null);
      const body = { ...changesOf(edit, base), ...(evenIfUsed && { evenIfUsed }) };
      return { method: "PATCH", body, ifMatch: base.revision };
    },
    answer: credentialSummarySchema,
    fields: editableFields,
    noAnswer: "Tessera did not answer. Nothing you typed is lost: try Save again.",
    onCreated: (saved) => onSaved(saved, saved.environment !== from.current.base.environment),
    onRefused({ code, usedBy = [] }) {
      if (code === "changed_meanwhile") findTheirs();
      else if (code === "credential_in_use") setAffected(usedBy);
      else return false;
      return true;
    },
  });

  async function findTheirs() {
    try {
      const theirs = await callApi(path, credentialSummarySchema);
      const { base } = from.current;
      setConflict({ base, theirs, fields: changedFields(base, theirs) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(`Somebody changed this credential meanwhile, so it was not saved. ${error.message}`);
    }
  }

  /** Goes on from what the other one made of it. */
  function resolve({ theirs }: EditConflict, wins: "mine" | "theirs") {
    const [before, now] = [editValuesOf(from.current.base), editValuesOf(theirs)];
    const merged = toForm(mergeEdits(before, valuesOf(form.getValues()), now, wins));
    from.current.base = theirs;
    for (const field of editableFields) form.setValue(field, merged[field], { shouldValidate: true });
    setConflict(null);
  }

  return {
    form,
    saving: creating,
    problem: failure ?? problem,
    submit,
    wasTried,
    isTyped() {
      const [mine, base] = [valuesOf(form.getValues()), editValuesOf(from.current.base)];
      return editableFields.some((field) => mine[field] !== base[field]);
    },
    conflict,
    takeTheirs() {
      if (conflict !== null) resolve(conflict, "theirs");
    },
    saveMine() {
      if (conflict !== null) resolve(conflict, "mine");
      return submit();
    },
    /** What a change of the Base URL would affect, where that is to be answered first. */
    affected,
    moveAnyway() {
      from.current.evenIfUsed = true;
      setAffected(null);
      return submit();
    },
    keepEditing: () => setAffected(null),
  };
}

function valuesOf({ name, description = "", environment, expiresAt }: CredentialFields): EditValues {
  return { name, description, environment, expiresAt: expiresAt ?? "" };
}

/** A date field that is empty says null, as the API does. */
function toForm({ expiresAt, ...values }: EditValues) {
  return { ...values, expiresAt: expiresAt === "" ? null : expiresAt };
}
