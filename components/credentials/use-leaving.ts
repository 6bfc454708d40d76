import { useRef, useState } from "react";

/** How somebody goes away from a form. */
export type WayOut = "escape" | "backdrop" | "close" | "cancel" | "back" | "elsewhere";

interface LeavingOptions {
  /** Whether leaving would lose anything that a person typed. */
  isTyped: () => boolean;
  /** Puts the focus into the form, where nothing had it before. */
  focusFirst: () => void;
  /** Nothing keeps them any more. */
  onLeave: () => void;
  /** They stay, at least until they have answered: also after the browser's Back. */
  onStay?: () => void;
}

/** Every way out of a form leads through `leave`: what was typed is not lost unasked. `asking` is whether it is asked now. */
export function useLeaving({ isTyped, focusFirst, onLeave, onStay }: LeavingOptions) {
  const [asking, setAsking] = useState(false);
  const focusedBefore = useRef<Element>(null);

  function leave(way: WayOut) {
    if (asking && way === "escape") return keepEditing();
    if (!asking && !isTyped()) return onLeave();
    onStay?.();
    if (asking) return;
    focusedBefore.current = document.activeElement;
    setAsking(true);
  }

  function keepEditing() {
    setAsking(false);
    const before = focusedBefore.current;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else focusFirst();
  }

  return { asking, leave, keepEditing };
}
