"use client";

import { useRef, useState } from "react";
import { Icon } from "@/components/ui/icon.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";

/** The service's own id of a request, which a click copies: it is what its support asks for. */
export function TraceId({ id }: { id: string }) {
  const [copied, setCopied] = useState(false);
  const text = useRef<HTMLSpanElement>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(id);
      setCopied(true);
    } catch {
      // Where pages may not copy, one press of a key does it.
      if (text.current !== null) window.getSelection()?.selectAllChildren(text.current);
    }
  }

  return (
    <button
      type="button"
      onClick={copy}
      title={`Copy trace id ${id}`}
      className="-ml-1 inline-flex max-w-full cursor-pointer items-center gap-1.5 rounded-chip px-1 text-[12px] text-ink-3 hover:bg-sunken hover:text-ink"
    >
      <VisuallyHidden>Copy trace id </VisuallyHidden>
      <span ref={text} className="truncate font-mono">
        {id}
      </span>
      <Icon name={copied ? "check" : "copy"} size={12} className="shrink-0" />
      <VisuallyHidden>
        <span role="status">{copied ? "Copied the trace id" : ""}</span>
      </VisuallyHidden>
    </button>
  );
}
