"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, credentialSummarySchema } from "@/lib/credentials.ts";
import { NAME_MAX } from "@/lib/field-limits.ts";

interface RestoreControlProps {
  id: string;
  name: string;
  onRestored: (credential: CredentialSummary) => void;
}

/** Restores a deleted credential; where its name was given away meanwhile, asks for another one. */
export function RestoreControl({ id, name, onRestored }: RestoreControlProps) {
  const fieldId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [asksName, setAsksName] = useState(false);
  const [newName, setNewName] = useState(name);

  useEffect(() => {
    if (!asksName) return;
    field.current?.focus();
    field.current?.select();
  }, [asksName]);

  async function restore(body: { name?: string }) {
    setBusy(true);
    setFailure(null);
    try {
      onRestored(
        await callApi(`/api/v1/credentials/${id}/restore`, credentialSummarySchema, { method: "POST", body }),
      );
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
      if (error.problem?.code === "name_taken") setAsksName(true);
    }
    setBusy(false);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!busy) restore({ name: newName });
  }

  const sentence = failure !== null && (
    <p id={`${fieldId}-failure`} role="alert" className="text-[13px] leading-snug text-rejected">
      {failure}
    </p>
  );
  if (!asksName) {
    return (
      <div className="grid justify-items-start gap-1.5">
        <Button size="small" busy={busy} busyLabel="Restoring…" onClick={() => restore({})}>
          Restore<VisuallyHidden> {name}</VisuallyHidden>
        </Button>
        {sentence}
      </div>
    );
  }
  return (
    <form onSubmit={onSubmit} noValidate className="grid w-full max-w-[420px] gap-1.5">
      <label htmlFor={fieldId} className="text-[13px] font-semibold text-ink">
        New name
      </label>
      <div className="flex gap-2">
        <TextInput
          ref={field}
          id={fieldId}
          value={newName}
          maxLength={NAME_MAX * 2}
          autoComplete="off"
          onChange={(event) => setNewName(event.target.value)}
          aria-invalid={failure !== null}
          aria-describedby={failure === null ? undefined : `${fieldId}-failure`}
          className="min-w-0 flex-1"
        />
        <Button type="submit" busy={busy} busyLabel="Restoring…">
          Restore
        </Button>
      </div>
      {sentence}
    </form>
  );
}
