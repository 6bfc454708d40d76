import { useRouter } from "next/navigation";
import { useState } from "react";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import type { DialogAction } from "./credential-dialogs.tsx";
import type { TileAction } from "./credential-tile.tsx";
import type { useTiles } from "./use-tiles.ts";
import { verdictWords } from "./verdict-words.ts";

interface TileActionsOptions {
  tiles: ReturnType<typeof useTiles>;
  connectorOf: (credential: CredentialSummary) => ConnectorOnScreen;
  /** ISO 8601, from the server. */
  now: string;
  /** A credential is deleted. Its tile offers an Undo, where it is shown. */
  onRemoved: (credential: CredentialSummary) => void;
  /** The focus was on a tile that is gone, or is another one now: it belongs on this one, or where there is none. */
  onFocusLost: (to: CredentialSummary | undefined) => void;
  /** A credential is another one than before. */
  onChanged: (credential: CredentialSummary) => void;
  /** What a test found is on its tile. The rest of the page, and the shell, know only what they knew before. */
  onTested: (before: CredentialSummary, after: CredentialSummary) => void;
  onAdded: (credential: CredentialSummary) => void;
}

/** What is done with tiles from their menus, and what a screen reader hears of it. */
export function useTileActions(options: TileActionsOptions) {
  const { tiles, connectorOf, now } = options;
  const router = useRouter();
  const [announcement, announce] = useState("");
  const [open, setOpen] = useState<{ action: DialogAction; credential: CredentialSummary } | null>(null);

  async function test(credential: CredentialSummary, saidFirst = `Testing ${credential.name}`) {
    announce(saidFirst);
    const tested = await tiles.test(credential.id);
    if (tested === null) return announce(`${credential.name} could not be tested`);
    options.onChanged(tested);
    options.onTested(credential, tested);
    const service = connectorOf(tested).name;
    const { text } = verdictWords({ ...tested, service }, tested.testedAt ?? now);
    announce(`${tested.name}: ${text}`);
  }

  async function remove(credential: CredentialSummary) {
    if (tiles.activityOf(credential.id).deletion !== undefined) return;
    if (!(await tiles.remove(credential.id))) return announce(`${credential.name} was not deleted`);
    announce(`${credential.name} deleted`);
    options.onRemoved(credential);
    router.refresh();
  }

  async function undo({ id, name }: CredentialSummary, newName?: string) {
    const restored = await tiles.restore(id, newName);
    if (restored === null) return announce(`${name} was not restored`);
    announce(`${restored.name} restored`);
    options.onFocusLost(restored);
    router.refresh();
  }

  /** The time to undo is over. */
  function letGo(credential: CredentialSummary, hadFocus: boolean) {
    const isThere = ({ id }: CredentialSummary) => tiles.activityOf(id).deletion === undefined;
    const at = tiles.tiles.findIndex(({ id }) => id === credential.id);
    const next = tiles.tiles.slice(at + 1).find(isThere) ?? tiles.tiles.slice(0, at).findLast(isThere);
    tiles.drop(credential.id);
    if (hadFocus) options.onFocusLost(next);
  }

  function act(action: TileAction, credential: CredentialSummary) {
    if (action === "test") test(credential);
    else if (action === "keep") tiles.keep(credential.id);
    else if (action === "delete") remove(credential);
    else setOpen({ action, credential });
  }

  return {
    act,
    test,
    undo,
    letGo,
    announcement,
    announce,
    /** For `CredentialDialogs`. */
    dialogs: {
      open,
      onClose: () => setOpen(null),
      onOpen: (action: DialogAction) => setOpen((before) => before && { ...before, action }),
      onChanged(credential: CredentialSummary, said: string, next?: { test: boolean }) {
        setOpen(null);
        tiles.keep(credential.id);
        tiles.change(credential);
        options.onChanged(credential);
        if (next?.test) test(credential, said);
        else announce(said);
        router.refresh();
      },
      onAdded(credential: CredentialSummary) {
        setOpen(null);
        options.onAdded(credential);
      },
    },
  };
}
