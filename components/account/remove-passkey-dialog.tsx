"use client";

import { useState } from "react";
import * as z from "zod/mini";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { FormFailure } from "@/components/ui/form-failure.tsx";
import { askAuth } from "@/lib/auth-client.ts";
import type { Passkey } from "@/lib/sign-in.ts";
import { authFailure } from "./auth-failure.ts";

interface RemovePasskeyDialogProps {
  passkey: Passkey;
  onClose: () => void;
  onRemoved: () => void;
}

/** Asks before a passkey goes. */
export function RemovePasskeyDialog({ passkey, onClose, onRemoved }: RemovePasskeyDialogProps) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function remove() {
    setBusy(true);
    setFailure(null);
    try {
      await askAuth("/api/auth/passkey/delete-passkey", z.unknown(), { id: passkey.id });
    } catch (error) {
      setFailure(authFailure(error));
      setBusy(false);
      return;
    }
    onRemoved();
  }

  return (
    <Dialog labelledBy="remove-passkey" size="narrow" onRequestClose={busy ? () => {} : onClose}>
      <DialogHeader id="remove-passkey" title={`Remove ${passkey.name}?`} onClose={onClose} />
      <DialogBody className="grid content-start gap-4 px-[26px] pt-1 pb-6 max-[700px]:px-4">
        <p className="text-ink-2">
          It does not sign you in any more. Your device may still offer it: remove it there, too.
        </p>
        <FormFailure>{failure}</FormFailure>
      </DialogBody>
      <DialogFooter>
        <Button className="ml-auto" onClick={onClose}>
          Keep
        </Button>
        <Button variant="danger" busy={busy} busyLabel="Removing…" onClick={remove}>
          Remove
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
