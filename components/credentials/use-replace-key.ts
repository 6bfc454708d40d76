import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef, useState } from "react";
import { type Resolver, useForm } from "react-hook-form";
import type * as z from "zod/mini";
import { ApiError, callApi } from "@/lib/api-client.ts";
import {
  type CredentialSummary,
  credentialSummarySchema,
  type NewKey,
  newKeySchema,
} from "@/lib/credentials.ts";
import type { Problem } from "@/lib/problem.ts";
import type { SavedAs } from "./use-save.ts";

/** Why the key was not taken yet, and so what can be insisted on. */
export type Objection =
  | { kind: "rejected"; found: NonNullable<Problem["found"]> }
  | { kind: "saved"; savedAs: SavedAs }
  | { kind: "used"; usedBy: NonNullable<Problem["usedBy"]> }
  | { kind: "failed"; message: string };

/** What is asked of a key that nobody has objected to yet. */
const asked = { force: false, sameKey: "refuse", environment: undefined, evenIfUsed: false } as const;

type NewKeyFields = z.input<typeof newKeySchema>;

/** The form of a new key. What was objected to holds for the key that was sent: another one is asked about anew. */
export function useReplaceKey(id: string, onReplaced: (credential: CredentialSummary) => void) {
  const form = useForm<NewKeyFields, unknown, NewKey>({
    resolver: zodResolver(newKeySchema) as Resolver<NewKeyFields, unknown, NewKey>,
    mode: "onTouched",
    defaultValues: { apiKey: "", expiresAt: null, ...asked },
  });
  const [sending, setSending] = useState(false);
  const [objection, setObjection] = useState<Objection | null>(null);
  const request = useRef<AbortController>(null);
  const tried = useRef(false);
  useEffect(() => () => request.current?.abort(), []);

  async function send(body: NewKey) {
    if (request.current !== null) return;
    const controller = new AbortController();
    request.current = controller;
    tried.current = true;
    setSending(true);
    setObjection(null);
    const replaced = await put(body, controller.signal);
    if (replaced !== null) onReplaced(replaced);
    request.current = null;
    setSending(false);
  }

  async function put(body: NewKey, signal: AbortSignal): Promise<CredentialSummary | null> {
    try {
      return await callApi(`/api/v1/credentials/${id}/key`, credentialSummarySchema, {
        method: "PUT",
        body,
        signal,
      });
    } catch (error) {
      if (!signal.aborted) object(error);
      return null;
    }
  }

  function object(error: unknown) {
    const problem = error instanceof ApiError ? error.problem : null;
    const wrong = problem?.errors?.find(({ field }) => field === "apiKey" || field === "expiresAt");
    if (wrong !== undefined) {
      const field = wrong.field as "apiKey" | "expiresAt";
      form.setError(field, { type: "server", message: wrong.message }, { shouldFocus: true });
    } else setObjection(objectionOf(problem));
  }

  const submit = form.handleSubmit(send);
  return {
    form,
    sending,
    objection,
    submit,
    /** Sends it again, in spite of what was objected. */
    insist() {
      if (objection?.kind === "rejected") form.setValue("force", true);
      if (objection?.kind === "saved") form.setValue("sameKey", "allow");
      if (objection?.kind === "used") form.setValue("evenIfUsed", true);
      return submit();
    },
    /** Sends it once more, for another Base URL, to which the credential moves with it. */
    submitTo(environment: string) {
      form.setValue("environment", environment);
      return submit();
    },
    /** The key is another one now, or belongs to the present Base URL after all. */
    forgetKey() {
      for (const name of ["force", "sameKey", "environment", "evenIfUsed"] as const) {
        form.setValue(name, asked[name]);
      }
      setObjection(null);
    },
    /** Whether a try was made: without an answer, nobody knows how it ended. */
    wasTried: () => tried.current,
  };
}

function objectionOf(problem: Problem | null): Objection {
  if (problem?.code === "key_rejected" && problem.found !== undefined) {
    return { kind: "rejected", found: problem.found };
  }
  if (problem?.code === "credential_in_use") return { kind: "used", usedBy: problem.usedBy ?? [] };
  if (problem?.code === "key_already_saved" && problem.credential !== undefined) {
    return { kind: "saved", savedAs: problem.credential };
  }
  const message =
    problem?.detail ?? "Tessera did not answer. The key you pasted is still here: try Replace again.";
  return { kind: "failed", message };
}
