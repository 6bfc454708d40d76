"use client";

import { type Ref, useRef } from "react";
import { CopyButton } from "./copy-button.tsx";

interface CodeLineProps {
  code: string;
  /** What it is, for whoever does not see it, such as "the token". */
  what: string;
  /** It is what one came for: its button is the main one. */
  main?: boolean;
  /** The button that copies it. */
  copyRef?: Ref<HTMLButtonElement>;
}

/** Text to take elsewhere, as it is, with a button that copies it. */
export function CodeLine({ code, what, main = false, copyRef }: CodeLineProps) {
  const text = useRef<HTMLElement>(null);

  function select() {
    if (text.current !== null) window.getSelection()?.selectAllChildren(text.current);
  }

  return (
    <div className="flex min-w-0 items-start gap-3 rounded-control border border-line bg-sunken py-2 pr-2 pl-3.5 text-left max-[500px]:flex-col max-[500px]:pl-2">
      <code
        ref={text}
        className="min-w-0 flex-1 py-1 font-mono text-[13px] leading-normal whitespace-pre-wrap text-ink [overflow-wrap:anywhere]"
      >
        {code}
      </code>
      <CopyButton
        text={code}
        what={what}
        onRefused={select}
        variant={main ? "primary" : "secondary"}
        ref={copyRef}
      />
    </div>
  );
}
