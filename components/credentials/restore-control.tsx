"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, credentialSummarySchema } from "@/lib/credentials.ts";
import { RestoreAs } from "./restore-as.tsx";

interface RestoreControlProps {
  id: string;
  name: string;
  onRestored: (credential: CredentialSummary) => void;
}

/** Restores a deleted credential; where its name was given away meanwhile, asks for another one. */
export function RestoreControl({ id, name, onRestored }: RestoreControlProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string>();
  const [asksName, setAsksName] = useState(false);

  async function restore(body: { name?: string }) {
    setBusy(true);
    setFailure(undefined);
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

  if (asksName) {
    return (
      <RestoreAs
        name={name}
        busy={busy}
        failure={failure}
        onRestore={(newName) => restore({ name: newName })}
      />
    );
  }
  return (
    <div className="grid justify-items-start gap-1.5">
      <Button size="small" busy={busy} busyLabel="Restoring…" onClick={() => restore({})}>
        Restore<VisuallyHidden> {name}</VisuallyHidden>
      </Button>
      {failure !== undefined && (
        <p role="alert" className="text-[13px] leading-snug text-rejected">
          {failure}
        </p>
      )}
    </div>
  );
}
