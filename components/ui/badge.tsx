import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon.tsx";

export type BadgeTone = "verified" | "rejected" | "limited" | "idle";

const tones: Record<BadgeTone, string> = {
  verified: "bg-verified-soft text-verified",
  rejected: "bg-rejected-soft text-rejected",
  limited: "bg-limited-soft text-limited",
  idle: "bg-sunken text-ink-2",
};

interface BadgeProps {
  tone: BadgeTone;
  icon?: IconName;
  children: ReactNode;
}

/** A state in a word or two. The words carry the meaning; tone and icon repeat it. */
export function Badge({ tone, icon, children }: BadgeProps) {
  return (
    <span
      className={`inline-flex max-w-full items-center gap-1.5 rounded-chip py-0.5 pr-2 text-[12.5px] font-semibold leading-[1.5] ${icon ? "pl-1.5" : "pl-2"} ${tones[tone]}`}
    >
      {icon !== undefined && <Icon name={icon} size={12} />}
      <span className="min-w-0 truncate">{children}</span>
    </span>
  );
}
