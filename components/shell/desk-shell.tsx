import Link from "next/link";
import type { ReactNode } from "react";
import { AccountFoot, type AccountFootProps } from "./account-foot.tsx";
import { BrandMark } from "./brand-mark.tsx";
import { DeskNav, type MenuCounts } from "./desk-nav.tsx";
import { PaletteButton } from "./palette-button.tsx";
import type { PaletteCommand } from "./palette-commands.ts";
import { SheetMenu } from "./sheet-menu.tsx";

interface DeskShellProps {
  account: AccountFootProps;
  counts: MenuCounts;
  mayReadActivity: boolean;
  /** Where this person may go. */
  commands: readonly PaletteCommand[];
  children: ReactNode;
}

/** What stands around every signed-in page: a rail on a desk, a bar on a phone. */
export function DeskShell({ account, counts, mayReadActivity, commands, children }: DeskShellProps) {
  const brand = (
    <Link
      href="/sources"
      className="flex min-h-8 items-center gap-2.5 rounded-control text-[17px] font-semibold tracking-[-0.01em] text-ink"
    >
      <BrandMark />
      Tessera
    </Link>
  );
  return (
    <div className="min-h-dvh min-[700px]:grid min-[700px]:grid-cols-[232px_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-30 -translate-y-20 rounded-control bg-accent px-4 py-2 font-semibold text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-20 flex h-14 items-center justify-between border-b border-line bg-ground px-4 min-[700px]:hidden">
        {brand}
        <SheetMenu>
          <div className="grid gap-3">
            <PaletteButton commands={commands} />
            <DeskNav counts={counts} mayReadActivity={mayReadActivity} />
            <AccountFoot {...account} />
          </div>
        </SheetMenu>
      </header>
      <header className="sticky top-0 flex h-dvh flex-col gap-5 overflow-y-auto border-r border-line px-3.5 py-5 max-[700px]:hidden">
        <div className="px-2.5">{brand}</div>
        <PaletteButton commands={commands} listens />
        <DeskNav counts={counts} mayReadActivity={mayReadActivity} />
        <div className="mt-auto">
          <AccountFoot {...account} />
        </div>
      </header>
      {/* A column, so that a page's dock can lie at the bottom of the window however short the page is. */}
      <main
        id="content"
        tabIndex={-1}
        className="flex min-h-[calc(100dvh-56px)] min-w-0 flex-col outline-none min-[700px]:min-h-dvh"
      >
        {children}
      </main>
    </div>
  );
}
