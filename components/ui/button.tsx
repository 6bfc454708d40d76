import type { ComponentProps, MouseEvent } from "react";
import { type ButtonSize, type ButtonVariant, buttonClass } from "./button-class.ts";

interface ButtonProps extends ComponentProps<"button"> {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Says `busyLabel`, keeps its width and its focus, and does nothing when pressed. */
  busy?: boolean;
  busyLabel?: string;
}

/** A button. `type` is "button" unless told otherwise, so that no form is sent by accident. */
export function Button({
  variant,
  size,
  busy = false,
  busyLabel,
  type = "button",
  className = "",
  onClick,
  children,
  ...props
}: ButtonProps) {
  return (
    <button
      {...props}
      type={type}
      className={`${buttonClass(variant, size)} ${className}`}
      onClick={busy ? ignore : onClick}
      {...(busy ? { "aria-disabled": true } : {})}
    >
      {busyLabel === undefined ? (
        <span className="inline-flex items-center gap-2">{children}</span>
      ) : (
        // Both labels lie in one cell, so that the wider one gives the width.
        <span className="grid place-items-center *:col-start-1 *:row-start-1">
          <span className={`inline-flex items-center gap-2 ${busy ? "invisible" : ""}`}>{children}</span>
          <span className={busy ? "" : "invisible"}>{busyLabel}</span>
        </span>
      )}
    </button>
  );
}

/** A press while busy must neither act nor send the form again. */
function ignore(event: MouseEvent) {
  event.preventDefault();
}
