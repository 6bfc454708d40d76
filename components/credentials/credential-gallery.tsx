"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef } from "react";
import { PageBody } from "@/components/shell/page-body.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { ConnectorLimits } from "@/lib/connectors/define-connector.ts";
import type { Counted } from "@/lib/counted.ts";
import type { CredentialSummary, Page } from "@/lib/credentials.ts";
import type { DeletedCredential } from "@/lib/deleted-credentials.ts";
import { AddCredential, type AddCredentialHandle } from "./add-credential.tsx";
import { AddCredentialTile } from "./add-credential-tile.tsx";
import { type ConnectorOnScreen, unknownConnector } from "./connector-on-screen.ts";
import { CredentialDialogs } from "./credential-dialogs.tsx";
import { CredentialFilters } from "./credential-filters.tsx";
import { CredentialPanel } from "./credential-panel.tsx";
import { type ListQuery, listHref } from "./credential-query.ts";
import type { TileActivity } from "./credential-tile.tsx";
import { DeletedNotice } from "./deleted-notice.tsx";
import { ListFoot } from "./list-foot.tsx";
import type { Reader } from "./reader.ts";
import { TestAll } from "./test-all.tsx";
import { TileOrUndo } from "./tile-or-undo.tsx";
import { useKeptPlace } from "./use-kept-place.ts";
import { useTileActions } from "./use-tile-actions.ts";
import { useTiles } from "./use-tiles.ts";

interface CredentialGalleryProps {
  /** The one that a credential is added for here. */
  connector: ConnectorOnScreen;
  connectors: readonly ConnectorOnScreen[];
  reader: Reader;
  list: { page: Page<CredentialSummary>; query: ListQuery; total: Counted };
  /** The credential whose details are open, and what is known of it besides its tile. */
  opened: { credential: CredentialSummary; details: ReactNode } | null;
  /** Whose credentials one may look for besides one's own. */
  owners: readonly { id: string; name: string }[];
  /** The credential that the address names, where that one is in the bin. */
  deleted: { credential: DeletedCredential; mayRestore: boolean } | null;
  /** ISO 8601, from the server. */
  now: string;
  /** The page's header. */
  children: ReactNode;
}

/** Where the page is. */
const PATH = "/credentials";

