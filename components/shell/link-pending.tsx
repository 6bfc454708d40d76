"use client";

import { useLinkStatus } from "next/link";

/** Says inside a link that its page is on the way, but only when that takes long enough to notice. */
export function LinkPending() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={`text-ink-3 transition-opacity duration-100 ${pending ? "opacity-100 delay-200" : "opacity-0"}`}
    >
      …
    </span>
  );
}
