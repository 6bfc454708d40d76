import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { CodeLine } from "@/components/ui/code-line.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { CreatedToken } from "@/lib/tokens.ts";
import { curlLine } from "./curl-line.ts";
import { QuestionFooter } from "./question-footer.tsx";

interface CreatedTokenDialogProps {
  created: CreatedToken;
  onClose: () => void;
}

/** The token itself, this once. It leaves the page with this dialog; closing it any other way asks first. */
export function CreatedTokenDialog({ created, onClose }: CreatedTokenDialogProps) {
  const headingId = useId();
  const [asking, setAsking] = useState(false);
  const copy = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    copy.current?.focus();
    // A reload or a closed tab would take it away just the same: there the browser asks.
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, []);

  function leave(way: "escape" | "backdrop" | "close") {
    if (asking && way === "escape") return stay();
    setAsking(true);
  }

  function stay() {
    setAsking(false);
    copy.current?.focus();
  }

  return (
    <Dialog labelledBy={headingId} onRequestClose={leave}>
      <DialogHeader
        id={headingId}
        title="Save this token now"
        subtitle={<span className="min-w-0 [overflow-wrap:anywhere]">{created.name}</span>}
        onClose={() => leave("close")}
      />
      <DialogBody className="grid content-start gap-[18px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
        <Notice tone="limited" role="status">
          It is shown this once: Tessera keeps only a hash of it, and nobody can show it again.
        </Notice>
        <div>
          <p className="mb-1.5 text-sm font-semibold text-ink">Token</p>
          <CodeLine code={created.token} what="the token" main copyRef={copy} />
          <p className="mt-1.5 text-[13px] leading-snug text-ink-3">
            Keep it where your program keeps its secrets, as TESSERA_TOKEN for example, and never in its code.
          </p>
        </div>
        <div>
          <p className="mb-1.5 text-sm font-semibold text-ink">Try it</p>
          <CodeLine code={curlLine(window.location.origin, created.scopes)} what="the example" />
        </div>
      </DialogBody>
      {asking ? (
        <QuestionFooter
          question="Close without saving the token? Nobody can show it again."
          stayLabel="Go back"
          leaveLabel="Close"
          onStay={stay}
          onLeave={onClose}
        />
      ) : (
        <DialogFooter>
          <Button variant="primary" onClick={onClose} className="ml-auto max-[700px]:flex-1">
            I have saved it
          </Button>
        </DialogFooter>
      )}
    </Dialog>
  );
}
