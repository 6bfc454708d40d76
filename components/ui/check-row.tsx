import type { ComponentProps, ReactNode } from "react";
import { Icon } from "./icon.tsx";

interface CheckRowProps extends Omit<ComponentProps<"input">, "type" | "title"> {
  title: ReactNode;
  /** One line that says more. */
  children?: ReactNode;
  type?: "checkbox" | "radio";
}

/** Something to tick, or one of several to choose; the whole row is the target. Forwards everything, `ref` included. */
export function CheckRow({ title, children, type = "checkbox", className = "", ...props }: CheckRowProps) {
  return (
    <label
      className={`relative flex min-h-10 min-w-0 cursor-pointer gap-3 rounded-control px-2.5 py-2 transition-colors duration-100 hover:bg-sunken has-disabled:cursor-default has-focus-visible:outline-2 has-focus-visible:-outline-offset-2 has-focus-visible:outline-accent max-[700px]:min-h-11 ${className}`}
    >
      <span className="relative mt-px grid size-[19px] shrink-0 place-items-center">
        <input
          {...props}
          type={type}
          className={`peer col-start-1 row-start-1 size-[19px] cursor-pointer appearance-none border-[1.5px] border-line-control bg-surface outline-none checked:border-accent checked:bg-accent disabled:cursor-default disabled:opacity-55 ${type === "radio" ? "rounded-full" : "rounded-[5px]"}`}
        />
        <Icon
          name="check"
          size={12}
          className="pointer-events-none invisible col-start-1 row-start-1 text-on-accent peer-checked:visible"
        />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block text-sm leading-snug font-semibold text-ink [overflow-wrap:anywhere]">
          {title}
        </span>
        {children !== undefined && (
          <span className="mt-0.5 block text-[13px] leading-snug text-ink-2">{children}</span>
        )}
      </span>
    </label>
  );
}
