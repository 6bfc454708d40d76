import type { ReactNode } from "react";

interface EmptyStateProps {
  title: string;
  /** One sentence. */
  children: ReactNode;
  /** The one thing to do. */
  action?: ReactNode;
  picture?: ReactNode;
}

/** Where there is nothing yet: what it would be, and how to begin. */
export function EmptyState({ title, children, action, picture }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 rounded-tile border border-dashed border-line-strong px-6 py-14 text-center max-[700px]:py-10">
      {picture !== undefined && <div className="mb-3">{picture}</div>}
      <h2 className="text-[17px] font-semibold tracking-[-0.01em] text-ink">{title}</h2>
      <p className="max-w-[46ch] text-pretty text-ink-2">{children}</p>
      {action !== undefined && <div className="mt-4">{action}</div>}
    </div>
  );
}
