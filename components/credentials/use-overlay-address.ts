import { useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

export interface OverlayAddress {
  open: boolean;
  /** Opens it at once and says so in the address; nothing is fetched. */
  show: () => void;
  /** Closes it, takes it out of the address, and then calls `afterwards`. Not to be called from an effect. */
  hide: (afterwards?: () => void) => void;
  /** Puts `?add` back after the browser's Back took it away, for whoever wants to stay. */
  stay: () => void;
}

/**
 * Whether the overlay is open, in step with `?add` in the address: `addHref` with it, `href` without.
 * It opens only in the browser, so what is in it is never part of a page that can be sent before it
 * works. Back is for the overlay itself to answer, since it may hold something typed.
 */
export function useOverlayAddress(href: string, addHref: string): OverlayAddress {
  const [open, setOpen] = useState(false);
  /** The entry before this one in the browser's history is the same page without the overlay. */
  const backLeadsHere = useRef(false);

  useEffect(() => {
    if (asksToAdd()) setOpen(true);
    function onPopState() {
      if (!asksToAdd()) return;
      backLeadsHere.current = true;
      setOpen(true);
    }
    window.addEventListener("popstate", onPopState);
    return () => window.removeEventListener("popstate", onPopState);
  }, []);

  function push() {
    window.history.pushState(null, "", addHref);
    backLeadsHere.current = true;
  }

  return {
    open,
    show() {
      push();
      setOpen(true);
    },
    hide(afterwards) {
      // At once, so that `afterwards` finds the page without the overlay.
      flushSync(() => setOpen(false));
      if (asksToAdd() && backLeadsHere.current) {
        // The browser puts the page where it was scrolled to before: what comes then must come after.
        if (afterwards) {
          window.addEventListener("popstate", () => requestAnimationFrame(afterwards), { once: true });
        }
        window.history.back();
      } else {
        if (asksToAdd()) window.history.replaceState(null, "", href);
        afterwards?.();
      }
      backLeadsHere.current = false;
    },
    stay() {
      if (!asksToAdd()) push();
    },
  };
}

/** Whether the address has `?add`. */
export function asksToAdd(): boolean {
  return new URLSearchParams(window.location.search).has("add");
}
