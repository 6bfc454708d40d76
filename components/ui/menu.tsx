"use client";

import { type KeyboardEvent, type ToggleEvent, useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { anchorPopover } from "./anchor-popover.ts";
import { Icon } from "./icon.tsx";

export interface MenuItem {
  label: string;
  onSelect: () => void;
  tone?: "normal" | "danger";
  /** Why it cannot be chosen now; shown under the label. */
  disabledReason?: string | undefined;
}

interface MenuProps {
  /** What the menu is about, for whoever does not see where it stands: "Actions for Revenue team". */
  label: string;
  items: readonly MenuItem[];
  className?: string;
}

/**
 * The ⋯ button and its menu: a native popover, so Esc, a click elsewhere and focus are the browser's. What is in it is
 * made when it opens, since a page has many menus and nobody opens most of them.
 */
export function Menu({ label, items, className = "" }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState(false);

  // The browser opens it also before there is a script.
  useEffect(() => {
    if (popover.current?.matches(":popover-open")) setMade(true);
  }, []);

  function itemButtons(): HTMLButtonElement[] {
    return [...(popover.current?.querySelectorAll<HTMLButtonElement>("[role=menuitem]") ?? [])];
  }

  function onToggle(event: ToggleEvent) {
    setOpen(event.newState === "open");
  }

  function onBeforeToggle(event: ToggleEvent) {
    if (event.newState !== "open") return;
    flushSync(() => setMade(true));
    place(popover.current, button.current, id);
    // The browser moves the focus there as it opens. An instant later would lose the keys of whoever types fast.
    itemButtons()[0]?.setAttribute("autofocus", "");
  }

  function onKeyDown(event: KeyboardEvent) {
    const all = itemButtons();
    const at = all.findIndex((item) => item.matches(":focus"));
    const next = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      all[next]?.focus();
    } else if (event.key === "Tab") {
      // Focus goes back to the button first, so that Tab leads on from there.
      popover.current?.hidePopover();
    }
    // The keys of an open menu are not those of what it stands in.
    event.stopPropagation();
  }

  function choose(item: MenuItem) {
    if (item.disabledReason !== undefined) return;
    popover.current?.hidePopover();
    item.onSelect();
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          event.stopPropagation();
          popover.current?.showPopover();
        }}
        className={`grid size-8 cursor-pointer place-items-center rounded-chip text-ink-2 transition-colors duration-100 hover:bg-sunken hover:text-ink aria-expanded:bg-sunken max-[700px]:size-10 ${className}`}
      >
        <Icon name="dots" />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        onToggle={onToggle}
        onBeforeToggle={onBeforeToggle}
        onKeyDown={onKeyDown}
        className="fixed inset-auto m-0 my-1 w-max min-w-44 max-w-[min(300px,calc(100vw-16px))] rounded-control border border-line bg-surface p-1 text-ink shadow-lift [position-area:bottom_span-left] [position-try-fallbacks:flip-block,flip-inline,flip-block_flip-inline]"
      >
        {made && items.map((item) => <Item key={item.label} item={item} onChoose={() => choose(item)} />)}
      </div>
    </>
  );
}

function Item({ item, onChoose }: { item: MenuItem; onChoose: () => void }) {
  const { label, tone, disabledReason } = item;
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      aria-disabled={disabledReason !== undefined || undefined}
      onClick={onChoose}
      className={`block w-full cursor-pointer rounded-chip px-2.5 py-1.5 text-left text-sm font-medium focus-visible:-outline-offset-2 hover:bg-sunken focus:bg-sunken aria-disabled:cursor-default aria-disabled:text-ink-3 max-[700px]:py-2.5 ${tone === "danger" ? "text-rejected" : "text-ink"}`}
    >
      {label}
      {disabledReason !== undefined && (
        <span className="block text-[12.5px] font-normal text-ink-3">{disabledReason}</span>
      )}
    </button>
  );
}

/** At its button, or, where the browser cannot anchor, under the button's right edge. */
function place(popover: HTMLElement | null, button: HTMLElement | null, id: string) {
  if (button === null || popover === null || anchorPopover(popover, button, `--menu-${id}`)) return;
  const { bottom, right } = button.getBoundingClientRect();
  popover.style.top = `${bottom}px`;
  popover.style.right = `${document.documentElement.clientWidth - right}px`;
}
