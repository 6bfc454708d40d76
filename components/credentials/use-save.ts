import { useEffect, useRef, useState } from "react";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, credentialSummarySchema, type NewCredential } from "@/lib/credentials.ts";
import type { CredentialFormApi } from "./use-credential-form.ts";

const fields = ["name", "description", "apiKey", "environment"] as const;

const NO_ANSWER = "Tessera did not answer. Nothing you typed is lost: try Save again.";

/**
 * Saves the credential of a form. A field that the server refuses says so itself; `problem` holds any
 * other sentence. Pressed again while it saves, nothing happens; leaving the form ends it.
 */
export function useSave(form: CredentialFormApi, onSaved: (credential: CredentialSummary) => void) {
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const request = useRef<AbortController>(null);
  const tried = useRef(false);
  useEffect(() => () => request.current?.abort(), []);

  async function save(credential: NewCredential) {
    if (request.current !== null) return;
    const controller = new AbortController();
    request.current = controller;
    tried.current = true;
    setSaving(true);
    setProblem(null);
    const saved = await send(credential, controller.signal);
    request.current = null;
    setSaving(false);
    if (saved !== null) onSaved(saved);
  }

  async function send(body: NewCredential, signal: AbortSignal): Promise<CredentialSummary | null> {
    try {
      return await callApi("/api/v1/credentials", credentialSummarySchema, { method: "POST", body, signal });
    } catch (error) {
      if (!signal.aborted) showRefusal(error);
      return null;
    }
  }

  function showRefusal(error: unknown) {
    const refused = error instanceof ApiError ? error.problem : null;
    let first = true;
    for (const { field, message } of refused?.errors ?? []) {
      const name = fields.find((candidate) => candidate === field);
      if (name === undefined) continue;
      form.setError(name, { type: "server", message }, { shouldFocus: first });
      first = false;
    }
    if (first) setProblem(refused?.detail ?? NO_ANSWER);
  }

  return {
    saving,
    problem,
    submit: form.handleSubmit(save),
    /** Whether a try was made: without an answer, nobody knows how it ended. */
    wasTried: () => tried.current,
  };
}
