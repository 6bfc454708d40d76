import type { ComponentProps, ReactNode } from "react";
import { controlClass } from "./control-class.ts";

interface TextInputProps extends ComponentProps<"input"> {
  /** Stands inside the box before the text, such as an icon; not a target. */
  leading?: ReactNode;
  /** Stands inside the box at its end, such as a Show button. Keep it under 64 px wide. */
  trailing?: ReactNode;
}

/** A one-line input. Forwards everything, `ref` included. */
export function TextInput({ leading, trailing, className = "", ...props }: TextInputProps) {
  const input = (
    <input
      {...props}
      className={`${controlClass} h-[42px] ${leading ? "pl-9.5" : ""} ${trailing ? "pr-[72px]" : ""} ${className}`}
    />
  );
  if (leading === undefined && trailing === undefined) return input;
  return (
    <span className="relative block min-w-0">
      {leading !== undefined && (
        <span className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-ink-3">
          {leading}
        </span>
      )}
      {input}
      {trailing !== undefined && (
        <span className="absolute inset-y-0 right-1.5 grid place-items-center">{trailing}</span>
      )}
    </span>
  );
}
