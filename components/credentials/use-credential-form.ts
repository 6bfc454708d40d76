import { useEffect, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import { v7 as uuidv7 } from "uuid";
import type * as z from "zod/mini";
import { lazyResolver } from "@/components/ui/lazy-resolver.ts";
import type { NewCredential, newCredentialSchema } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { loadDraft, saveDraft } from "./credential-draft.ts";

export type CredentialFields = z.input<typeof newCredentialSchema>;
export type CredentialFormApi = UseFormReturn<CredentialFields, unknown, NewCredential>;

const resolver = lazyResolver<CredentialFields, NewCredential>(
  async () => (await import("@/lib/credentials.ts")).newCredentialSchema,
);

/**
 * The form of a new credential. Its id is made once for each opened form and goes with every try to
 * save it, so that however often that is, one credential comes of it. All but the key survives a reload.
 */
export function useCredentialForm({
  id,
  environments,
  defaultEnvironment,
}: ConnectorOnScreen): CredentialFormApi {
  const [defaultValues] = useState((): CredentialFields => {
    const draft = loadDraft(id);
    const known = environments.some((environment) => environment.id === draft?.environment);
    return {
      id: uuidv7(),
      connector: id,
      environment: draft !== null && known ? draft.environment : defaultEnvironment,
      name: draft?.name ?? "",
      description: draft?.description ?? "",
      apiKey: "",
      sameKey: "refuse",
      expiresAt: null,
    };
  });
  const form = useForm<CredentialFields, unknown, NewCredential>({
    resolver,
    mode: "onTouched",
    defaultValues,
  });
  const { subscribe } = form;
  useEffect(
    () =>
      subscribe({
        formState: { values: true },
        callback: ({ values: { name, description = "", environment } }) =>
          saveDraft(id, { name, description, environment }),
      }),
    [subscribe, id],
  );
  return form;
}

/** Whether leaving would lose anything that a person typed. */
export function isTyped({ name, description = "", apiKey, expiresAt }: CredentialFields): boolean {
  return [name, description, apiKey, expiresAt ?? ""].some((text) => text.trim() !== "");
}
