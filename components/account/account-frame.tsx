import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand-mark.tsx";
import { MosaicWall } from "./mosaic-wall.tsx";

interface AccountFrameProps {
  title: string;
  /** One sentence or two. */
  lead: ReactNode;
  children: ReactNode;
}

/** A page outside of every organization: the form at the left, a mosaic at the right. */
export function AccountFrame({ title, lead, children }: AccountFrameProps) {
  return (
    <div className="grid min-h-dvh min-[900px]:grid-cols-[500px_minmax(0,1fr)]">
      <main className="grid content-between gap-10 px-6 py-7 min-[900px]:border-r min-[900px]:border-line min-[900px]:bg-surface min-[900px]:px-12 min-[900px]:py-10 max-[700px]:px-4 max-[700px]:py-5">
        <p className="flex items-center gap-2.5 text-[17px] font-semibold tracking-[-0.01em]">
          <BrandMark />
          Tessera
        </p>
        <div className="w-full max-w-[404px] max-[899px]:mx-auto">
          <h1 className="text-[30px] font-semibold leading-[1.15] tracking-[-0.022em] [overflow-wrap:anywhere] max-[700px]:text-[26px]">
            {title}
          </h1>
          <p className="mt-2 mb-7 text-pretty text-ink-2 [overflow-wrap:anywhere]">{lead}</p>
          {children}
        </div>
        <p className="text-[13px] text-ink-3">Keys are stored sealed, and are never shown again.</p>
      </main>
      <div className="grid place-items-center overflow-hidden p-14 max-[899px]:hidden">
        <MosaicWall className="w-full max-w-[500px]" />
      </div>
    </div>
  );
}
