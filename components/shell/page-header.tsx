import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon.tsx";

interface PageHeaderProps {
  title: ReactNode;
  lead?: ReactNode;
  back?: { href: string; label: string };
  stepper?: ReactNode;
  /** The page's main button. */
  action?: ReactNode;
}

/** A page's top: the way back and the steps, its only h1, and a sentence on what one does here. */
export function PageHeader({ title, lead, back, stepper, action }: PageHeaderProps) {
  return (
    <div className="mb-6 max-[700px]:mb-5">
      {(back !== undefined || stepper !== undefined) && (
        <div className="mb-[26px] flex min-h-7 items-center justify-between gap-4 max-[700px]:mb-3.5 max-[700px]:flex-wrap max-[700px]:gap-y-1.5">
          {back !== undefined && (
            <Link
              href={back.href}
              className="-ml-1 inline-flex min-h-7 items-center gap-1 rounded-chip pr-1 text-sm text-ink-2 hover:text-ink hover:underline"
            >
              <Icon name="chevron-left" size={14} />
              {back.label}
            </Link>
          )}
          {stepper}
        </div>
      )}
      <div className="flex items-end justify-between gap-x-6 gap-y-4 max-[700px]:flex-wrap">
        <div className="min-w-0">
          <h1 className="text-[30px] font-semibold leading-[1.15] tracking-[-0.022em] [overflow-wrap:anywhere] max-[700px]:text-[25px]">
            {title}
          </h1>
          {lead !== undefined && <p className="mt-1.5 max-w-[62ch] text-pretty text-ink-2">{lead}</p>}
        </div>
        {action !== undefined && <div className="shrink-0">{action}</div>}
      </div>
    </div>
  );
}
