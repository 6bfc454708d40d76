import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type NoticeTone = "info" | "rejected" | "limited";

const tones: Record<NoticeTone, { box: string; icon: IconName }> = {
  info: { box: "bg-accent-soft text-ink", icon: "ring" },
  rejected: { box: "bg-rejected-soft text-rejected", icon: "warning" },
  limited: { box: "bg-limited-soft text-limited", icon: "bang" },
};

interface NoticeProps {
  tone?: NoticeTone;
  /** "alert" interrupts whoever listens: for what just went wrong, not for what was there all along. */
  role?: "alert" | "status";
  children: ReactNode;
}

/** A sentence that stands out from the page. */
export function Notice({ tone = "info", role, children }: NoticeProps) {
  const { box, icon } = tones[tone];
  return (
    <div role={role} className={`flex gap-2.5 rounded-control px-3.5 py-2.5 text-sm leading-snug ${box}`}>
      <Icon name={icon} size={15} className="mt-0.5" />
      <div className="min-w-0 [overflow-wrap:anywhere]">{children}</div>
    </div>
  );
}
