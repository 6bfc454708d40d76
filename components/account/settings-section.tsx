import type { ReactNode } from "react";

interface SettingsSectionProps {
  /** Begins the heading's id. */
  id: string;
  title: string;
  /** One sentence. */
  lead: string;
  children: ReactNode;
}

/** A part of a settings page: what it is about at the left, what there is to set at the right. */
export function SettingsSection({ id, title, lead, children }: SettingsSectionProps) {
  return (
    <section
      aria-labelledby={`${id}-heading`}
      className="grid gap-x-12 gap-y-5 border-t border-line py-8 min-[1000px]:grid-cols-[260px_minmax(0,560px)]"
    >
      <div>
        <h2 id={`${id}-heading`} className="text-[17px] font-semibold tracking-[-0.01em] text-ink">
          {title}
        </h2>
        <p className="mt-1 text-pretty text-sm text-ink-2">{lead}</p>
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
