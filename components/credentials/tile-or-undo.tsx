import type { ComponentProps } from "react";
import { CredentialTile } from "./credential-tile.tsx";
import { DeletedTile } from "./deleted-tile.tsx";

interface TileOrUndoProps extends ComponentProps<typeof CredentialTile> {
  onUndo: (newName?: string) => void;
  /** The time to undo is over, and the focus was there or was not. */
  onGone: (hadFocus: boolean) => void;
}

/** A credential's tile; or, once it is deleted, what stands in its place for a while. */
export function TileOrUndo({ onUndo, onGone, ...tile }: TileOrUndoProps) {
  const { credential, activity } = tile;
  if (activity.deletion !== "done" && activity.deletion !== "restoring") return <CredentialTile {...tile} />;
  return (
    <DeletedTile
      name={credential.name}
      busy={activity.deletion === "restoring"}
      failure={activity.failure}
      nameTaken={activity.nameTaken ?? false}
      onUndo={onUndo}
      onGone={onGone}
    />
  );
}
