import { useEffect, useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { type AnswerSchema, ApiError, callApi } from "@/lib/api-client.ts";
import type { Problem } from "@/lib/problem.ts";

/** How a form is sent. */
export interface FormRequest {
  method: "POST" | "PATCH";
  body: unknown;
  /** The revision that what is changed must still have. */
  ifMatch?: number;
}

interface Creation<Fields extends FieldValues, Body, Created> {
  path: `/api/${string}`;
  /** How it is sent: with POST, as it is, unless this says otherwise; null: not at all, since fields say what is wrong. */
  toRequest?: (body: Body) => FormRequest | null;
  answer: AnswerSchema<Created>;
  /** The fields that can say themselves what the server refuses. */
  fields: readonly Path<Fields>[];
  /** The sentence for when nobody knows how it ended. */
  noAnswer: string;
  onCreated: (created: Created) => void;
  /** Says itself what the server refuses, where it answers true. */
  onRefused?: (problem: Problem) => boolean;
}

/**
 * Sends a form to create or to change something. A field that the server refuses says so itself; `problem` holds any other
 * sentence. Pressed again while it sends, nothing happens; leaving the form ends it.
 */
export function useCreate<Fields extends FieldValues, Body, Created>(
  form: UseFormReturn<Fields, unknown, Body>,
  { path, toRequest, answer, fields, noAnswer, onCreated, onRefused }: Creation<Fields, Body, Created>,
) {
  const [creating, setCreating] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const request = useRef<AbortController>(null);
  const tried = useRef(false);
  useEffect(() => () => request.current?.abort(), []);

  async function create(body: Body) {
    if (request.current !== null) return;
    setProblem(null);
    const toSend = toRequest === undefined ? { method: "POST" as const, body } : toRequest(body);
    if (toSend === null) return;
    const controller = new AbortController();
    request.current = controller;
    tried.current = true;
    setCreating(true);
    const created = await send(toSend, controller.signal);
    request.current = null;
    setCreating(false);
    if (created !== null) onCreated(created);
  }

  async function send(toSend: FormRequest, signal: AbortSignal): Promise<Created | null> {
    try {
      return await callApi(path, answer, { ...toSend, signal });
    } catch (error) {
      if (!signal.aborted) showRefusal(error);
      return null;
    }
  }

  function showRefusal(error: unknown) {
    const refused = error instanceof ApiError ? error.problem : null;
    if (refused !== null && onRefused?.(refused)) return;
    let first = true;
    for (const { field, message } of refused?.errors ?? []) {
      // Of a list, the field is its entry: `scopes.0`.
      const name = fields.find((candidate) => candidate === field.split(".")[0]);
      if (name === undefined) continue;
      form.setError(name, { type: "server", message }, { shouldFocus: first });
      first = false;
    }
    if (first) setProblem(refused?.detail ?? noAnswer);
  }

  return {
    creating,
    problem,
    submit: form.handleSubmit(create),
    /** Whether a try was made: without an answer, nobody knows how it ended. */
    wasTried: () => tried.current,
  };
}
