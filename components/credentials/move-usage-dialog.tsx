"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";
import { movedUsageSchema } from "@/lib/credential-usage.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { TargetChoice } from "./target-choice.tsx";
import { useCredentialSearch } from "./use-credential-search.ts";

/** Chooses another credential for everything that uses this one, and moves all of it at once. */
export function MoveUsageDialog({ credential, connector, onClose, onChanged }: CredentialDialogProps) {
  const headingId = useId();
  const search = useCredentialSearch({ connector: credential.connector });
  const [chosen, setChosen] = useState<CredentialSummary | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const close = () => {
    if (!busy) onClose();
  };

  async function move() {
    if (chosen === null) return setFailure("Choose a credential first.");
    setBusy(true);
    setFailure(null);
    try {
      const answer = await callApi(`/api/v1/credentials/${credential.id}/usage/move`, movedUsageSchema, {
        method: "POST",
        body: { to: chosen.id },
      });
      onChanged(answer.credential, `${movedWords(answer.moved)} ${chosen.name} now`);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setFailure(error.message);
      setBusy(false);
    }
  }

  const { sources, destinations } = credential.usedBy;
  return (
    <Dialog labelledBy={headingId} onRequestClose={close} size="narrow">
      <DialogHeader
        id={headingId}
        title="Replace with another credential"
        subtitle={<span className="[overflow-wrap:anywhere]">{credential.name}</span>}
        onClose={close}
      />
      <DialogBody className="grid content-start gap-3 px-[26px] pb-6 text-ink-2 max-[700px]:px-4">
        <p className="text-pretty text-sm">
          {sources + destinations === 1
            ? "What uses it switches to the credential that you choose, at once."
            : `All ${(sources + destinations).toLocaleString("en")} that use it switch to the credential that you choose, at once.`}
        </p>
        <TextInput
          type="search"
          aria-label={`Search ${connector.name} credentials`}
          placeholder={`Search ${connector.name} credentials`}
          value={search.query}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => search.setQuery(event.target.value)}
          leading={<Icon name="search" />}
        />
        <TargetChoice
          connector={connector}
          search={search}
          leftId={credential.id}
          chosen={chosen}
          onChoose={(target) => {
            setChosen(target);
            setFailure(null);
          }}
        />
        <div role="alert" className="empty:hidden">
          {failure !== null && <Notice tone="rejected">{failure}</Notice>}
        </div>
      </DialogBody>
      <DialogFooter>
        <Button className="ml-auto" onClick={close}>
          Cancel
        </Button>
        <Button variant="primary" onClick={move} busy={busy} busyLabel="Replacing…">
          Replace
        </Button>
      </DialogFooter>
    </Dialog>
  );
}

function movedWords(moved: number): string {
  return moved === 1 ? "1 uses" : `${moved.toLocaleString("en")} use`;
}
