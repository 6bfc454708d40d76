"use client";

import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { CopyButton } from "./copy-button.tsx";

interface RecoveryCodesDialogProps {
  codes: readonly string[];
  /** Written into the file, so that one knows later what it opens. */
  email: string;
  onClose: () => void;
}

/** The recovery codes, once. Neither Esc nor a click beside it closes it: they are gone then. */
export function RecoveryCodesDialog({ codes, email, onClose }: RecoveryCodesDialogProps) {
  function download() {
    const text = `Recovery codes of ${email} for Tessera. Each works once.\n\n${codes.join("\n")}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = "tessera-recovery-codes.txt";
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <Dialog
      labelledBy="recovery-codes"
      size="narrow"
      onRequestClose={(reason) => reason === "close" && onClose()}
    >
      <DialogHeader id="recovery-codes" title="Your recovery codes" onClose={onClose} />
      <DialogBody className="grid content-start gap-4 px-[26px] pt-1 pb-6 max-[700px]:px-4">
        <p className="text-ink-2">
          Each of them signs you in once when your app is not at hand. Keep them where you keep passwords:
          they are not shown again.
        </p>
        <ul
          aria-label="Recovery codes"
          className="grid grid-cols-2 gap-x-6 gap-y-1.5 rounded-control bg-sunken px-4 py-3 font-mono text-[14px]"
        >
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <div className="flex flex-wrap gap-2.5">
          <Button size="small" onClick={download}>
            Download
          </Button>
          <CopyButton text={codes.join("\n")}>Copy</CopyButton>
        </div>
      </DialogBody>
      <DialogFooter>
        <Button variant="primary" className="ml-auto" onClick={onClose}>
          I have saved them
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
