"use client";

import Link from "next/link";
import { type ReactNode, useId, useRef } from "react";
import { flushSync } from "react-dom";
import { Icon } from "@/components/ui/icon.tsx";
import { Menu, type MenuItem } from "@/components/ui/menu.tsx";
import type { CredentialSummary, Verdict } from "@/lib/credentials.ts";
import type { Problem } from "@/lib/problem.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { type DialogAction, dialogActions } from "./credential-dialogs.tsx";
import { EnvironmentMark } from "./environment-mark.tsx";
import { ExpiryBadge } from "./expiry-badge.tsx";
import { InUsePanel } from "./in-use-panel.tsx";
import { KeyHint } from "./key-hint.tsx";
import { KeyNotice } from "./key-notice.tsx";
import { Mosaic } from "./mosaic.tsx";
import { mayChange, type Reader } from "./reader.ts";
import { usageWords } from "./usage-words.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

/** What is going on with one tile, besides what its credential says. */
export interface TileActivity {
  testing?: boolean;
  /** One sentence on what did not work. */
  failure?: string;
  /** "busy" while it is being deleted; then, "done" as long as an Undo is offered, and "restoring" during that. */
  deletion?: "busy" | "done" | "restoring";
  /** Whether another credential has its name since it was deleted. */
  nameTaken?: boolean;
  /** Who stood in the way of the last attempt to delete. */
  usedBy?: NonNullable<Problem["usedBy"]>;
}

export type TileAction = "test" | "keep" | "delete" | DialogAction;

/** What a tile is for: to be selected, or to open what is known about its credential. */
export type TilePurpose =
  | { kind: "select"; selected: boolean; onSelect: () => void }
  | { kind: "open"; selected: boolean; href: string };

interface CredentialTileProps {
  credential: CredentialSummary;
  connector: ConnectorOnScreen;
  reader: Reader;
  purpose: TilePurpose;
  activity: TileActivity;
  /** ISO 8601, from the server. */
  now: string;
  onAction: (action: TileAction) => void;
}

/** One credential as an object to pick up: a radio button or a link that is the whole tile, and its menu. */
export function CredentialTile(props: CredentialTileProps) {
  const { credential, connector, reader, purpose, activity, now, onAction } = props;
  const items = menuItems(credential, reader, onAction);
  const id = useId();
  const tile = useRef<HTMLDivElement>(null);
  const unreadable = credential.verdict === "unreadable";
  const inUse = activity.usedBy !== undefined;

  function keep() {
    // At once, so that the menu's button is there again to take the focus.
    flushSync(() => onAction("keep"));
    tile.current?.querySelector<HTMLElement>("[aria-haspopup=menu]")?.focus();
  }

  return (
    <div
      ref={tile}
      className="group relative flex min-h-[186px] min-w-0 flex-col rounded-tile border border-line bg-surface shadow-tile transition-[translate,box-shadow] duration-100 hover:-translate-y-px hover:shadow-lift has-[input:checked,a[aria-current]]:border-accent has-[input:checked,a[aria-current]]:shadow-[0_0_0_1px_var(--color-accent),0_0_0_5px_var(--color-accent-soft),var(--shadow-lift)] has-[input:focus-visible,a:focus-visible]:outline-2 has-[input:focus-visible,a:focus-visible]:outline-offset-2 has-[input:focus-visible,a:focus-visible]:outline-accent has-[[popover]:popover-open]:z-10 max-[700px]:min-h-0"
    >
      <Face id={id} purpose={purpose} disabled={unreadable}>
        <span className="flex items-start gap-3 pr-8">
          <Mosaic mosaic={credential.mosaic} />
          <span className="min-w-0">
            <span
              id={`${id}-name`}
              title={credential.name}
              className="line-clamp-2 text-[15.5px] font-semibold leading-[1.3] tracking-[-0.008em] text-ink [overflow-wrap:anywhere]"
            >
              {purpose.kind === "select" ? (
                credential.name
              ) : (
                // It reaches over the whole face; its name is only what the credential is called.
                <Link
                  href={purpose.href}
                  scroll={false}
                  prefetch={false}
                  aria-describedby={`${id}-key ${id}-description ${id}-verdict ${id}-usage`}
                  aria-current={purpose.selected ? "true" : undefined}
                  className="outline-none after:absolute after:inset-0 after:rounded-tile"
                >
                  {credential.name}
                </Link>
              )}
            </span>
            <span
              id={`${id}-key`}
              className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-ink-2"
            >
              <EnvironmentMark environment={credential.environment} />
              <span>{environmentLabel(connector, credential.environment)}</span>
              <span className="ml-1">
                <KeyHint hint={credential.keyHint} />
              </span>
            </span>
          </span>
        </span>
        {purpose.kind === "select" && (
          <>
            <input
              id={`${id}-choice`}
              type="radio"
              name="credential"
              value={credential.id}
              defaultChecked={purpose.selected && !unreadable}
              disabled={unreadable}
              onChange={purpose.onSelect}
              aria-labelledby={`${id}-name`}
              aria-describedby={`${id}-key ${id}-description ${id}-verdict ${id}-usage`}
              className="peer absolute top-3.5 right-3.5 size-5 cursor-pointer appearance-none rounded-full border-[1.5px] border-line-control bg-surface outline-none checked:border-accent checked:bg-accent disabled:invisible"
            />
            <Icon
              name="check"
              size={12}
              className="pointer-events-none invisible absolute top-[18px] right-[18px] text-on-accent peer-checked:visible"
            />
          </>
        )}
        <span
          id={`${id}-description`}
          className="mt-2.5 mb-3 line-clamp-2 text-[13.5px] leading-[1.42] text-ink-2 [overflow-wrap:anywhere]"
        >
          {credential.description}
        </span>
        <span
          id={`${id}-verdict`}
          className="mt-auto flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 pb-3"
        >
          <VerdictBadge
            verdict={credential.verdict}
            testedAt={credential.testedAt}
            unreachableAt={credential.unreachableAt}
            detail={credential.verdictDetail}
            service={connector.name}
            now={now}
            testing={activity.testing === true}
          />
          <ExpiryBadge expiresAt={credential.expiresAt} now={now} />
          {!activity.testing && needsWords.has(credential.verdict) && (
            <span aria-hidden="true" className="line-clamp-2 text-[12.5px] leading-[1.35] text-ink-3">
              {credential.verdictDetail}
            </span>
          )}
        </span>
        {!inUse && (
          <Usage id={`${id}-usage`} usedBy={credential.usedBy} owner={ownerWords(credential, reader.id)} />
        )}
      </Face>
      {activity.usedBy !== undefined && (
        <InUsePanel
          name={credential.name}
          users={activity.usedBy}
          usedBy={credential.usedBy}
          onClose={keep}
          onReplace={() => onAction("move-usage")}
        />
      )}
      {!inUse && !activity.testing && (
        <KeyNotice
          credential={credential}
          connector={connector}
          reader={reader}
          now={now}
          onAction={onAction}
          className="px-4 pr-12 pb-3"
        />
      )}
      {activity.failure !== undefined && (
        <p className="px-4 pb-3 text-[13px] leading-snug text-rejected">{activity.failure}</p>
      )}
      {items.length > 0 && !inUse && (
        <div className="absolute right-2 bottom-1.5">
          <Menu label={`Actions for ${credential.name}`} items={items} />
        </div>
      )}
    </div>
  );
}

