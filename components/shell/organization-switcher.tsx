"use client";

import Link from "next/link";
import { type ToggleEvent, useId, useRef, useState } from "react";
import { anchorPopover } from "@/components/ui/anchor-popover.ts";
import { Icon } from "@/components/ui/icon.tsx";
import { ApiError, callApi } from "@/lib/api-client.ts";

export interface SwitchableOrganization {
  id: string;
  name: string;
  current: boolean;
}

interface OrganizationSwitcherProps {
  /** What the page shows now. */
  currentName: string;
  organizations: readonly SwitchableOrganization[];
}

const itemClass =
  "flex w-full min-w-0 cursor-pointer items-center gap-2 rounded-chip px-2.5 py-1.5 text-left text-sm font-medium text-ink hover:bg-sunken focus-visible:-outline-offset-2 max-[700px]:py-2.5";

/** The organization that one is in, and the way to the others: a native popover over the foot of the rail. */
export function OrganizationSwitcher({ currentName, organizations }: OrganizationSwitcherProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const popover = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  async function switchTo(organizationId: string) {
    if (busy !== null) return;
    setBusy(organizationId);
    setFailure(null);
    try {
      await callApi(`/api/v1/organizations/${organizationId}/select`, null, { method: "POST" });
      // A full page load: nothing of the organization before stays in memory.
      window.location.assign("/sources");
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      setBusy(null);
      setFailure(error.message);
    }
  }

  function onBeforeToggle(event: ToggleEvent) {
    if (event.newState === "open") place(popover.current, button.current, id);
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-expanded={open}
        popoverTarget={id}
        className="-mx-2 flex w-[calc(100%+16px)] min-w-0 cursor-pointer items-center justify-between gap-2 rounded-chip px-2 py-1 text-left font-semibold text-ink transition-colors duration-100 hover:bg-sunken aria-expanded:bg-sunken max-[700px]:min-h-11"
      >
        <span className="sr-only">Organization: </span>
        <span className="min-w-0 flex-1 truncate" title={currentName}>
          {currentName}
        </span>
        <Icon name="chevron-down" size={13} className="text-ink-3" />
      </button>
      <div
        ref={popover}
        id={id}
        popover="auto"
        onToggle={(event) => setOpen(event.newState === "open")}
        onBeforeToggle={onBeforeToggle}
        className="fixed inset-auto m-0 my-1 max-h-[min(420px,60dvh)] w-max min-w-56 max-w-[min(300px,calc(100vw-16px))] overflow-y-auto rounded-control border border-line bg-surface p-1 text-ink shadow-lift [position-area:top_span-right] [position-try-fallbacks:flip-block,flip-inline,flip-block_flip-inline]"
      >
        <ul aria-label="Organizations">
          {organizations.map(({ id: organizationId, name, current }) => (
            <li key={organizationId}>
              <button
                type="button"
                aria-current={current || undefined}
                aria-disabled={busy !== null || undefined}
                onClick={() => (current ? popover.current?.hidePopover() : switchTo(organizationId))}
                className={itemClass}
              >
                <span className="min-w-0 flex-1 truncate" title={name}>
                  {name}
                </span>
                {busy === organizationId && <span className="text-ink-3">…</span>}
                {current && <Icon name="check" size={14} className="text-accent" />}
              </button>
            </li>
          ))}
        </ul>
        {failure !== null && (
          <p role="alert" className="px-2.5 py-1.5 text-[13px] leading-snug text-rejected">
            {failure}
          </p>
        )}
        <div className="mt-1 border-t border-line pt-1">
          <Link href="/organizations/new" className={`${itemClass} text-ink-2`}>
            <Icon name="plus" size={13} />
            New organization
          </Link>
        </div>
      </div>
    </>
  );
}

/** At its button, or, where the browser cannot anchor, over the button's left edge. */
function place(popover: HTMLElement | null, button: HTMLElement | null, id: string) {
  if (button === null || popover === null || anchorPopover(popover, button, `--organizations-${id}`)) return;
  const { top, left } = button.getBoundingClientRect();
  popover.style.bottom = `${document.documentElement.clientHeight - top}px`;
  popover.style.left = `${left}px`;
}
