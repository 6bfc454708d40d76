"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useState } from "react";
import { Dialog } from "@/components/ui/dialog.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import type { SearchAnswer } from "@/lib/search.ts";
import { matchingCommands, type PaletteCommand } from "./palette-commands.ts";
import { usePaletteSearch } from "./use-palette-search.ts";

interface CommandPaletteProps {
  commands: readonly PaletteCommand[];
  onClose: () => void;
  /** Closes it, and whatever it was opened from: one is going elsewhere. */
  onGo: () => void;
}

/** Goes to any page, and to any credential, source or destination by its name. */
export function CommandPalette({ commands, onClose, onGo }: CommandPaletteProps) {
  const id = useId();
  const router = useRouter();
  const [typed, setTyped] = useState("");
  const [marked, setMarked] = useState(0);
  const { found, searching, failed } = usePaletteSearch(typed);
  const options = [...matchingCommands(commands, typed), ...toCommands(found)];
  const at = Math.min(marked, options.length - 1);

  function go(option: PaletteCommand | undefined) {
    if (option === undefined) return;
    onGo();
    // The overlay opens with its page, and on the page that one is on already that is a new one.
    if (option.href === `${window.location.pathname}?add`) window.location.assign(option.href);
    else router.push(option.href);
  }

  function onKeyDown(event: KeyboardEvent) {
    const next = {
      ArrowDown: (at + 1) % options.length,
      ArrowUp: (at - 1 + options.length) % options.length,
    }[event.key];
    if (next !== undefined && options.length > 0) {
      event.preventDefault();
      setMarked(next);
      document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
    }
    if (event.key === "Enter" && !event.nativeEvent.isComposing) {
      event.preventDefault();
      go(options[at]);
    }
  }

  return (
    <Dialog
      labelledBy={`${id}-heading`}
      onRequestClose={onClose}
      className="min-[700px]:mt-[12dvh] min-[700px]:w-[min(600px,calc(100vw-48px))]"
    >
      <VisuallyHidden>
        <h2 id={`${id}-heading`}>Go to</h2>
      </VisuallyHidden>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Icon name="search" className="shrink-0 text-ink-3" />
        <input
          type="text"
          role="combobox"
          aria-label="Go to a page, a credential, a source or a destination"
          aria-expanded={options.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={options.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          placeholder="Page, credential, source or destination"
          value={typed}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setTyped(event.target.value);
            setMarked(0);
          }}
          onKeyDown={onKeyDown}
          className="h-14 min-w-0 flex-1 bg-transparent text-[17px] text-ink outline-none placeholder:text-ink-3"
        />
        <button
          type="button"
          onClick={onClose}
          className="h-8 shrink-0 cursor-pointer rounded-control px-2 text-sm text-ink-3 hover:text-ink"
        >
          Close
        </button>
      </div>
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Where to go"
        className="max-h-[min(420px,60dvh)] overflow-y-auto p-2 empty:hidden max-[700px]:max-h-none"
      >
        {options.map((option, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the keys are the combobox's.
          <div
            key={`${option.kind} ${option.href}`}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === at}
            onClick={() => go(option)}
            onMouseMove={() => setMarked(index)}
            className="flex min-h-10 cursor-pointer items-center justify-between gap-4 rounded-control px-3 text-ink-2 aria-selected:bg-sunken aria-selected:text-ink max-[700px]:min-h-12"
          >
            <span className="min-w-0 truncate font-medium">{option.label}</span>
            <span className="shrink-0 text-[13px] text-ink-3">{option.kind}</span>
          </div>
        ))}
      </div>
      {options.length === 0 && (
        <p className="px-5 py-6 text-ink-2">
          {searching
            ? "Searching…"
            : failed
              ? "Tessera did not answer. Try again."
              : `Nothing is called “${typed.trim()}”.`}
        </p>
      )}
      <VisuallyHidden>
        <span role="status">{statusOf(typed, searching, options.length)}</span>
      </VisuallyHidden>
    </Dialog>
  );
}

function toCommands({ credentials, integrations }: SearchAnswer): PaletteCommand[] {
  return [
    ...credentials.map(({ id, name }) => ({
      label: name,
      href: `/credentials?credential=${id}`,
      kind: "Credential",
    })),
    ...integrations.map(({ id, name, direction }) => ({
      label: name,
      href: direction === "source" ? `/sources/${id}` : `/destinations/${id}`,
      kind: direction === "source" ? "Source" : "Destination",
    })),
  ];
}

function statusOf(typed: string, searching: boolean, count: number): string {
  if (typed.trim() === "" || searching) return "";
  return count === 1 ? "1 result" : `${count} results`;
}
