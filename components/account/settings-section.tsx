import type { ReactNode } from "react";

interface SettingsSectionProps {
  /** Begins the heading's id. */
  id: string;
  title: string;
  badge?: ReactNode;
  /** What it is good for, in a sentence or two. */
  lead: ReactNode;
  children: ReactNode;
}

/** A part of a settings page: what it is about at the left, what there is to set at the right. */
export function SettingsSection({ id, title, badge, lead, children }: SettingsSectionProps) {
  return (
    <section
      aria-labelledby={`${id}-heading`}
      className="grid gap-x-12 gap-y-5 border-t border-line py-8 min-[1000px]:grid-cols-[260px_minmax(0,560px)]"
    >
      <div>
        <div className="flex flex-wrap items-center gap-2.5">
          <h2 id={`${id}-heading`} className="text-[17px] font-semibold tracking-[-0.01em] text-ink">
            {title}
          </h2>
          {badge}
        </div>
        <p className="mt-1 text-pretty text-sm text-ink-2">{lead}</p>
      </div>
      <div className="grid min-w-0 content-start gap-4">{children}</div>
    </section>
  );
}
