"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useEffect, useEffectEvent, useRef, useTransition } from "react";
import { Icon } from "@/components/ui/icon.tsx";
import { Select } from "@/components/ui/select.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { type Counted, countWords } from "@/lib/counted.ts";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { isFiltered, type ListQuery, listHref } from "./credential-query.ts";

const PAUSE_MS = 250;

const statuses = [
  ["valid", "Verified"],
  ["limited", "Limited"],
  ["rejected", "Key rejected"],
  ["unexpected", "Unexpected answer"],
  ["unreachable", "Could not check"],
  ["untested", "Not tested yet"],
  ["unreadable", "Cannot be opened"],
] as const;

const sorts = [
  ["best", "Best match"],
  ["name", "Name"],
  ["newest", "Newest"],
  ["used", "Last used"],
] as const;

interface CredentialFiltersProps {
  /** The screen's address without its query. */
  path: string;
  query: ListQuery;
  environments: ConnectorOnScreen["environments"];
  total: Counted;
  /** How many tiles there are to see now. */
  shown: number;
  /** Kept in the address, so that a selection survives the search. */
  selectedId: string | undefined;
  /** Whose credentials one may look for besides one's own; without it, only what a connector's tiles need is offered. */
  owners?: readonly { id: string; name: string }[];
}

/** Search, filters and order, all in the address. A plain GET form, sent by itself after a short pause. */
export function CredentialFilters(props: CredentialFiltersProps) {
  const { path, query, environments, total, shown, selectedId, owners } = props;
  const router = useRouter();
  const [searching, startSearch] = useTransition();
  const form = useRef<HTMLFormElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const pause = useRef<ReturnType<typeof setTimeout>>(undefined);

  function apply() {
    clearTimeout(pause.current);
    if (form.current === null) return;
    const entries = [...new FormData(form.current)].map(([name, value]) => [name, String(value).trim()]);
    const href = listHref(path, Object.fromEntries(entries));
    startSearch(() => router.replace(href, { scroll: false }));
  }

  function applyAfterPause() {
    clearTimeout(pause.current);
    pause.current = setTimeout(apply, PAUSE_MS);
  }

  function onSubmit(event: FormEvent) {
    event.preventDefault();
    apply();
  }

  const focusSearch = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTakingKeys(event.target))
      return;
    event.preventDefault();
    search.current?.select();
    search.current?.focus();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => focusSearch(event);
    document.addEventListener("keydown", listen);
    return () => {
      document.removeEventListener("keydown", listen);
      clearTimeout(pause.current);
    };
  }, []);

  // The address may change from elsewhere ("Clear search", Back); whoever is typing is left alone.
  useEffect(() => {
    const input = search.current;
    if (input !== null && document.activeElement !== input) input.value = query.query ?? "";
  }, [query.query]);

  const prompt = `Search ${countWords(total)} ${total.count === 1 && !total.more ? "credential" : "credentials"}`;

  return (
    <search>
      <form
        ref={form}
        method="get"
        action={path}
        onSubmit={onSubmit}
        aria-busy={searching}
        className="mb-[18px] flex flex-wrap gap-2.5"
      >
        {selectedId !== undefined && <input type="hidden" name="credential" value={selectedId} />}
        <div className="min-w-[220px] flex-1 max-[700px]:basis-full">
          <TextInput
            ref={search}
            type="search"
            name="query"
            aria-label={prompt}
            placeholder={prompt}
            defaultValue={query.query}
            maxLength={200}
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="search"
            onChange={applyAfterPause}
            leading={<Icon name="search" />}
            trailing={
              <span
                aria-hidden="true"
                className="pointer-events-none mr-1.5 rounded-[5px] border border-line px-1.5 font-mono text-[11px] font-medium text-ink-3 max-[700px]:hidden"
              >
                /
              </span>
            }
          />
        </div>
        <Filter label="Environment" name="environment" value={query.environment} onChange={apply}>
          <option value="">Environment</option>
          {environments.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </Filter>
        <Filter label="Status" name="verdict" value={query.verdict} onChange={apply}>
          <option value="">Status</option>
          {statuses.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Filter>
        <Filter label="Sort" name="sort" value={query.sort} onChange={apply}>
          {sorts.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Filter>
        {owners !== undefined && <MoreFilters query={query} owners={owners} onChange={apply} />}
        {/* For whoever has no script; a keyboard reaches the same with Enter in the search field. */}
        <noscript>
          <button
            type="submit"
            className="h-[42px] rounded-control border border-line-control px-4 font-semibold"
          >
            Search
          </button>
        </noscript>
        <VisuallyHidden>
          <span role="status">{statusOf(searching, query, shown)}</span>
        </VisuallyHidden>
      </form>
    </search>
  );
}

/** What a screen reader hears of a search, once it is one. */
function statusOf(searching: boolean, query: ListQuery, shown: number): string {
  if (searching) return "Searching…";
  if (!isFiltered(query)) return "";
  return shown === 0
    ? "No credential matches"
    : `${shown} ${shown === 1 ? "credential" : "credentials"} shown`;
}

interface MoreFiltersProps {
  query: ListQuery;
  owners: readonly { id: string; name: string }[];
  onChange: () => void;
}

/** Filters that are needed seldom; open while one of them is set. */
function MoreFilters({ query, owners, onChange }: MoreFiltersProps) {
  const isSet = [query.owner, query.used, query.expiring, query.attention].some(
    (filter) => filter !== undefined,
  );
  return (
    <details open={isSet} className="group basis-full">
      <summary className="w-fit cursor-pointer rounded-chip text-sm font-medium text-ink-2 hover:text-ink">
        More filters
      </summary>
      <div className="mt-2.5 flex flex-wrap gap-2.5">
        <Filter label="Owner" name="owner" value={query.owner} onChange={onChange}>
          <option value="">Any owner</option>
          <option value="me">Mine</option>
          {owners.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Filter>
        <Filter label="Use" name="used" value={query.used} onChange={onChange}>
          <option value="">Used or not</option>
          <option value="yes">Used</option>
          <option value="no">Not used</option>
        </Filter>
        <Filter label="Attention" name="attention" value={query.attention} onChange={onChange}>
          <option value="">All is well or not</option>
          <option value="yes">Needs attention</option>
        </Filter>
        <Filter label="Expiry" name="expiring" value={query.expiring} onChange={onChange}>
          <option value="">Any expiry</option>
          <option value="yes">Expires in 30 days</option>
        </Filter>
      </div>
    </details>
  );
}

interface FilterProps {
  label: string;
  name: string;
  value: string | undefined;
  onChange: () => void;
  children: ReactNode;
}

function Filter({ label, name, value = "", onChange, children }: FilterProps) {
  const select = useRef<HTMLSelectElement>(null);
  useEffect(() => {
    if (select.current !== null) select.current.value = value;
  }, [value]);
  return (
    <Select
      ref={select}
      name={name}
      aria-label={label}
      defaultValue={value}
      onChange={onChange}
      className="max-[700px]:flex-1 max-[700px]:basis-[40%]"
    >
      {children}
    </Select>
  );
}

/** Whether a key typed there means a character, or belongs to an open dialog. */
function isTakingKeys(target: EventTarget | null): boolean {
  if (document.querySelector("dialog[open]") !== null) return true;
  return (
    target instanceof HTMLElement &&
    target.closest("input:not([type=radio]), textarea, select, [contenteditable]") !== null
  );
}
