import Link from "next/link";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { directions } from "@/lib/directions.ts";
import type { Problem } from "@/lib/problem.ts";
import { usersInWords } from "./key-switch.ts";

interface InUsePanelProps {
  name: string;
  /** Some of those that stood in the way of deleting it; none where they are not known. */
  users: NonNullable<Problem["usedBy"]>;
  /** How many use it. */
  usedBy: CredentialSummary["usedBy"];
  onClose: () => void;
  /** They are to use another one. */
  onReplace: () => void;
}

/** Says in the place of the credential who still uses it, and offers them another one. Esc closes it. */
export function InUsePanel({ name, users, usedBy, onClose, onReplace }: InUsePanelProps) {
  const more = usedBy.sources + usedBy.destinations - users.length;
  const close = useRef<HTMLButtonElement>(null);

  // Whoever deleted came from a menu that is gone now.
  useEffect(() => {
    close.current?.focus();
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a form's meaning.
    <div
      role="group"
      aria-label={`${name} is in use`}
      onKeyDown={onKeyDown}
      className="mx-4 grid gap-2.5 border-t border-line pt-2.5 pb-3.5 text-[13px] leading-snug text-ink-2"
    >
      <div>
        <p>
          {users.length > 0
            ? "Not deleted: still used by"
            : `Not deleted: still used by ${usersInWords(usedBy) ?? "sources or destinations"}.`}
        </p>
        <ul className="mt-1 grid max-h-28 gap-0.5 overflow-y-auto empty:hidden">
          {users.map(({ id, direction, name }) => (
            <li key={id}>
              <Link
                href={`/${directions[direction].segment}/${id}`}
                className="inline-block rounded-chip py-0.5 font-medium text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
              >
                {name}
              </Link>{" "}
              ({directions[direction].one})
            </li>
          ))}
          {users.length > 0 && more > 0 && <li>and {more.toLocaleString("en")} more</li>}
        </ul>
      </div>
      <div className="flex flex-wrap gap-2 *:grow">
        <Button ref={close} size="small" onClick={onClose}>
          Close
        </Button>
        <Button size="small" onClick={onReplace}>
          Replace with another credential…
        </Button>
      </div>
    </div>
  );
}
