import { useEffect, useEffectEvent, useRef } from "react";

/**
 * Gives what is open an entry of its own in the browser's history, under the same address, so that Back is a way out
 * of it and not of the page. `onBack` answers Back: it calls `stay`, or `leave`.
 */
export function useBackAsWayOut(onBack: () => void) {
  const inEntry = useRef(false);
  const answerBack = useEffectEvent(onBack);

  function enter() {
    if (inEntry.current) return;
    window.history.pushState(null, "", window.location.href);
    inEntry.current = true;
  }
  const enterAtFirst = useEffectEvent(enter);

  useEffect(() => {
    function onPopState() {
      if (!inEntry.current) return;
      inEntry.current = false;
      answerBack();
    }
    enterAtFirst();
    window.addEventListener("popstate", onPopState);
    return () => window.removeEventListener("popstate", onPopState);
  }, []);

  return {
    /** Puts the entry back after Back took it away, for whoever wants to stay. */
    stay: enter,
    /** Takes the entry out of the history, and then calls `afterwards`. */
    leave(afterwards: () => void) {
      if (!inEntry.current) return afterwards();
      inEntry.current = false;
      // The browser puts the page where it was scrolled to before: what comes then must come after.
      window.addEventListener("popstate", () => requestAnimationFrame(afterwards), { once: true });
      window.history.back();
    },
  };
}
