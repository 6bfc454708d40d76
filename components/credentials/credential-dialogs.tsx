"use client";

import { type ComponentType, type LazyExoticComponent, lazy, Suspense } from "react";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { mayChange, type Reader } from "./reader.ts";

/** What can be done with a saved credential in a dialog of its own. */
export type DialogAction =
  | "edit"
  | "replace-key"
  | "undo-key"
  | "try-elsewhere"
  | "duplicate"
  | "used-by"
  | "move-usage";

export interface CredentialDialogProps {
  credential: CredentialSummary;
  connector: ConnectorOnScreen;
  reader: Reader;
  onClose: () => void;
  /**
   * It is another one now, and what there is to say of it: "Revenue team saved". The dialog closes, and with `test` the
   * tile tests its key next.
   */
  onChanged: (credential: CredentialSummary, announcement: string, next?: { test: boolean }) => void;
  /** There is a new one. The dialog closes. */
  onAdded: (credential: CredentialSummary) => void;
  /** Another dialog of the same credential opens in place of this one. */
  onOpen: (action: DialogAction) => void;
}

interface DialogEntry {
  label: string;
  /** Whether this person may do it with this credential. */
  offered: (credential: CredentialSummary, reader: Reader) => boolean;
  /** Fetched when it is first asked for: a page of tiles needs none of them. */
  Dialog: LazyExoticComponent<ComponentType<CredentialDialogProps>>;
}

/** In the order of the menu. */
const dialogs: Partial<Record<DialogAction, DialogEntry>> = {
  edit: {
    label: "Edit",
    offered: (credential, reader) => mayChange(reader, credential),
    Dialog: lazy(async () => ({
      default: (await import("./edit-credential-dialog.tsx")).EditCredentialDialog,
    })),
  },
  "replace-key": {
    label: "Replace key",
    offered: (credential, reader) => mayChange(reader, credential),
    Dialog: lazy(async () => ({ default: (await import("./replace-key-dialog.tsx")).ReplaceKeyDialog })),
  },
  duplicate: {
    label: "Duplicate",
    offered: (_, reader) => reader.mayAdd,
    Dialog: lazy(async () => ({
      default: (await import("./duplicate-credential-dialog.tsx")).DuplicateCredentialDialog,
    })),
  },
  "undo-key": {
    label: "Undo key replacement",
    offered: (credential, reader) => credential.undoUntil !== null && mayChange(reader, credential),
    Dialog: lazy(async () => ({ default: (await import("./undo-key-dialog.tsx")).UndoKeyDialog })),
  },
  "try-elsewhere": {
    label: "Try another Base URL",
    offered: (credential, reader) => credential.verdict === "rejected" && reader.mayTest,
    Dialog: lazy(async () => ({ default: (await import("./try-elsewhere-dialog.tsx")).TryElsewhereDialog })),
  },
  "used-by": {
    label: "Used by…",
    offered: ({ usedBy }) => usedBy.sources + usedBy.destinations > 0,
    Dialog: lazy(async () => ({ default: (await import("./used-by-dialog.tsx")).UsedByDialog })),
  },
  "move-usage": {
    label: "Replace with another credential…",
    // From where one reads what uses it.
    offered: () => false,
    Dialog: lazy(async () => ({ default: (await import("./move-usage-dialog.tsx")).MoveUsageDialog })),
  },
};

/** The dialogs that this person may open for a credential, in the order of the menu. */
export function dialogActions(
  credential: CredentialSummary,
  reader: Reader,
): { action: DialogAction; label: string }[] {
  return Object.entries(dialogs)
    .filter(([, { offered }]) => offered(credential, reader))
    .map(([action, { label }]) => ({ action: action as DialogAction, label }));
}

interface CredentialDialogsProps extends Omit<CredentialDialogProps, "credential" | "connector"> {
  /** What is open now. */
  open: { action: DialogAction; credential: CredentialSummary } | null;
  connectorOf: (credential: CredentialSummary) => ConnectorOnScreen;
}

/** The dialog that is open, if one is. */
export function CredentialDialogs({ open, connectorOf, ...props }: CredentialDialogsProps) {
  const entry = open === null ? undefined : dialogs[open.action];
  if (open === null || entry === undefined) return null;
  return (
    <Suspense fallback={null}>
      <entry.Dialog {...props} credential={open.credential} connector={connectorOf(open.credential)} />
    </Suspense>
  );
}
