"use client";

import { useId, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Dialog } from "@/components/ui/dialog.tsx";
import { DialogBody } from "@/components/ui/dialog-body.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import { DialogHeader } from "@/components/ui/dialog-header.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { CredentialDialogProps } from "./credential-dialogs.tsx";
import { MoveUsageDialog } from "./move-usage-dialog.tsx";
import { mayChange } from "./reader.ts";
import { relativeTime } from "./relative-time.ts";
import { UsageList } from "./usage-list.tsx";
import { useUsage } from "./use-usage.ts";

/** What uses a credential, and, for whoever may, another one for all of it. */
export function UsedByDialog(props: CredentialDialogProps) {
  const { credential, reader, onClose } = props;
  const headingId = useId();
  const { entries, lastUsedAt, more, loading, failed, load } = useUsage(credential.id);
  const [replacing, setReplacing] = useState(false);
  const [now] = useState(() => new Date().toISOString());
  if (replacing) return <MoveUsageDialog {...props} />;

  return (
    <Dialog labelledBy={headingId} onRequestClose={onClose} size="narrow">
      <DialogHeader
        id={headingId}
        title="Used by"
        subtitle={<span className="[overflow-wrap:anywhere]">{credential.name}</span>}
        onClose={onClose}
      />
      <DialogBody className="grid content-start gap-4 px-[26px] pb-6 text-ink-2 max-[700px]:px-4">
        {entries !== null && entries.length > 0 && <UsageList entries={entries} now={now} />}
        <p role="status" className="text-sm empty:hidden">
          {loading && entries === null && "Looking for what uses it…"}
          {entries?.length === 0 && "Nothing uses it any more."}
        </p>
        {failed && (
          <Notice tone="rejected" role="alert">
            Tessera did not answer.{" "}
            <Button size="small" onClick={load} className="ml-1">
              Try again
            </Button>
          </Notice>
        )}
        {more && (
          <Button
            size="small"
            className="justify-self-start"
            busy={loading}
            busyLabel="Loading…"
            onClick={load}
          >
            More
          </Button>
        )}
        {entries !== null && (
          <p className="text-[13px] text-ink-3">
            {lastUsedAt === null
              ? "Its key has not been used yet."
              : `Its key was last used ${relativeTime(lastUsedAt, now)}.`}
          </p>
        )}
      </DialogBody>
      <DialogFooter>
        {mayChange(reader, credential) && entries !== null && entries.length > 0 && (
          <Button className="max-[700px]:w-full" onClick={() => setReplacing(true)}>
            Replace with another credential…
          </Button>
        )}
        <Button className="ml-auto max-[700px]:w-full" onClick={onClose}>
          Close
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