/** Verdicts of which the badge says too little. It holds the whole sentence for screen readers. */
const needsWords: ReadonlySet<Verdict> = new Set(["limited", "unexpected", "unreachable"]);

/** Only what this person may do; no menu where that is nothing. */
function menuItems(
  credential: CredentialSummary,
  reader: Reader,
  onAction: (action: TileAction) => void,
): MenuItem[] {
  const items: MenuItem[] = [];
  if (reader.mayTest) items.push({ label: "Test", onSelect: () => onAction("test") });
  for (const { action, label } of dialogActions(credential, reader)) {
    items.push({ label, onSelect: () => onAction(action) });
  }
  if (mayChange(reader, credential)) {
    items.push({ label: "Delete", tone: "danger", onSelect: () => onAction("delete") });
  }
  return items;
}

interface FaceProps {
  /** Of the tile: what its parts' ids begin with. */
  id: string;
  purpose: TilePurpose;
  disabled: boolean;
  children: ReactNode;
}

/** The whole of a tile but its menu, as what it is for. */
function Face({ id, purpose, disabled, children }: FaceProps) {
  const look = "flex min-w-0 flex-1 flex-col rounded-tile px-4 pt-4 outline-none";
  if (purpose.kind === "select") {
    return (
      <label htmlFor={`${id}-choice`} className={`${look} ${disabled ? "" : "cursor-pointer"}`}>
        {children}
      </label>
    );
  }
  return <div className={`relative ${look}`}>{children}</div>;
}

function ownerWords({ owner }: CredentialSummary, readerId: string): string | undefined {
  return owner?.id === readerId ? "you" : owner?.name;
}

interface UsageProps {
  id: string;
  usedBy: CredentialSummary["usedBy"];
  owner: string | undefined;
}

/** Who uses it, and whose it is. */
function Usage({ id, usedBy, owner }: UsageProps) {
  return (
    <span
      id={id}
      className="flex min-h-11 min-w-0 items-center gap-1.5 border-t border-line pr-8 text-[12.5px] text-ink-3"
    >
      <span className="shrink-0">{usageWords(usedBy)}</span>
      {owner !== undefined && owner !== "" && (
        <>
          <span aria-hidden="true">·</span>
          <span className="min-w-0 truncate">{owner}</span>
        </>
      )}
    </span>
  );
}
