import type { ReactNode } from "react";

interface SettingsSectionProps {
  id: string;
  title: string;
  badge?: ReactNode;
  /** What it is good for, in a sentence or two. */
  lead: ReactNode;
  children: ReactNode;
}

/** One part of a page of settings. */
export function SettingsSection({ id, title, badge, lead, children }: SettingsSectionProps) {
  return (
    <section
      aria-labelledby={id}
      className="grid max-w-[720px] gap-4 rounded-tile border border-line bg-surface p-6 shadow-tile max-[700px]:p-4"
    >
      <div>
        <div className="flex flex-wrap items-center gap-2.5">
          <h2 id={id} className="text-[17px] font-semibold tracking-[-0.01em]">
            {title}
          </h2>
          {badge}
        </div>
        <p className="mt-1 max-w-[62ch] text-pretty text-ink-2">{lead}</p>
      </div>
      {children}
    </section>
  );
}
