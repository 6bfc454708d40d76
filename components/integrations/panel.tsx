import { type ReactNode, useId } from "react";

interface PanelProps {
  title: string;
  /** A sentence on what it is. */
  lead?: ReactNode;
  /** At the right of the title. */
  action?: ReactNode;
  children?: ReactNode;
}

/** A titled part of a source's or a destination's page. */
export function Panel({ title, lead, action, children }: PanelProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid min-w-0 gap-3.5 rounded-tile border border-line bg-surface px-5 py-4 shadow-tile max-[700px]:px-4"
    >
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-64">
          <h2 id={id} className="text-[15.5px] font-semibold tracking-[-0.008em]">
            {title}
          </h2>
          {lead !== undefined && <p className="mt-1 max-w-[72ch] text-pretty text-sm text-ink-2">{lead}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
