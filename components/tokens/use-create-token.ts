import { zodResolver } from "@hookform/resolvers/zod";
import { useEffect, useRef, useState } from "react";
import { type UseFormReturn, useForm } from "react-hook-form";
import type * as z from "zod/mini";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { type CreatedToken, createdTokenSchema, type NewToken, newTokenSchema } from "@/lib/tokens.ts";
import { inDays } from "./expiry.ts";

export type TokenFields = z.input<typeof newTokenSchema>;
export type TokenFormApi = UseFormReturn<TokenFields, unknown, NewToken>;

const fields = ["name", "scopes", "credentialIds", "expiresAt"] as const;
const DEFAULT_DAYS = 90;
const NO_ANSWER =
  "Tessera did not answer. Nothing you typed is lost: try again. If the list then has one token too many, revoke it.";

/**
 * The form of a new token, and the request that creates it. A field that the server refuses says so itself;
 * `problem` holds any other sentence. Pressed again while it creates, nothing happens; leaving the form ends it.
 */
export function useCreateToken(onCreated: (token: CreatedToken) => void) {
  const [defaultValues] = useState(
    (): TokenFields => ({
      name: "",
      scopes: [],
      credentialIds: null,
      expiresAt: inDays(DEFAULT_DAYS, new Date()),
    }),
  );
  const form: TokenFormApi = useForm<TokenFields, unknown, NewToken>({
    resolver: zodResolver(newTokenSchema),
    mode: "onTouched",
    defaultValues,
  });
  const [creating, setCreating] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const request = useRef<AbortController>(null);
  const tried = useRef(false);
  useEffect(() => () => request.current?.abort(), []);

  async function create(body: NewToken) {
    if (request.current !== null) return;
    const controller = new AbortController();
    request.current = controller;
    tried.current = true;
    setCreating(true);
    setProblem(null);
    const created = await send(body, controller.signal);
    request.current = null;
    setCreating(false);
    if (created !== null) onCreated(created);
  }

  async function send(body: NewToken, signal: AbortSignal): Promise<CreatedToken | null> {
    try {
      return await callApi("/api/v1/tokens", createdTokenSchema, { method: "POST", body, signal });
    } catch (error) {
      if (!signal.aborted) showRefusal(error);
      return null;
    }
  }

  function showRefusal(error: unknown) {
    const refused = error instanceof ApiError ? error.problem : null;
    let first = true;
    for (const { field, message } of refused?.errors ?? []) {
      const name = fields.find((candidate) => candidate === field.split(".")[0]);
      if (name === undefined) continue;
      form.setError(name, { type: "server", message }, { shouldFocus: first });
      first = false;
    }
    if (first) setProblem(refused?.detail ?? NO_ANSWER);
  }

  return {
    form,
    creating,
    problem,
    submit: form.handleSubmit(create),
    /** Whether a try was made: without an answer, nobody knows how it ended. */
    wasTried: () => tried.current,
  };
}
