import type { ReactNode } from "react";

interface DockProps {
  /** What is chosen so far; it is cut short where there is no room. */
  left?: ReactNode;
  /** Buttons, the one that goes on last. */
  right: ReactNode;
}

/** The bar at the window's bottom edge, from where one goes on. It comes last in the page, after `PageBody`. */
export function Dock({ left, right }: DockProps) {
  return (
    <div className="sticky bottom-0 z-10 flex items-center justify-between gap-4 border-t border-line bg-ground/85 px-11 py-3.5 text-sm text-ink-2 backdrop-blur-[10px] max-[1000px]:px-7 max-[700px]:px-4 max-[700px]:pt-3 max-[700px]:pb-[max(12px,env(safe-area-inset-bottom))]">
      <div className="min-w-0 truncate">{left}</div>
      <div className="flex shrink-0 items-center gap-2">{right}</div>
    </div>
  );
}
