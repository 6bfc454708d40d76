"use client";

import { type ReactNode, Suspense, useState, useSyncExternalStore } from "react";

interface SuspenseOnArrivalProps {
  fallback: ReactNode;
  children: ReactNode;
}

/**
 * Shows `fallback` while a page is on its way to somebody who is here already. Whoever opens its address gets the page
 * itself: sent behind a fallback it would be in the document, hidden, until a script and a pause of React's bring it out.
 */
export function SuspenseOnArrival({ fallback, children }: SuspenseOnArrivalProps) {
  const isHere = useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
  // As it was at first: what is around a page stays around it.
  const [wasHere] = useState(isHere);
  return wasHere ? <Suspense fallback={fallback}>{children}</Suspense> : children;
}

/** It never changes. */
function subscribe(): () => void {
  return () => {};
}
