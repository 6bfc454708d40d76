import type { ReactNode } from "react";

/** The part of a dialog that scrolls, so that header and footer always stay in view. */
export function DialogBody({ className = "", children }: { className?: string; children: ReactNode }) {
  return <div className={`min-h-0 flex-1 overflow-y-auto overscroll-contain ${className}`}>{children}</div>;
}
