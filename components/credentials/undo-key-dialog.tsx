"use client";

import { ConfirmDialog } from "@/components/ui/confirm-dialog.tsx";
import { callApi } from "@/lib/api-client.ts";
import { credentialSummarySchema } from "@/lib/credentials.ts";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { usersInWords } from "./key-switch.ts";

/** Brings a credential's earlier key back. It is asked first: the present key is gone afterwards. */
export function UndoKeyDialog({ credential, onClose, onChanged }: CredentialDialogProps) {
  const { id, name, revision, usedBy } = credential;
  const users = usersInWords(usedBy);
  const one = usedBy.sources + usedBy.destinations === 1;

  async function bringBack() {
    const restored = await callApi(`/api/v1/credentials/${id}/key/undo`, credentialSummarySchema, {
      method: "POST",
      ifMatch: revision,
    });
    onChanged(restored, `Earlier key of ${restored.name} is back`);
  }

  return (
    <ConfirmDialog
      title="Bring the earlier key back?"
      action="Bring it back"
      busyLabel="Bringing it back…"
      tone="primary"
      onConfirm={bringBack}
      onClose={onClose}
    >
      <p>
        {users === null
          ? `${name} gets back the key that it had before, with its Base URL and expiry.`
          : `${name} gets back the key that it had before, with its Base URL and expiry. ${users} ${one ? "switches" : "switch"} to it at once.`}
      </p>
      <p>The key in use now is destroyed: to use it again, paste it again.</p>
    </ConfirmDialog>
  );
}
