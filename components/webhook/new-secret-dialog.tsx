import { useEffect, useId, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { CodeLine } from "@/components/ui/code-line.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Notice } from "@/components/ui/notice.tsx";

interface NewSecretDialogProps {
  secret: string;
  onClose: () => void;
}

/** The signing secret, this once. It can be replaced at any time, so Esc and the backdrop keep it open, and no more. */
export function NewSecretDialog({ secret, onClose }: NewSecretDialogProps) {
  const headingId = useId();
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => copy.current?.focus(), []);
  return (
    <Dialog
      labelledBy={headingId}
      onRequestClose={(way) => {
        if (way === "close") onClose();
      }}
    >
      <DialogHeader id={headingId} title="Save this secret now" onClose={onClose} />
      <DialogBody className="grid content-start gap-[18px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
        <Notice tone="limited" role="status">
          It is shown this once. Tessera keeps it sealed, and nobody can show it again; it can be replaced.
        </Notice>
        <div>
          <p className="mb-1.5 text-sm font-semibold text-ink">Signing secret</p>
          <CodeLine code={secret} what="the secret" main copyRef={copy} />
          <p className="mt-1.5 text-[13px] leading-snug text-ink-3">
            Events are signed as the Standard Webhooks specification says: hand the secret to a library for
            it, which checks the headers webhook-id, webhook-timestamp and webhook-signature.
          </p>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" onClick={onClose} className="ml-auto max-[700px]:flex-1">
          I have saved it
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
