import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { DialogFooter } from "@/components/ui/dialog-footer.tsx";
import type { CredentialSummary } from "@/lib/credentials.ts";
import type { Problem } from "@/lib/problem.ts";
import { usersInWords } from "./key-switch.ts";

interface MoveFooterProps {
  /** Where the credential goes: the Base URL's label. */
  to: string;
  usedBy: CredentialSummary["usedBy"];
  /** Some of those that use it. */
  users: NonNullable<Problem["usedBy"]>;
  /** Whether it moves with the key that it has, or with another one that was accepted there. */
  withKey?: "same" | "new";
  onKeep: () => void;
  onMove: () => void;
}

const NAMED = 3;
const words = new Intl.ListFormat("en", { type: "conjunction" });

/** Says what a change of the Base URL affects, and asks: in the dialog's own footer. */
export function MoveFooter(props: MoveFooterProps) {
  const { to, usedBy, users, withKey = "same", onKeep, onMove } = props;
  const keep = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    keep.current?.focus();
  }, []);
  const count = Math.max(usedBy.sources + usedBy.destinations, users.length);
  return (
    <DialogFooter>
      <div role="alert" className="min-w-0 basis-full text-sm leading-snug">
        <p className="font-semibold text-ink [overflow-wrap:anywhere]">
          {namesOf(users, count) ?? usersInWords(usedBy) ?? "What uses it"} will reach {to} from now on.
        </p>
        <p className="text-[13px] text-ink-2">
          {withKey === "new"
            ? `${count === 1 ? "It switches" : "They switch"} to the new key at once.`
            : `${count === 1 ? "It goes" : "They go"} on with the same key, which is tested there next.`}
        </p>
      </div>
      <Button ref={keep} onClick={onKeep} className="ml-auto max-[700px]:flex-1">
        Keep editing
      </Button>
      <Button variant="primary" onClick={onMove} className="max-[700px]:flex-1">
        Move to {to}
      </Button>
    </DialogFooter>
  );
}

/** "Nightly accounts, Sent emails and 4 more"; null where no name is known. */
function namesOf(users: MoveFooterProps["users"], count: number): string | null {
  if (users.length === 0) return null;
  const named = users.slice(0, NAMED).map(({ name }) => name);
  const more = count - named.length;
  return words.format(more > 0 ? [...named, `${more.toLocaleString("en")} more`] : named);
}
