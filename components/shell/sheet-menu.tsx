"use client";

import { type MouseEvent, type ReactNode, useRef, useState } from "react";
import { Icon } from "@/components/ui/icon.tsx";

const sheetId = "desk-menu";

/**
 * On a phone, what stands in the rail on a desk. A native popover: it opens before any script has
 * arrived, and Esc or a touch elsewhere closes it.
 */
export function SheetMenu({ children }: { children: ReactNode }) {
  const sheet = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  // The shell stays when the page changes, and so would the sheet.
  function closeAfterLink(event: MouseEvent) {
    if (event.target instanceof Element && event.target.closest("a")) sheet.current?.hidePopover();
  }

  return (
    <>
      <button
        type="button"
        popoverTarget={sheetId}
        aria-expanded={open}
        className="-mr-2 inline-flex min-h-11 cursor-pointer items-center gap-2 rounded-control px-3 text-sm font-semibold text-ink-2 aria-expanded:bg-sunken aria-expanded:text-ink"
      >
        <Icon name="menu" />
        Menu
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/noStaticElementInteractions: Enter on a link is a click too. */}
      <div
        ref={sheet}
        id={sheetId}
        popover="auto"
        onToggle={(event) => setOpen(event.newState === "open")}
        onClick={closeAfterLink}
        className="fixed inset-x-0 top-14 bottom-auto m-0 w-full border-b border-line bg-surface px-2 pt-2 pb-4 text-ink shadow-lift transition-opacity duration-100 backdrop:bg-scrim starting:open:opacity-0"
      >
        {children}
      </div>
    </>
  );
}
