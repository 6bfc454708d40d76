import { useEffectEvent, useLayoutEffect, useRef } from "react";

/** Where the details take the place of the tiles: `max-[1000px]` in the gallery's classes. */
const DETAILS_ALONE = "(max-width: 1000px)";

/**
 * Keeps the place among the tiles while the details of one are open, also where these stand alone and the page is
 * shorter meanwhile. When they close, and whatever was focused in them went with them, `onClosed` gets whose they were.
 */
export function useKeptPlace(openedId: string | null, onClosed: (id: string) => void): void {
  const place = useRef(0);
  const openedBefore = useRef(openedId);
  const close = useEffectEvent(onClosed);

  // A layout effect: it ends before the browser tells of the scrolling that the shorter page causes.
  useLayoutEffect(() => {
    if (openedId !== null) return;
    const remember = () => {
      place.current = window.scrollY;
    };
    window.addEventListener("scroll", remember, { passive: true });
    return () => window.removeEventListener("scroll", remember);
  }, [openedId]);

  useLayoutEffect(() => {
    const before = openedBefore.current;
    openedBefore.current = openedId;
    if (before === openedId) return;
    if (window.matchMedia(DETAILS_ALONE).matches) window.scrollTo(0, openedId === null ? place.current : 0);
    if (before !== null && openedId === null && document.activeElement === document.body) close(before);
  }, [openedId]);
}
