"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { useFormState, useWatch } from "react-hook-form";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import { callApi } from "@/lib/api-client.ts";
import { type CredentialSummary, testResultSchema } from "@/lib/credentials.ts";
import { ApiKeyField } from "./api-key-field.tsx";
import { environmentLabel } from "./connector-on-screen.ts";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { CredentialLine } from "./credential-line.tsx";
import { ExpiresOnField } from "./expires-on-field.tsx";
import { usersInWords } from "./key-switch.ts";
import { MoveFooter } from "./move-footer.tsx";
import { DiscardFooter } from "./overlay-footer.tsx";
import { shortDate } from "./relative-time.ts";
import { SameKeyNotice } from "./same-key-notice.tsx";
import { TryElsewhere } from "./try-elsewhere.tsx";
import { type Objection, useReplaceKey } from "./use-replace-key.ts";

/** A new key for a saved credential: tested before it is taken, then in use everywhere at once. */
export function ReplaceKeyDialog({ credential, connector, onClose, onChanged }: CredentialDialogProps) {
  const headingId = useId();
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const replace = useReplaceKey(credential.id, finish);
  const { form, sending, objection } = replace;
  const { errors } = useFormState({ control: form.control });
  const [environment = credential.environment, expiresAt] = useWatch({
    control: form.control,
    name: ["environment", "expiresAt"],
  });

  const moveTo = environment === credential.environment ? null : environmentLabel(connector, environment);

  function finish(replaced: CredentialSummary) {
    const said = `Key of ${replaced.name} replaced`;
    const moved = replaced.environment !== credential.environment;
    const to = environmentLabel(connector, replaced.environment);
    onChanged(replaced, moved ? `${said}, and switched to ${to}` : said);
  }

  /** Every way out leads through here. A key that was pasted is not lost unasked. */
  function leave(way: "escape" | "backdrop" | "close" | "cancel") {
    if (asking && way === "escape") return keepEditing();
    if (form.getValues("apiKey").trim() === "") return discard();
    if (objection?.kind === "used") replace.forgetKey();
    setAsking(true);
  }

  function keepEditing() {
    setAsking(false);
    form.setFocus("apiKey");
  }

  function discard() {
    onClose();
    if (replace.wasTried()) router.refresh();
  }

  function tryKey(environment: string, signal: AbortSignal) {
    const { apiKey } = form.getValues();
    const body = { connector: connector.id, environment, apiKey };
    return callApi("/api/v1/credentials/test", testResultSchema, { method: "POST", body, signal });
  }

  return (
    <Dialog labelledBy={headingId} onRequestClose={leave} size="narrow">
      <form
        method="post"
        noValidate
        onSubmit={replace.submit}
        autoComplete="off"
        className="flex min-h-0 flex-1 flex-col"
      >
        <DialogHeader
          id={headingId}
          title="Replace key"
          subtitle={<CredentialLine credential={credential} connector={connector} />}
          onClose={() => leave("close")}
        />
        <DialogBody className="grid content-start gap-[18px] px-[26px] pt-1 pb-6 max-[700px]:px-4">
          <ApiKeyField
            field={form.register("apiKey")}
            connectorKey={connector.key}
            error={errors.apiKey?.message}
            onKeyChange={replace.forgetKey}
          />
          <ExpiresOnField
            field={form.register("expiresAt", { setValueAs: (day) => day || null })}
            day={expiresAt}
            error={errors.expiresAt?.message}
          />
          <WhatHappens credential={credential} moveTo={moveTo} />
          <div role="alert" className="grid gap-3 empty:hidden">
            {objection?.kind === "failed" && <Notice tone="rejected">{objection.message}</Notice>}
            {objection?.kind === "saved" && (
              <SameKeyNotice
                savedAs={objection.savedAs}
                connector={connector}
                anyway="Replace anyway"
                onAnyway={replace.insist}
              />
            )}
            {objection?.kind === "rejected" && (
              <Rejected found={objection.found} service={connector.name} onInsist={replace.insist} />
            )}
          </div>
          {objection?.kind === "rejected" && (
            <TryElsewhere
              connector={connector}
              environment={environment}
              tryKey={tryKey}
              onUse={replace.submitTo}
            />
          )}
        </DialogBody>
        {asking ? (
          <DiscardFooter question="Discard this key?" onKeep={keepEditing} onDiscard={discard} />
        ) : objection?.kind === "used" ? (
          <MoveFooter
            to={environmentLabel(connector, environment)}
            usedBy={credential.usedBy}
            users={objection.usedBy}
            withKey="new"
            onKeep={replace.forgetKey}
            onMove={replace.insist}
          />
        ) : (
          <DialogFooter>
            <Button variant="quiet" className="ml-auto" onClick={() => leave("cancel")}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" busy={sending} busyLabel="Testing and replacing…">
              Replace
            </Button>
          </DialogFooter>
        )}
      </form>
    </Dialog>
  );
}

interface WhatHappensProps {
  credential: CredentialSummary;
  /** The other Base URL that it is to have with the key, or null. */
  moveTo: string | null;
}

/** What Replace does besides. */
function WhatHappens({ credential: { usedBy, expiresAt }, moveTo }: WhatHappensProps) {
  const users = usersInWords(usedBy);
  const one = usedBy.sources + usedBy.destinations === 1;
  return (
    <p className="text-[13.5px] leading-snug text-ink-2">
      {users === null
        ? "Nothing uses it yet."
        : `${users} ${one ? "switches" : "switch"} to the new key at once.`}{" "}
      {moveTo !== null && `The credential moves to ${moveTo} with it. `}
      The present key stays sealed for 24 hours, and Undo brings it back.
      {expiresAt !== null && ` Its expiry, ${shortDate(expiresAt)}, goes with it.`}
    </p>
  );
}

interface RejectedProps {
  found: Extract<Objection, { kind: "rejected" }>["found"];
  service: string;
  onInsist: () => void;
}

/** What the test of the new key found, and the way to take it all the same. */
function Rejected({ found: { message, status, traceId }, service, onInsist }: RejectedProps) {
  return (
    <Notice tone="rejected">
      <p className="font-semibold">{message}: not replaced</p>
      <p className="mt-0.5 text-[13px]">
        {service} answered {status === null ? "nothing" : `with status ${status}`}
        {traceId !== null && (
          <>
            , trace <span className="font-mono text-xs [overflow-wrap:anywhere]">{traceId}</span>
          </>
        )}
        . The present key is still in use.
      </p>
      <Button size="small" className="mt-2" onClick={onInsist}>
        Replace anyway
      </Button>
    </Notice>
  );
}
