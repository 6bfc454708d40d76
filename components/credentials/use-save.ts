import { useState } from "react";
import { useCreate } from "@/components/ui/use-create.ts";
import type { CredentialSummary, NewCredential } from "@/lib/credentials.ts";
import type { Problem } from "@/lib/problem.ts";
import { summaryAnswer } from "./answers.ts";
import type { CredentialFormApi } from "./use-credential-form.ts";

/** A credential that has the key already. */
export type SavedAs = NonNullable<Problem["credential"]>;

interface SaveTarget {
  /** Where it is sent to. */
  path?: `/api/${string}`;
  /** What is sent of it. */
  toBody?: (credential: NewCredential) => Partial<NewCredential>;
}

/** Saves the credential of a form: see `useCreate`. A key that is saved already is asked about first. */
export function useSave(
  form: CredentialFormApi,
  onSaved: (credential: CredentialSummary) => void,
  { path = "/api/v1/credentials", toBody = (credential) => credential }: SaveTarget = {},
) {
  const [savedAs, setSavedAs] = useState<SavedAs | null>(null);
  const { creating: saving, ...rest } = useCreate(form, {
    path,
    answer: summaryAnswer,
    toRequest: (credential) => ({ method: "POST", body: toBody(credential) }),
    fields: ["name", "description", "apiKey", "environment", "expiresAt"],
    noAnswer: "Tessera did not answer. Nothing you typed is lost: try Save again.",
    onCreated: onSaved,
    onRefused({ code, credential }) {
      if (code !== "key_already_saved" || credential === undefined) return false;
      setSavedAs(credential);
      return true;
    },
  });

  function askAgain(sameKey: "allow" | "refuse") {
    form.setValue("sameKey", sameKey);
    setSavedAs(null);
  }

  return {
    saving,
    ...rest,
    savedAs,
    /** Saves it once more, knowing that it is there. */
    saveAnyway() {
      askAgain("allow");
      return rest.submit();
    },
    /** The key is another one now. */
    forgetKey: () => askAgain("refuse"),
  };
}
