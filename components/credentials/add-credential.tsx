import { type Ref, useImperativeHandle } from "react";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { AddCredentialOverlay } from "./add-credential-overlay.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { type OverlayAddress, useOverlayAddress } from "./use-overlay-address.ts";

export type AddCredentialHandle = Pick<OverlayAddress, "show" | "hide">;

interface AddCredentialProps {
  connector: ConnectorOnScreen;
  /** The page's address without the overlay, and with it. */
  href: string;
  addHref: string;
  /** Saved; the overlay is still open. */
  onSaved: (credential: CredentialSummary) => void;
  /** Somebody takes a tile that has the key already; the overlay is still open. */
  onUsed: (credential: CredentialSummary) => void;
  /** Somebody wants it closed. `mayHaveSaved`: a try to save was made whose end is not known. */
  onClosed: (mayHaveSaved: boolean) => void;
  ref: Ref<AddCredentialHandle>;
}

/**
 * The overlay at its address. Whether it is open is known here and not to the page around it, which would
 * otherwise draw every tile again before the overlay can show.
 */
export function AddCredential({ href, addHref, ref, ...props }: AddCredentialProps) {
  const { stage, show, hide, stay } = useOverlayAddress(href, addHref);
  useImperativeHandle(ref, () => ({ show, hide }));
  if (stage === "absent") return null;
  return <AddCredentialOverlay {...props} open={stage === "open"} onStay={stay} />;
}
