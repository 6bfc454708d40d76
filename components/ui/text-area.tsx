import type { ComponentProps } from "react";
import { controlClass } from "./control-class.ts";

/** A text of several lines; it grows with what is typed where the browser can do that. */
export function TextArea({ className = "", rows = 2, ...props }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...props}
      rows={rows}
      className={`${controlClass} field-sizing-content max-h-60 min-h-[68px] resize-y py-2 leading-normal ${className}`}
    />
  );
}