/** Every credential of every connector, and beside them everything known of the one that is open. */
export function CredentialGallery(props: CredentialGalleryProps) {
  const { connector, connectors, reader, list, opened, deleted, owners, now, children } = props;
  const router = useRouter();
  const grid = useRef<HTMLDivElement>(null);
  const addTile = useRef<HTMLAnchorElement>(null);
  const overlay = useRef<AddCredentialHandle>(null);
  const listKey = listHref("", { ...list.query, credential: "" });
  const tiles = useTiles(listKey, list.page);
  const openedNow = opened === null ? null : detailsOf(opened.credential);
  const hrefOf = (credential?: string) => listHref(PATH, { ...list.query, credential: credential ?? "" });

  useKeptPlace(openedNow?.id ?? null, focusTile);

  const href = hrefOf(opened?.credential.id);
  const addHref = `${href}${href.includes("?") ? "&" : "?"}add`;

  const actions = useTileActions({
    tiles,
    connectorOf,
    now,
    onRemoved(credential) {
      // Where it has no tile here, the page itself says that it is deleted, and offers to restore it.
      const isShown = tiles.tiles.some(({ id }) => id === credential.id);
      if (isShown && credential.id === opened?.credential.id) router.replace(hrefOf(), { scroll: false });
    },
    onFocusLost(to) {
      focusTile(to?.id);
    },
    onChanged() {},
    onTested() {
      router.refresh();
    },
    onAdded: showNew,
  });

  function showNew(credential: CredentialSummary) {
    tiles.add(credential);
    router.push(hrefOf(credential.id), { scroll: false });
    const saved = `${credential.name} saved`;
    if (reader.mayTest) actions.test(credential, saved);
    else actions.announce(saved);
  }

  function connectorOf({ connector }: CredentialSummary): ConnectorOnScreen {
    return connectors.find(({ id }) => id === connector) ?? unknownConnector(connector);
  }

  /** As the open details show it; once it is deleted they are closed, before the server has answered. */
  function detailsOf(credential: CredentialSummary): CredentialSummary | null {
    const { deletion } = tiles.activityOf(credential.id);
    if (deletion === "done" || deletion === "restoring") return null;
    return tiles.tiles.find(({ id }) => id === credential.id) ?? credential;
  }

  /** What stood in the way of deleting the one that is open, its details say. */
  function tileActivityOf({ id }: CredentialSummary): TileActivity {
    const { usedBy, ...activity } = tiles.activityOf(id);
    return usedBy === undefined || id === openedNow?.id ? activity : { ...activity, usedBy };
  }

  /** Puts the focus on a tile, or on the Undo in its place, and brings it into view; else on the tile that adds one. */
  function focusTile(id?: string) {
    const place =
      id === undefined ? null : grid.current?.querySelector(`[data-credential="${CSS.escape(id)}"]`);
    const target = place?.querySelector<HTMLElement>("a, button") ?? addTile.current;
    target?.focus({ preventScroll: true });
    (place ?? target)?.scrollIntoView({ block: "nearest" });
  }

  return (
    <PageBody>
      {/* On a phone the details are a page of their own, which is called as the page is. */}
      {openedNow !== null && <h1 className="sr-only min-[1001px]:hidden">Credentials</h1>}
      <div className={openedNow === null ? "" : "max-[1000px]:hidden"}>{children}</div>
      <div
        className={
          openedNow === null ? "" : "grid items-start gap-6 min-[1001px]:grid-cols-[minmax(0,1fr)_392px]"
        }
      >
        <div className={openedNow === null ? "" : "max-[1000px]:hidden"}>
          {deleted !== null && !tiles.tiles.some(({ id }) => id === deleted.credential.id) && (
            <DeletedNotice
              {...deleted}
              now={now}
              onRestored={(credential) => {
                tiles.keep(credential.id);
                tiles.add(credential);
                actions.announce(`${credential.name} restored`);
                router.refresh();
              }}
            />
          )}
          {(list.total.count > 0 || tiles.tiles.length > 0) && (
            <CredentialFilters
              path={PATH}
              query={list.query}
              environments={connectors.flatMap(({ environments }) => environments)}
              total={list.total}
              shown={tiles.tiles.length}
              selectedId={opened?.credential.id}
              owners={owners}
            />
          )}
          {reader.mayTest && tiles.tiles.length > 1 && (
            <TestAll
              credentials={tiles.tiles}
              limits={strictestOf(connectors)}
              test={tiles.test}
              onEnd={() => router.refresh()}
            />
          )}
          <div
            ref={grid}
            className="grid grid-cols-[repeat(auto-fill,minmax(min(288px,100%),1fr))] gap-4 max-[700px]:gap-3"
          >
            <AddCredentialTile
              ref={addTile}
              service={connector.name}
              first={list.total.count === 0 && tiles.tiles.length === 0}
              href={reader.mayAdd ? addHref : null}
              onOpen={() => overlay.current?.show()}
            />
            {tiles.tiles.map((credential) => (
              <div key={credential.id} data-credential={credential.id} className="grid min-w-0">
                <TileOrUndo
                  credential={credential}
                  connector={connectorOf(credential)}
                  reader={reader}
                  purpose={{
                    kind: "open",
                    selected: credential.id === openedNow?.id,
                    href: hrefOf(credential.id),
                  }}
                  activity={tileActivityOf(credential)}
                  now={now}
                  onAction={(action) => actions.act(action, credential)}
                  onUndo={(newName) => actions.undo(credential, newName)}
                  onGone={(hadFocus) => actions.letGo(credential, hadFocus)}
                />
              </div>
            ))}
          </div>
          <ListFoot
            path={PATH}
            query={list.query}
            shown={tiles.tiles.length}
            total={list.total.count}
            nextCursor={list.page.nextCursor}
            empty={
              <p className="mt-5 max-w-[60ch] text-pretty text-ink-2">
                There is no credential yet. One that is added here, or on the way to a source or a
                destination, is there for all of them.
              </p>
            }
          />
        </div>
        {openedNow !== null && (
          <CredentialPanel
            credential={openedNow}
            connector={connectorOf(openedNow)}
            reader={reader}
            activity={tiles.activityOf(openedNow.id)}
            now={now}
            onAction={(action) => actions.act(action, openedNow)}
            onClose={() => router.push(hrefOf(), { scroll: false })}
          >
            {opened?.details}
          </CredentialPanel>
        )}
      </div>
      {reader.mayAdd && (
        <AddCredential
          ref={overlay}
          connector={connector}
          href={href}
          addHref={addHref}
          onSaved={(credential) => overlay.current?.hide(() => showNew(credential))}
          onUsed={(credential) =>
            overlay.current?.hide(() => router.push(hrefOf(credential.id), { scroll: false }))
          }
          onClosed={(mayHaveSaved) =>
            overlay.current?.hide(() => {
              addTile.current?.focus();
              if (mayHaveSaved) router.refresh();
            })
          }
        />
      )}
      <CredentialDialogs {...actions.dialogs} connectorOf={connectorOf} reader={reader} />
      <VisuallyHidden>
        <span role="status">{actions.announcement}</span>
      </VisuallyHidden>
    </PageBody>
  );
}

/** What no service of those is asked too much with. */
function strictestOf(connectors: readonly ConnectorOnScreen[]): ConnectorLimits {
  const all = connectors.map(({ limits }) => limits);
  return {
    requestsPerSecond: Math.min(...all.map(({ requestsPerSecond }) => requestsPerSecond)),
    requestsAtOnce: Math.min(...all.map(({ requestsAtOnce }) => requestsAtOnce)),
  };
}
