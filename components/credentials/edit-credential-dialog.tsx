"use client";

import { useRouter } from "next/navigation";
import { useId, useRef } from "react";
import { useWatch } from "react-hook-form";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { SaveFooter } from "@/components/ui/save-footer.tsx";
import { environmentLabel } from "./connector-on-screen.ts";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { CredentialForm } from "./credential-form.tsx";
import { CredentialLine } from "./credential-line.tsx";
import { EditConflictNotice } from "./edit-conflict-notice.tsx";
import { MoveFooter } from "./move-footer.tsx";
import { DiscardFooter } from "./overlay-footer.tsx";
import { SavedKey } from "./saved-key.tsx";
import { useBackAsWayOut } from "./use-back-as-way-out.ts";
import { useEditCredential } from "./use-edit-credential.ts";
import { useLeaving, type WayOut } from "./use-leaving.ts";

/** A saved credential's name, description, Base URL and expiry. Its key is in another dialog, and never in this one. */
export function EditCredentialDialog(props: CredentialDialogProps) {
  const { credential, connector, reader, onClose, onChanged, onOpen } = props;
  const headingId = useId();
  const router = useRouter();
  const edit = useEditCredential(credential, (saved, moved) =>
    back.leave(() => {
      const said = moved
        ? `${saved.name} moved to ${environmentLabel(connector, saved.environment)}`
        : `${saved.name} saved`;
      onChanged(saved, said, { test: moved && reader.mayTest });
    }),
  );
  const { form, conflict, affected } = edit;
  const environment = useWatch({ control: form.control, name: "environment" });
  const to = environmentLabel(connector, environment);
  const moves = environment !== credential.environment;

  const back = useBackAsWayOut(() => leaveBy("back"));
  /** Where leaving leads. */
  const next = useRef<"page" | "replace-key">("page");
  const leaving = useLeaving({
    isTyped: edit.isTyped,
    focusFirst: () => form.setFocus("name"),
    onLeave: discard,
    onStay: back.stay,
  });

  function leaveBy(way: WayOut, leadsTo: "page" | "replace-key" = "page") {
    next.current = leadsTo;
    if (affected !== null) edit.keepEditing();
    leaving.leave(way);
  }

  function discard() {
    back.leave(() => {
      if (next.current === "replace-key") return onOpen("replace-key");
      onClose();
      if (edit.wasTried()) router.refresh();
    });
  }

  return (
    <Dialog labelledBy={headingId} onRequestClose={leaveBy} className="min-[700px]:max-w-[600px]">
      <form
        method="post"
        noValidate
        onSubmit={edit.submit}
        autoComplete="off"
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogHeader
          id={headingId}
          title="Edit Credential"
          subtitle={<CredentialLine credential={credential} connector={connector} />}
          onClose={() => leaveBy("close")}
        />
        <DialogBody className="grid content-start gap-[18px] px-[26px] pt-1.5 pb-6 max-[700px]:px-4">
          {conflict !== null && (
            <EditConflictNotice
              key={conflict.theirs.revision}
              conflict={conflict}
              connector={connector}
              onTakeTheirs={edit.takeTheirs}
              onSaveMine={edit.saveMine}
            />
          )}
          <CredentialForm
            form={form}
            connector={connector}
            onTargetChange={edit.keepEditing}
            savedKey={
              <SavedKey
                label={connector.key.label}
                keyHint={credential.keyHint}
                onReplace={() => leaveBy("elsewhere", "replace-key")}
              />
            }
            underBaseUrl={
              <p className="mt-1 text-[13px] leading-snug text-ink-2">
                {moves
                  ? `Save moves this credential to ${to}, with its key, and tests it there.`
                  : "To move this credential, choose another Base URL."}
              </p>
            }
          />
        </DialogBody>
        {leaving.asking ? (
          <DiscardFooter question="Discard your changes?" onKeep={leaving.keepEditing} onDiscard={discard} />
        ) : affected !== null ? (
          <MoveFooter
            to={to}
            usedBy={credential.usedBy}
            users={affected}
            onKeep={edit.keepEditing}
            onMove={edit.moveAnyway}
          />
        ) : (
          <SaveFooter saving={edit.saving} problem={edit.problem} onCancel={() => leaveBy("cancel")} />
        )}
      </form>
    </Dialog>
  );
}
