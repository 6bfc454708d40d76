"use client";

import Form from "next/form";
import { useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Dock } from "@/components/shell/dock.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { Button } from "@/components/ui/button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { Counted } from "@/lib/counted.ts";
import type { CredentialSummary, Page } from "@/lib/credentials.ts";
import { AddCredential, type AddCredentialHandle } from "./add-credential.tsx";
import { AddCredentialTile } from "./add-credential-tile.tsx";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { CredentialDialogs } from "./credential-dialogs.tsx";
import { CredentialFilters } from "./credential-filters.tsx";
import { type ListQuery, listHref } from "./credential-query.ts";
import { FirstCredential } from "./first-credential.tsx";
import { ListFoot } from "./list-foot.tsx";
import type { Reader } from "./reader.ts";
import { TileOrUndo } from "./tile-or-undo.tsx";
import { useTileActions } from "./use-tile-actions.ts";
import { useTiles } from "./use-tiles.ts";
import { hasTurned } from "./verdict-words.ts";

interface CredentialPickerProps {
  connector: ConnectorOnScreen;
  /** Where this screen is, without its query; `/configure` after it is where Next goes. */
  path: string;
  cancelHref: string;
  reader: Reader;
  list: { page: Page<CredentialSummary>; query: ListQuery; total: Counted };
  /** The credential that the address names, when there is one. */
  preselected: CredentialSummary | null;
  /** ISO 8601, from the server. */
  now: string;
  /** The page's header. */
  children: ReactNode;
}

