import { useRef, useState } from "react";
import type { FieldValues, Path, UseFormReturn } from "react-hook-form";
import { type AnswerSchema, ApiError, callApi } from "@/lib/api-client.ts";
import type { Problem } from "@/lib/problem.ts";
import { differingFields, type EditValues, mergeEdits } from "./merge-edits.ts";
import { useCreate } from "./use-create.ts";

/** What somebody else made of it while it was edited here. */
export interface EditConflict<Thing, Values> {
  /** As it was when the editing began. */
  base: Thing;
  theirs: Thing;
  fields: (keyof Values & string)[];
}

interface Edit<Fields extends FieldValues, Body, Thing, Values extends EditValues> {
  /** It, as it was when the form was opened. */
  saved: Thing;
  /** What it is: "credential". */
  what: string;
  path: `/api/${string}`;
  answer: AnswerSchema<Thing>;
  /** The fields that can say themselves what the server refuses. */
  fields: readonly Path<Fields>[];
  /** What the form would hold of it. */
  valuesOf: (thing: Thing) => Values;
  /** What the form holds now. */
  typed: () => Values;
  fill: (values: Values) => void;
  /** What is sent: what is another value than `base` has. Null where the fields say why it cannot be. */
  changesOf: (edit: Body, base: Thing) => object | null;
  onSaved: (saved: Thing, base: Thing) => void;
  /** Says itself what the server refuses, where it answers true. */
  onRefused?: (problem: Problem) => boolean;
}

/**
 * Sends what was changed of something saved, together with the revision that it was changed from. Where somebody else
 * was faster, `conflict` has what they made of it, and nothing that was typed is lost.
 */
export function useEdit<
  Fields extends FieldValues,
  Body,
  Thing extends { revision: number },
  Values extends EditValues,
>(form: UseFormReturn<Fields, unknown, Body>, edit: Edit<Fields, Body, Thing, Values>) {
  const { path, answer, valuesOf } = edit;
  /** What the next try is made from; read when it is sent, so that it may be set just before. */
  const base = useRef(edit.saved);
  const [conflict, setConflict] = useState<EditConflict<Thing, Values> | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const { creating, problem, submit, wasTried } = useCreate(form, {
    path,
    toRequest(typed) {
      setFailure(null);
      const body = edit.changesOf(typed, base.current);
      return body === null ? null : { method: "PATCH", body, ifMatch: base.current.revision };
    },
    answer,
    fields: edit.fields,
    noAnswer: "Tessera did not answer. Nothing you typed is lost: try Save again.",
    onCreated: (saved) => edit.onSaved(saved, base.current),
    onRefused(refused) {
      if (refused.code !== "changed_meanwhile") return edit.onRefused?.(refused) ?? false;
      findTheirs();
      return true;
    },
  });

  async function findTheirs() {
    try {
      const theirs = await callApi(path, answer);
      const fields = differingFields(valuesOf(theirs), valuesOf(base.current));
      setConflict({ base: base.current, theirs, fields });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(`Somebody changed this ${edit.what} meanwhile, so it was not saved. ${error.message}`);
    }
  }

  /** Goes on from what the other one made of it. */
  function resolve(wins: "mine" | "theirs") {
    if (conflict === null) return;
    const { theirs } = conflict;
    const merged = mergeEdits(valuesOf(base.current), edit.typed(), valuesOf(theirs), wins);
    base.current = theirs;
    edit.fill(merged);
    setConflict(null);
  }

  return {
    saving: creating,
    problem: failure ?? problem,
    submit,
    wasTried,
    isTyped: () => differingFields(edit.typed(), valuesOf(base.current)).length > 0,
    conflict,
    takeTheirs: () => resolve("theirs"),
    saveMine() {
      resolve("mine");
      return submit();
    },
  };
}
