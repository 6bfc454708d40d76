import { useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { CreatedToken } from "@/lib/tokens.ts";
import { QuestionFooter } from "./question-footer.tsx";
import { TokenForm } from "./token-form.tsx";
import { useCreateToken } from "./use-create-token.ts";

interface CreateTokenDialogProps {
  onCreated: (token: CreatedToken) => void;
  /** `mayHaveCreated`: a try was made whose end is not known. */
  onClosed: (mayHaveCreated: boolean) => void;
}

/** Create token: open while it is rendered. */
export function CreateTokenDialog({ onCreated, onClosed }: CreateTokenDialogProps) {
  const headingId = useId();
  const { form, creating, problem, submit, wasTried } = useCreateToken(onCreated);
  // Read while rendering: the form keeps track only of what somebody asks it for.
  const { isDirty } = form.formState;
  const [asking, setAsking] = useState(false);
  const focusedBefore = useRef<Element>(null);

  /** Every way out leads through here. Nothing typed is lost unasked. */
  function leave(way: "escape" | "backdrop" | "close" | "cancel") {
    if (asking && way === "escape") return stay();
    if (!asking && !isDirty) return onClosed(wasTried());
    if (asking) return;
    focusedBefore.current = document.activeElement;
    setAsking(true);
  }

  function stay() {
    setAsking(false);
    const before = focusedBefore.current;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else form.setFocus("name");
  }

  return (
    <Dialog labelledBy={headingId} onRequestClose={leave} className="min-[700px]:max-w-[640px]">
      <form
        method="post"
        noValidate
        onSubmit={submit}
        autoComplete="off"
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogHeader
          id={headingId}
          title="Create token"
          subtitle="For a program that uses your credentials through Tessera."
          onClose={() => leave("close")}
        />
        <DialogBody className="grid content-start gap-[22px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
          <TokenForm form={form} />
        </DialogBody>
        {asking ? (
          <QuestionFooter
            question="Discard this token?"
            stayLabel="Keep editing"
            leaveLabel="Discard"
            onStay={stay}
            onLeave={() => onClosed(wasTried())}
          />
        ) : (
          <DialogFooter>
            <div role="alert" className="basis-full empty:hidden">
              {problem !== null && <Notice tone="rejected">{problem}</Notice>}
            </div>
            <Button variant="quiet" onClick={() => leave("cancel")} className="ml-auto">
              Cancel
            </Button>
            <Button
              type="submit"
              variant="primary"
              busy={creating}
              busyLabel="Creating…"
              className="max-[700px]:flex-1"
            >
              Create token
            </Button>
          </DialogFooter>
        )}
      </form>
    </Dialog>
  );
}
