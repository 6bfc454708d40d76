"use client";

import { type Ref, useState } from "react";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { VisuallyHidden } from "./visually-hidden.tsx";

interface CopyButtonProps {
  text: string;
  /** What is copied, for whoever does not see it, such as "the token". */
  what: string;
  /** The browser does not let pages copy here: select the text, so that one press of a key does. */
  onRefused: () => void;
  variant?: "primary" | "secondary";
  ref?: Ref<HTMLButtonElement>;
}

const labels = { idle: "Copy", copied: "Copied", refused: "Press Ctrl-C" };

/** Copies a text, and says that it did. */
export function CopyButton({ text, what, onRefused, variant = "secondary", ref }: CopyButtonProps) {
  const [state, setState] = useState<keyof typeof labels>("idle");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      // Also where there is no clipboard: over plain HTTP from another machine.
      onRefused();
      setState("refused");
    }
  }

  return (
    <>
      <Button ref={ref} variant={variant} size="small" onClick={copy} className="min-w-[92px]">
        <Icon name={state === "copied" ? "check" : "copy"} size={13} />
        {labels[state]}
        {state === "idle" && <VisuallyHidden> {what}</VisuallyHidden>}
      </Button>
      <VisuallyHidden>
        <span role="status">{state === "copied" ? `Copied ${what}` : ""}</span>
      </VisuallyHidden>
    </>
  );
}
