"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Icon } from "@/components/ui/icon.tsx";

interface CopyButtonProps {
  text: string;
  children: string;
}

/** Copies a text, and says so where it was pressed. */
export function CopyButton({ text, children }: CopyButtonProps) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");

  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      setState("copied");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Button size="small" onClick={copy}>
        <Icon name={state === "copied" ? "check" : "copy"} size={14} />
        {children}
      </Button>
      <span role="status" className="self-center text-[13px] text-ink-3">
        {state === "copied" && "Copied"}
        {state === "failed" && "Your browser did not allow it: select and copy by hand."}
      </span>
    </>
  );
}
