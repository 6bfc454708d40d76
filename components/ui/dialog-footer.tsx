import type { ReactNode } from "react";

/** The bottom of a dialog, where one decides. Put `className="ml-auto"` on what belongs to the right. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return (
    <footer className="flex shrink-0 flex-wrap items-center gap-2.5 border-t border-line bg-surface px-[26px] py-3.5 max-[700px]:px-4 max-[700px]:pb-[max(12px,env(safe-area-inset-bottom))]">
      {children}
    </footer>
  );
}
