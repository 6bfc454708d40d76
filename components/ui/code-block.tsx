"use client";

import { type ReactNode, useRef } from "react";
import { CopyButton } from "./copy-button.tsx";

interface CodeBlockProps {
  code: string;
  /** What it is, for whoever does not see it, such as "the example". */
  what: string;
  /** Stands at the left of the button that copies it. */
  children?: ReactNode;
}

/** Lines of code as they are, with a button that copies them. They scroll within themselves. */
export function CodeBlock({ code, what, children }: CodeBlockProps) {
  const text = useRef<HTMLElement>(null);

  function select() {
    if (text.current !== null) window.getSelection()?.selectAllChildren(text.current);
  }

  return (
    <div className="grid min-w-0 gap-2.5">
      <div className="flex flex-wrap items-center justify-between gap-2.5">
        {children}
        {/* Another text is another thing to copy: the button begins anew. */}
        <CopyButton key={code} text={code} what={what} onRefused={select} />
      </div>
      <section
        aria-label={what}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        className="max-h-[420px] overflow-auto rounded-control border border-line bg-sunken"
      >
        <pre className="w-max min-w-full px-4 py-3 font-mono text-[13px] leading-[1.6] text-ink">
          <code ref={text}>{code}</code>
        </pre>
      </section>
    </div>
  );
}
