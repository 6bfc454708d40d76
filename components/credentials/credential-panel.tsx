"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { dialogActions } from "./credential-dialogs.tsx";
import type { TileAction, TileActivity } from "./credential-tile.tsx";
import { EnvironmentMark } from "./environment-mark.tsx";
import { ExpiryBadge } from "./expiry-badge.tsx";
import { InUsePanel } from "./in-use-panel.tsx";
import { KeyHint } from "./key-hint.tsx";
import { KeyNotice } from "./key-notice.tsx";
import { Mosaic } from "./mosaic.tsx";
import { mayChange, type Reader } from "./reader.ts";
import { VerdictBadge } from "./verdict-badge.tsx";

interface CredentialPanelProps {
  credential: CredentialSummary;
  connector: ConnectorOnScreen;
  reader: Reader;
  activity: TileActivity;
  /** ISO 8601, from the server. */
  now: string;
  onAction: (action: TileAction) => void;
  onClose: () => void;
  /** What is known besides: the sections, from the server. */
  children: ReactNode;
}

/** Everything known of one credential, and what can be done with it. */
export function CredentialPanel(props: CredentialPanelProps) {
  const { credential, connector, reader, activity, now, onAction, onClose, children } = props;
  const remove = useRef<HTMLButtonElement>(null);

  function keep() {
    onAction("keep");
    remove.current?.focus();
  }

  return (
    <aside
      aria-labelledby="credential-panel-name"
      className="min-w-0 rounded-tile border border-line bg-surface shadow-tile min-[1001px]:sticky min-[1001px]:top-6 min-[1001px]:max-h-[calc(100dvh-48px)] min-[1001px]:overflow-y-auto"
    >
      <div className="grid gap-3.5 px-5 pt-5 pb-4">
        <div className="flex items-start gap-3">
          <Mosaic mosaic={credential.mosaic} />
          <div className="min-w-0 flex-1">
            <h2
              id="credential-panel-name"
              className="text-[17px] font-semibold leading-[1.3] tracking-[-0.01em] text-ink [overflow-wrap:anywhere]"
            >
              {credential.name}
            </h2>
            <p className="mt-0.5 flex flex-wrap items-center gap-x-1.5 text-[12.5px] text-ink-2">
              {connector.name} ·
              <EnvironmentMark environment={credential.environment} />
              {environmentLabel(connector, credential.environment)}
              <span className="ml-1">
                <KeyHint hint={credential.keyHint} />
              </span>
            </p>
          </div>
          <button
            type="button"
            onClick={onClose}
            aria-label="Close the details"
            className="-mt-1 -mr-1.5 grid size-8 shrink-0 place-items-center rounded-control text-ink-3 hover:bg-sunken hover:text-ink"
          >
            <Icon name="cross" size={14} />
          </button>
        </div>
        <div className="flex flex-wrap items-center gap-2">
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
        </div>
        {!activity.testing && (
          <KeyNotice
            credential={credential}
            connector={connector}
            reader={reader}
            now={now}
            onAction={onAction}
          />
        )}
        {activity.failure !== undefined && (
          <p className="text-[13px] leading-snug text-rejected">{activity.failure}</p>
        )}
        <div className="flex flex-wrap gap-2">
          {reader.mayTest && (
            <Button size="small" disabled={activity.testing === true} onClick={() => onAction("test")}>
              Test
            </Button>
          )}
          {dialogActions(credential, reader).map(({ action, label }) => (
            <Button key={action} size="small" onClick={() => onAction(action)}>
              {label}
            </Button>
          ))}
          {mayChange(reader, credential) && (
            <Button
              ref={remove}
              size="small"
              busy={activity.deletion === "busy"}
              busyLabel="Deleting…"
              onClick={() => onAction("delete")}
            >
              Delete
            </Button>
          )}
        </div>
        {activity.usedBy !== undefined && (
          <InUsePanel
            name={credential.name}
            users={activity.usedBy}
            usedBy={credential.usedBy}
            onClose={keep}
            onReplace={() => onAction("move-usage")}
          />
        )}
      </div>
      {children}
    </aside>
  );
}
