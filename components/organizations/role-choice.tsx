import { type ComponentProps, useId } from "react";
import type { Role } from "@/lib/access.ts";
import { roleWords } from "@/lib/organizations.ts";

/** A radio button of one role, with what it may. Forwards everything to the input, `ref` included. */
export function RoleChoice({ role, ...props }: { role: Role } & Omit<ComponentProps<"input">, "role">) {
  const { label, may } = roleWords[role];
  const id = useId();
  return (
    <label className="flex cursor-pointer gap-3 rounded-control border border-line px-3.5 py-2.5 transition-colors duration-100 hover:border-line-strong has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        {...props}
        type="radio"
        value={role}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-may`}
        className="mt-[3px] size-4 shrink-0 accent-accent outline-none"
      />
      <span className="min-w-0">
        <span id={`${id}-label`} className="block font-semibold text-ink">
          {label}
        </span>
        <span id={`${id}-may`} className="block text-[13px] leading-snug text-ink-2">
          {may}
        </span>
      </span>
    </label>
  );
}
