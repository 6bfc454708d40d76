import { startTransition, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";

/** In the page and showing, in the page and ready to show, or not there. */
export type OverlayStage = "absent" | "ready" | "open";

export interface OverlayAddress {
  stage: OverlayStage;
  /** Opens it at once and says so in the address; nothing is fetched. */
  show: () => void;
  /** Takes it out of the page and of the address, with all that is in it, and then calls `afterwards`. Not to be called from an effect. */
  hide: (afterwards?: () => void) => void;
  /** Puts `?add` back after the browser's Back took it away, for whoever wants to stay. */
  stay: () => void;
}

/**
 * Whether the overlay is open, in step with `?add` in the address: `addHref` with it, `href` without.
 * It is made only in the browser, so what is in it is never part of a page that can be sent before it
 * works, and as soon as there is time, so that a click has only to show it. Each one opens once. Back is
 * for the overlay itself to answer, since it may hold something typed.
 */
export function useOverlayAddress(href: string, addHref: string): OverlayAddress {
  const [stage, setStage] = useState<OverlayStage>("absent");
  /** The entry before this one in the browser's history is the same page without the overlay. */
  const backLeadsHere = useRef(false);

  useEffect(() => {
    if (asksToAdd()) setStage("open");
    function onPopState() {
      if (!asksToAdd()) return;
      backLeadsHere.current = true;
      setStage("open");
    }
    window.addEventListener("popstate", onPopState);
    return () => window.removeEventListener("popstate", onPopState);
  }, []);

  useEffect(() => {
    if (stage !== "absent") return;
    return whenIdle(() => startTransition(() => setStage((now) => (now === "absent" ? "ready" : now))));
  }, [stage]);

  function push() {
    window.history.pushState(null, "", addHref);
    backLeadsHere.current = true;
  }

  return {
    stage,
    show() {
      flushSync(() => setStage("open"));
      push();
    },
    hide(afterwards) {
      // At once, so that `afterwards` finds the page without the overlay.
      flushSync(() => setStage("absent"));
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

const IDLE_LATEST_MS = 2_000;
const UNKNOWN_IDLE_MS = 300;

/** Calls back when the browser has nothing better to do; after a moment where it cannot say. Answers how to cancel it. */
function whenIdle(callback: () => void): () => void {
  if (typeof requestIdleCallback === "undefined") {
    const timer = setTimeout(callback, UNKNOWN_IDLE_MS);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(callback, { timeout: IDLE_LATEST_MS });
  return () => cancelIdleCallback(handle);
}
