"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon.tsx";
import type { PaletteCommand } from "./palette-commands.ts";

/** Fetched when it is first asked for. */
const CommandPalette = lazy(() =>
  import("./command-palette.tsx").then((module) => ({ default: module.CommandPalette })),
);

interface PaletteButtonProps {
  /** Where this person may go. */
  commands: readonly PaletteCommand[];
  /** The keys open it from here: of several buttons on a page, one listens. */
  listens?: boolean;
}

/** Opens the palette that goes anywhere; so do ⌘K and Ctrl-K. */
export function PaletteButton({ commands, listens = false }: PaletteButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (!listens) return;
    function onKeyDown(event: KeyboardEvent) {
      if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey) || event.altKey) return;
      // Never over another dialog, which may hold something typed.
      if (document.querySelector("dialog[open]") !== null) return;
      event.preventDefault();
      setOpen(true);
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [listens]);

  /** The menu of a phone, in which this stands, would otherwise lie over the next page. */
  function go() {
    setOpen(false);
    button.current?.closest<HTMLElement>("[popover]")?.hidePopover();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
        className="flex h-9 w-full cursor-pointer items-center gap-2 rounded-control border border-line bg-surface px-2.5 text-left text-sm text-ink-3 shadow-tile transition-colors duration-100 hover:text-ink max-[700px]:h-11"
      >
        <Icon name="search" size={14} />
        <span className="flex-1">Go to…</span>
        <span aria-hidden="true" className="font-mono text-[11px] font-medium max-[700px]:hidden">
          Ctrl K
        </span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <CommandPalette commands={commands} onClose={() => setOpen(false)} onGo={go} />
        </Suspense>
      )}
    </>
  );
}
