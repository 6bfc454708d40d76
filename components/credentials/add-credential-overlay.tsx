"use client";

import { useEffect, useEffectEvent } from "react";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { clearDraft } from "./credential-draft.ts";
import { NewCredentialSheet } from "./new-credential-sheet.tsx";
import { isTyped, useCredentialForm } from "./use-credential-form.ts";
import { useLeaving } from "./use-leaving.ts";
import { asksToAdd } from "./use-overlay-address.ts";
import { useSave } from "./use-save.ts";

interface AddCredentialOverlayProps {
  /** Whether it shows. It opens once: what was in it goes when it is not rendered any more. */
  open: boolean;
  connector: ConnectorOnScreen;
  onSaved: (credential: CredentialSummary) => void;
  /** Somebody takes a tile that has the key already. */
  onUsed: (credential: CredentialSummary) => void;
  /** `mayHaveSaved`: a try to save was made whose end is not known. */
  onClosed: (mayHaveSaved: boolean) => void;
  /** Somebody goes on typing after the browser's Back. */
  onStay: () => void;
}

/** Add New Credential. Rendered closed it costs the click that opens it almost nothing. */
export function AddCredentialOverlay(props: AddCredentialOverlayProps) {
  const { open, connector, onSaved, onUsed, onClosed, onStay } = props;
  const form = useCredentialForm(connector);
  const save = useSave(form, (credential) => {
    clearDraft(connector.id);
    onSaved(credential);
  });
  const leaving = useLeaving({
    isTyped: () => isTyped(form.getValues()),
    focusFirst: () => form.setFocus("name"),
    onLeave: discard,
    onStay,
  });

  function discard() {
    clearDraft(connector.id);
    onClosed(save.wasTried());
  }

  function take(credential: CredentialSummary) {
    clearDraft(connector.id);
    onUsed(credential);
  }

  const onPopState = useEffectEvent(() => {
    if (open && !asksToAdd()) leaving.leave("back");
  });
  useEffect(() => {
    const listen = () => onPopState();
    window.addEventListener("popstate", listen);
    return () => window.removeEventListener("popstate", listen);
  }, []);

  return (
    <NewCredentialSheet
      open={open}
      title="Add New Credential"
      connector={connector}
      form={form}
      save={save}
      leaving={leaving}
      onDiscard={discard}
      onUse={take}
    />
  );
}
