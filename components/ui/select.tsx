import type { ComponentProps } from "react";
import { controlClass } from "./control-class.ts";
import { Icon } from "./icon.tsx";

/** A native select in Tessera's clothes. `className` goes to the box around it, to size it. */
export function Select({ className = "", children, ...props }: ComponentProps<"select">) {
  return (
    <span className={`relative inline-block min-w-0 ${className}`}>
      <select {...props} className={`${controlClass} h-[42px] cursor-pointer appearance-none truncate pr-9`}>
        {children}
      </select>
      <span className="pointer-events-none absolute inset-y-0 right-3 grid place-items-center text-ink-2">
        <Icon name="chevron-down" size={14} />
      </span>
    </span>
  );
}