/** The Authenticate screen: one tile to select, or one to add, and on. */
export function CredentialPicker(props: CredentialPickerProps) {
  const { connector, path, cancelHref, reader, list, preselected, now, children } = props;
  const formId = useId();
  const router = useRouter();
  const grid = useRef<HTMLDivElement>(null);
  const addTile = useRef<HTMLAnchorElement>(null);
  const overlay = useRef<AddCredentialHandle>(null);
  const named = useSearchParams().get("credential");
  const [selected, setSelected] = useState(
    () =>
      preselected ??
      list.page.data.find(({ id, verdict }) => id === named && verdict !== "unreadable") ??
      null,
  );
  const [missing, setMissing] = useState(false);

  const query = { ...list.query, credential: selected?.id };
  const href = listHref(path, query);
  const addHref = `${href}${href.includes("?") ? "&" : "?"}add`;
  const tiles = useTiles(listHref("", { ...list.query, credential: "" }), list.page);
  const selectedIsShown = tiles.tiles.some(({ id }) => id === selected?.id);

  const actions = useTileActions({
    tiles,
    connectorOf: () => connector,
    now,
    onRemoved(credential) {
      if (selected?.id === credential.id) select(null);
    },
    onFocusLost(to) {
      goTo(to?.id);
    },
    onChanged(credential) {
      // A tile that cannot be chosen any more is not what goes on to Configure.
      const chosen = credential.verdict === "unreadable" ? null : credential;
      setSelected((before) => (before?.id === credential.id ? chosen : before));
    },
    onTested(before, after) {
      if (hasTurned(before.verdict, after.verdict)) router.refresh();
    },
    onAdded,
  });

  // The tiles work before this script does: what was chosen until now is chosen.
  const takeEarlySelection = useEffectEvent(() => {
    const checked = grid.current?.querySelector<HTMLInputElement>("input[name=credential]:checked");
    const early = tiles.tiles.find(({ id }) => id === checked?.value);
    if (early !== undefined) select(early);
  });
  useEffect(() => takeEarlySelection(), []);

  function select(credential: CredentialSummary | null) {
    setSelected(credential);
    setMissing(false);
  }

  const radioOf = (id: string) =>
    grid.current?.querySelector<HTMLInputElement>(`input[value="${CSS.escape(id)}"]`);

  /** Puts focus on a tile and brings it into view; without an id, on the first tile, which adds one. */
  function goTo(id?: string) {
    const target = id === undefined ? addTile.current : radioOf(id);
    target?.focus({ preventScroll: true });
    (target?.closest("label") ?? target)?.scrollIntoView({ block: "nearest" });
  }

  function onSaved(credential: CredentialSummary) {
    showNew(credential);
    // Not before: while the overlay covers the page, no screen reader hears what the page says.
    overlay.current?.hide(() => goToNew(credential));
  }

  function onUsed(credential: CredentialSummary) {
    flushSync(() => {
      // Where it is shown, it stays in its place.
      if (tiles.tiles.some(({ id }) => id === credential.id)) tiles.change(credential);
      else tiles.add(credential);
      select(credential.verdict === "unreadable" ? null : credential);
    });
    // The tiles themselves hold which one is chosen.
    const choice = radioOf(credential.id);
    if (choice != null && !choice.disabled) choice.checked = true;
    overlay.current?.hide(() => {
      goTo(credential.id);
      actions.announce(`${credential.name} selected`);
    });
  }

  function onAdded(credential: CredentialSummary) {
    showNew(credential);
    goToNew(credential);
  }

  function showNew(credential: CredentialSummary) {
    flushSync(() => {
      tiles.add(credential);
      select(credential);
    });
  }

  function goToNew(credential: CredentialSummary) {
    goTo(credential.id);
    router.refresh();
    const saved = `${credential.name} saved`;
    if (reader.mayTest) actions.test(credential, saved);
    else actions.announce(saved);
  }

  function onClosed(mayHaveSaved: boolean) {
    overlay.current?.hide(() => {
      goTo();
      if (mayHaveSaved) router.refresh();
    });
  }

  function onSubmit(event: FormEvent) {
    if (selected !== null) {
      // Back leads to this choice, though the page that comes back was made before it.
      return window.history.replaceState(null, "", href);
    }
    event.preventDefault();
    setMissing(true);
    goTo(tiles.tiles.find(({ verdict }) => verdict !== "unreadable")?.id);
  }

  return (
    <>
      <PageBody>
        {children}
        {(list.total.count > 0 || tiles.tiles.length > 0) && (
          <CredentialFilters
            path={path}
            query={list.query}
            environments={connector.environments}
            total={list.total}
            shown={tiles.tiles.length}
            selectedId={selected?.id}
          />
        )}
        <Form id={formId} action={`${path}/configure`} prefetch={false} onSubmit={onSubmit}>
          {selected !== null && !selectedIsShown && (
            <input type="hidden" name="credential" value={selected.id} />
          )}
          <fieldset className="min-w-0">
            <legend className="sr-only">Credentials for {connector.name}</legend>
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
                <TileOrUndo
                  key={credential.id}
                  credential={credential}
                  connector={connector}
                  reader={reader}
                  purpose={{
                    kind: "select",
                    selected: credential.id === selected?.id,
                    onSelect: () => select(credential),
                  }}
                  activity={tiles.activityOf(credential.id)}
                  now={now}
                  onAction={(action) => actions.act(action, credential)}
                  onUndo={(newName) => actions.undo(credential, newName)}
                  onGone={(hadFocus) => actions.letGo(credential, hadFocus)}
                />
              ))}
            </div>
          </fieldset>
          <ListFoot
            path={path}
            query={query}
            shown={tiles.tiles.length}
            total={list.total.count}
            nextCursor={list.page.nextCursor}
            empty={<FirstCredential connector={connector} />}
          />
        </Form>
        <VisuallyHidden>
          <span role="status">{actions.announcement}</span>
        </VisuallyHidden>
      </PageBody>
      <Dock
        left={<DockText connector={connector} selected={selected} missing={missing} />}
        right={
          <>
            <ButtonLink href={cancelHref} variant="quiet" className="max-[700px]:hidden">
              Cancel
            </ButtonLink>
            {reader.mayConnect && (
              <Button type="submit" form={formId} variant="primary">
                Next
              </Button>
            )}
          </>
        }
      />
      {reader.mayAdd && (
        <AddCredential
          ref={overlay}
          connector={connector}
          href={href}
          addHref={addHref}
          onSaved={onSaved}
          onUsed={onUsed}
          onClosed={onClosed}
        />
      )}
      <CredentialDialogs {...actions.dialogs} connectorOf={() => connector} reader={reader} />
    </>
  );
}

interface DockTextProps {
  connector: ConnectorOnScreen;
  selected: CredentialSummary | null;
  missing: boolean;
}

/** What is selected; or, to whoever went on without, what to do first. */
function DockText({ connector, selected, missing }: DockTextProps) {
  return (
    <>
      <span role="alert" className="font-semibold text-rejected">
        {missing && "Select a credential first."}
      </span>
      {selected !== null && (
        <span>
          Selected: <b className="font-semibold text-ink">{selected.name}</b> ·{" "}
          {environmentLabel(connector, selected.environment)}
        </span>
      )}
      {selected === null && !missing && "No credential selected"}
    </>
  );
}
