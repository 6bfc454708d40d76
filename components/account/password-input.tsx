"use client";

import { type ComponentProps, useState } from "react";
import { TextInput } from "@/components/ui/text-input.tsx";

/** A password that one can look at while typing it. */
export function PasswordInput(props: Omit<ComponentProps<"input">, "type">) {
  const [shown, setShown] = useState(false);
  return (
    <TextInput
      {...props}
      type={shown ? "text" : "password"}
      autoCapitalize="none"
      autoCorrect="off"
      spellCheck={false}
      trailing={
        <button
          type="button"
          aria-label={shown ? "Hide password" : "Show password"}
          aria-controls={props.id}
          onClick={() => setShown(!shown)}
          className="min-h-8 cursor-pointer rounded-chip px-2.5 text-[13px] font-semibold text-ink-2 hover:bg-sunken hover:text-ink"
        >
          {shown ? "Hide" : "Show"}
        </button>
      }
    />
  );
}
