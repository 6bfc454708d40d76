"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { type Counted, countWords } from "@/lib/counted.ts";
import { LinkPending } from "./link-pending.tsx";

interface NavLinkProps {
  href: `/${string}`;
  /** How many there are; left out while nobody knows. */
  count?: Counted;
  /** How many of them need somebody; nothing is shown of none. */
  attention?: Counted;
  children: ReactNode;
}

/** A way to one of the desk's parts; current on everything that lies under it. */
export function NavLink({ href, count, attention, children }: NavLinkProps) {
  const pathname = usePathname();
  const current = pathname === href ? "page" : pathname.startsWith(`${href}/`) ? "true" : undefined;
  return (
    <Link
      href={href}
      aria-current={current}
      className="flex min-h-9 items-center justify-between gap-3 rounded-control px-2.5 font-medium text-ink-2 transition-colors duration-100 hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-tile max-[700px]:min-h-12 max-[700px]:aria-[current]:bg-sunken max-[700px]:aria-[current]:shadow-none"
    >
      <span>
        {children} <LinkPending />
      </span>
      {attention !== undefined && attention.count > 0 && (
        <span className="rounded-full bg-rejected-soft px-1.5 font-mono text-xs font-semibold text-rejected">
          {countWords(attention)}
          <VisuallyHidden> {attention.count === 1 ? "needs" : "need"} attention</VisuallyHidden>
        </span>
      )}
      {count !== undefined && (
        <span className="font-mono text-xs font-medium text-ink-3">{countWords(count)}</span>
      )}
    </Link>
  );
}
