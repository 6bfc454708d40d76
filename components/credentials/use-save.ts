import { useCreate } from "@/components/ui/use-create.ts";
import { type CredentialSummary, credentialSummarySchema } from "@/lib/credentials.ts";
import type { CredentialFormApi } from "./use-credential-form.ts";

/** Saves the credential of a form: see `useCreate`. */
export function useSave(form: CredentialFormApi, onSaved: (credential: CredentialSummary) => void) {
  const { creating: saving, ...rest } = useCreate(form, {
    path: "/api/v1/credentials",
    answer: credentialSummarySchema,
    fields: ["name", "description", "apiKey", "environment"],
    noAnswer: "Tessera did not answer. Nothing you typed is lost: try Save again.",
    onCreated: onSaved,
  });
  return { saving, ...rest };
}
