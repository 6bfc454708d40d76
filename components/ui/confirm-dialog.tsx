"use client";

import { type ReactNode, useId, useState } from "react";
import { ApiError } from "@/lib/api-client.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { DialogBody } from "./dialog-body.tsx";
import { DialogFooter } from "./dialog-footer.tsx";
import { DialogHeader } from "./dialog-header.tsx";
import { Notice } from "./notice.tsx";

interface ConfirmDialogProps {
  title: string;
  /** What will happen, and what stays. */
  children: ReactNode;
  action: string;
  busyLabel: string;
  tone?: "primary" | "danger";
  /** Does it. An ApiError is shown in the dialog, which then stays open. */
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

/** Asks before something that is not undone by pressing a key. While it is being done it does not close. */
export function ConfirmDialog({
  title,
  children,
  action,
  busyLabel,
  tone = "danger",
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const headingId = useId();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const close = () => {
    if (!busy) onClose();
  };

  async function confirm() {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
      setBusy(false);
    }
  }

  return (
    <Dialog labelledBy={headingId} onRequestClose={close} size="narrow">
      <DialogHeader id={headingId} title={title} onClose={close} />
      <DialogBody className="grid content-start gap-4 px-[26px] pb-6 text-pretty text-ink-2 max-[700px]:px-4">
        {children}
        <div role="alert" className="empty:hidden">
          {failure !== null && <Notice tone="rejected">{failure}</Notice>}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button className="ml-auto" onClick={close}>
          Cancel
        </Button>
        <Button variant={tone} onClick={confirm} busy={busy} busyLabel={busyLabel}>
          {action}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
