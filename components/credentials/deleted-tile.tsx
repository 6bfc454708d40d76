import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { usesKeyboard } from "@/components/ui/input-kind.ts";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { RestoreAs } from "./restore-as.tsx";

interface DeletedTileProps {
  name: string;
  /** It is being restored. */
  busy: boolean;
  /** Why it was not restored, where that was tried. */
  failure: string | undefined;
  /** Another one has its name meanwhile: it comes back under a new one. */
  nameTaken: boolean;
  onUndo: (newName?: string) => void;
  /** The time to undo is over, and the focus was here or was not. */
  onGone: (hadFocus: boolean) => void;
}

const SHOWN_MS = 10_000;
/** At least so long after whoever stayed on it has left. */
const SHOWN_AFTER_PAUSE_MS = 2_000;

/**
 * In the place of a tile whose credential was deleted: says so and offers to undo it, for ten seconds, and for ten more
 * after an Undo that failed. They do not pass while the pointer is on it, or the focus of whoever uses the keyboard.
 */
export function DeletedTile(props: DeletedTileProps) {
  const { name, busy, failure, nameTaken, onUndo, onGone } = props;
  const tile = useRef<HTMLDivElement>(null);
  const undo = useRef<HTMLButtonElement>(null);
  const [hovered, setHovered] = useState(false);
  const [focused, setFocused] = useState(false);
  const paused = hovered || focused || busy;
  const leftMs = useRef(SHOWN_MS);

  // The menu that it was deleted from is gone: whoever did not go elsewhere meanwhile is here.
  useEffect(() => {
    if (document.activeElement === document.body) undo.current?.focus({ preventScroll: true });
  }, []);

  // Whoever tried has to read why it did not work.
  useEffect(() => {
    if (failure !== undefined) leftMs.current = SHOWN_MS;
  }, [failure]);

  const leave = useEffectEvent(() => onGone(tile.current?.contains(document.activeElement) ?? false));
  useEffect(() => {
    if (paused) return;
    const began = Date.now();
    const timer = setTimeout(() => leave(), leftMs.current);
    return () => {
      clearTimeout(timer);
      leftMs.current = Math.max(SHOWN_AFTER_PAUSE_MS, leftMs.current - (Date.now() - began));
    };
  }, [paused]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a form's meaning.
    <div
      ref={tile}
      role="group"
      aria-label={`${name} deleted`}
      onPointerEnter={() => setHovered(true)}
      onPointerLeave={() => setHovered(false)}
      onFocus={({ target }) => setFocused(usesKeyboard() || target instanceof HTMLInputElement)}
      onKeyDown={() => setFocused(true)}
      onBlur={() => setFocused(false)}
      className="flex min-h-[186px] min-w-0 flex-col items-center justify-center gap-3 rounded-tile border border-dashed border-line-control bg-sunken px-4 py-4 text-center max-[700px]:min-h-0 max-[700px]:flex-row max-[700px]:flex-wrap max-[700px]:text-left"
    >
      <p className="line-clamp-3 min-w-0 text-balance text-[14px] leading-snug text-ink-2 [overflow-wrap:anywhere] max-[700px]:flex-1">
        <b className="font-semibold text-ink">{name}</b> deleted
      </p>
      {nameTaken ? (
        <RestoreAs name={name} busy={busy} failure={failure} onRestore={onUndo} />
      ) : (
        <>
          <Button ref={undo} size="small" busy={busy} busyLabel="Restoring…" onClick={() => onUndo()}>
            Undo<VisuallyHidden> the deletion of {name}</VisuallyHidden>
          </Button>
          {failure !== undefined && (
            <p className="text-[13px] leading-snug text-rejected max-[700px]:w-full">{failure}</p>
          )}
        </>
      )}
    </div>
  );
}
