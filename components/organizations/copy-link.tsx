"use client";

import { useRef, useState } from "react";
import { Button } from "@/components/ui/button.tsx";
import { TextInput } from "@/components/ui/text-input.tsx";

interface CopyLinkProps {
  /** What the link is, for whoever does not see it. */
  label: string;
  link: string;
}

/** A link to hand on. Where the browser lets no script copy, it is selected, ready to be copied by hand. */
export function CopyLink({ label, link }: CopyLinkProps) {
  const field = useRef<HTMLInputElement>(null);
  const [said, setSaid] = useState("");

  async function copy() {
    try {
      await navigator.clipboard.writeText(link);
      setSaid("Copied.");
    } catch {
      field.current?.focus();
      field.current?.select();
      setSaid("Selected: copy it with Ctrl-C or ⌘C.");
    }
  }

  return (
    <div>
      <div className="flex gap-2">
        <TextInput
          ref={field}
          readOnly
          value={link}
          aria-label={label}
          onFocus={(event) => event.target.select()}
          className="font-mono text-[13px]!"
        />
        <Button onClick={copy} variant="primary">
          Copy
        </Button>
      </div>
      <p role="status" className="mt-1.5 min-h-[1.4em] text-[13px] text-ink-2">
        {said}
      </p>
    </div>
  );
}
