"use client";

import { type ReactNode, useEffectEvent, useLayoutEffect, useRef } from "react";

export type CloseReason = "escape" | "backdrop" | "close";

interface DialogProps {
  /** Whether it shows, as it does unless this says otherwise. One that is rendered closed is ready to open at once. */
  open?: boolean;
  /** Id of the dialog's heading. */
  labelledBy: string;
  /** Somebody wants it closed; the owner decides, and closes it by `open` or by not rendering it any more. */
  onRequestClose: (reason: CloseReason) => void;
  size?: "wide" | "narrow";
  className?: string;
  /**
   * `DialogHeader`, `DialogBody`, `DialogFooter`: the body scrolls, the other two stay. A form that
   * wraps them needs `className="flex min-h-0 flex-1 flex-col"`.
   */
  children: ReactNode;
}

const widths = {
  wide: "min-[700px]:w-[min(860px,calc(100vw-48px))]",
  narrow: "min-[700px]:w-[min(480px,calc(100vw-48px))]",
};

/**
 * A modal `<dialog>`: a sheet from below on a phone. Focus begins in its first field; the browser keeps it
 * inside and gives it back to the opener. It never closes by itself.
 */
export function Dialog(props: DialogProps) {
  const { open = true, labelledBy, onRequestClose, size = "wide", className = "", children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  const request = useEffectEvent(onRequestClose);

  // A layout effect: its clean-up runs while the dialog is still in the page, so focus finds its way back.
  useLayoutEffect(() => {
    const dialog = ref.current;
    if (dialog === null || !open) return;
    const listeners = new AbortController();
    const { signal } = listeners;
    let lastFocused: Element | null = null;
    let pressedBackdrop = false;

    dialog.addEventListener(
      "focusin",
      (event) => {
        if (event.target instanceof Element) lastFocused = event.target;
      },
      { signal },
    );

    // Handled here and not by the browser, which would close the dialog at the second Esc in a row.
    dialog.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
        if (closesSomethingInside(event.target)) return;
        event.preventDefault();
        request("escape");
      },
      { signal },
    );

    // Other ways to dismiss, such as a phone's back gesture, arrive as `cancel`.
    dialog.addEventListener(
      "cancel",
      (event) => {
        if (event.target !== dialog) return;
        event.preventDefault();
        request("escape");
      },
      { signal },
    );

    // The browser may insist and close it all the same: open it again, and ask the owner.
    dialog.addEventListener(
      "close",
      (event) => {
        if (event.target !== dialog || dialog.open) return;
        const focused = lastFocused;
        dialog.showModal();
        if (focused instanceof HTMLElement && focused.isConnected) focused.focus();
        request("escape");
      },
      { signal },
    );

    // Only a press that both began and ended on the backdrop: selecting text may end out there.
    dialog.addEventListener(
      "mousedown",
      (event) => {
        pressedBackdrop = isOnBackdrop(dialog, event);
        // The field that one was in keeps its focus.
        if (pressedBackdrop) event.preventDefault();
      },
      { signal },
    );
    dialog.addEventListener(
      "click",
      (event) => {
        if (pressedBackdrop && isOnBackdrop(dialog, event)) request("backdrop");
        pressedBackdrop = false;
      },
      { signal },
    );

    dialog.showModal();
    dialog.querySelector<HTMLElement>("input:not([type=hidden]), textarea, select")?.focus();
    const root = document.documentElement;
    const overflow = root.style.overflow;
    root.style.overflow = "hidden";
    return () => {
      listeners.abort();
      root.style.overflow = overflow;
      dialog.close();
    };
  }, [open]);

  return (
    <dialog
      ref={ref}
      aria-labelledby={labelledBy}
      className={`m-auto max-h-[min(860px,calc(100dvh-48px))] flex-col overflow-hidden rounded-overlay border border-line bg-surface p-0 text-ink shadow-overlay transition-[opacity,translate] duration-100 open:flex backdrop:bg-scrim starting:open:translate-y-1 starting:open:opacity-0 max-[700px]:mx-0 max-[700px]:mb-0 max-[700px]:h-[96dvh] max-[700px]:max-h-none max-[700px]:w-full max-[700px]:max-w-none max-[700px]:rounded-b-none max-[700px]:border-x-0 max-[700px]:border-b-0 ${widths[size]} ${className}`}
    >
      {children}
    </dialog>
  );
}

/** Whether Esc belongs to something open inside the dialog: a menu, or the list of a select. */
function closesSomethingInside(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    (target instanceof HTMLOptionElement || target.closest("[popover]:popover-open") !== null)
  );
}

function isOnBackdrop(dialog: HTMLDialogElement, { target, clientX, clientY }: MouseEvent): boolean {
  if (target !== dialog) return false;
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
