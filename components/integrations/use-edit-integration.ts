import { zodResolver } from "@hookform/resolvers/zod";
import { useRef, useState } from "react";
import { useForm } from "react-hook-form";
import { mergeEdits } from "@/components/credentials/merge-edits.ts";
import { useCreate } from "@/components/ui/use-create.ts";
import { ApiError, callApi } from "@/lib/api-client.ts";
import {
  directions,
  type EditableIntegrationField,
  editableIntegrationFields,
  type Integration,
  type IntegrationEdit,
  integrationEditSchema,
  integrationSchema,
} from "@/lib/integrations.ts";

/** What somebody else made of it while it was edited here. */
export interface IntegrationConflict {
  /** As it was when the editing began. */
  base: Integration;
  theirs: Integration;
  fields: EditableIntegrationField[];
}

type Values = { [Field in EditableIntegrationField]: string };

/**
 * The form of a saved source or destination, and what comes of sending it: only what was changed, together with the
 * revision that it was changed from.
 */
export function useEditIntegration(integration: Integration, onSaved: (saved: Integration) => void) {
  /** What the next try is made from; read when it is sent, so that it may be set just before. */
  const base = useRef(integration);
  const [conflict, setConflict] = useState<IntegrationConflict | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const form = useForm<IntegrationEdit>({
    resolver: zodResolver(integrationEditSchema),
    mode: "onTouched",
    defaultValues: valuesOf(integration),
  });
  const { segment, one } = directions[integration.direction];
  const path = `/api/v1/${segment}/${integration.id}` as const;

  const { creating, problem, submit, wasTried } = useCreate(form, {
    path,
    toRequest(edit) {
      setFailure(null);
      const changed = differing(edit, valuesOf(base.current));
      return {
        method: "PATCH",
        body: Object.fromEntries(changed.map((field) => [field, edit[field]])),
        ifMatch: base.current.revision,
      };
    },
    answer: integrationSchema,
    fields: editableIntegrationFields,
    noAnswer: "Tessera did not answer. Nothing you typed is lost: try Save again.",
    onCreated: onSaved,
    onRefused({ code }) {
      if (code !== "changed_meanwhile") return false;
      findTheirs();
      return true;
    },
  });

  async function findTheirs() {
    try {
      const theirs = await callApi(path, integrationSchema);
      const fields = differing(valuesOf(theirs), valuesOf(base.current));
      setConflict({ base: base.current, theirs, fields });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(`Somebody changed this ${one} meanwhile, so it was not saved. ${error.message}`);
    }
  }

  /** Goes on from what the other one made of it. */
  function resolve({ theirs }: IntegrationConflict, wins: "mine" | "theirs") {
    const merged = mergeEdits(valuesOf(base.current), form.getValues() as Values, valuesOf(theirs), wins);
    base.current = theirs;
    for (const field of editableIntegrationFields) {
      form.setValue(field, merged[field], { shouldValidate: true });
    }
    setConflict(null);
  }

  return {
    form,
    saving: creating,
    problem: failure ?? problem,
    submit,
    wasTried,
    isTyped: () => differing(form.getValues(), valuesOf(base.current)).length > 0,
    conflict,
    takeTheirs() {
      if (conflict !== null) resolve(conflict, "theirs");
    },
    saveMine() {
      if (conflict !== null) resolve(conflict, "mine");
      return submit();
    },
  };
}

function valuesOf({ name, description, credential }: Integration): Values {
  return { name, description, credentialId: credential.id };
}

function differing(now: IntegrationEdit, before: Values): EditableIntegrationField[] {
  return editableIntegrationFields.filter((field) => now[field] !== before[field]);
}
