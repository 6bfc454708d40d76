import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button.tsx";
import { Notice } from "@/components/ui/notice.tsx";
import type { EditableField } from "@/lib/credential-changes.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import { shortDate } from "./relative-time.ts";
import type { EditConflict } from "./use-edit-credential.ts";

interface EditConflictNoticeProps {
  conflict: EditConflict;
  connector: ConnectorOnScreen;
  onTakeTheirs: () => void;
  onSaveMine: () => void;
}

const labels: Record<EditableField, string> = {
  name: "Credential Name",
  description: "Credential Description",
  environment: "Base URL",
  expiresAt: "Key expires on",
};

/** What somebody else changed meanwhile, above the fields that still hold what was typed. */
export function EditConflictNotice(props: EditConflictNoticeProps) {
  const { conflict, connector, onTakeTheirs, onSaveMine } = props;
  const { base, theirs, fields } = conflict;
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.scrollIntoView({ block: "nearest" });
    top.current?.focus({ preventScroll: true });
  }, []);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a legend and a form's meaning.
    <div
      ref={top}
      role="group"
      aria-label="Changed meanwhile"
      tabIndex={-1}
      className="scroll-my-4 rounded-control outline-none"
    >
      <Notice tone="limited">
        <p role="alert" className="font-semibold">
          Not saved: somebody else changed this credential while you were editing
        </p>
        <dl className="mt-2 grid gap-1.5 text-[13px] text-ink">
          {fields.map((field) => (
            <div key={field}>
              <dt className="text-ink-2">{labels[field]}</dt>
              <dd className="[overflow-wrap:anywhere]">
                <del className="text-ink-2">{shownValue(base, field, connector)}</del>{" "}
                <span aria-hidden="true">→</span>{" "}
                <ins className="font-medium no-underline">{shownValue(theirs, field, connector)}</ins>
              </dd>
            </div>
          ))}
          {fields.length === 0 && (
            <div>
              <dt>Its key was replaced or brought back. Its fields are as you found them.</dt>
            </div>
          )}
        </dl>
        <div className="mt-2.5 flex flex-wrap gap-2">
          {fields.length > 0 && (
            <Button size="small" onClick={onTakeTheirs}>
              Take theirs
            </Button>
          )}
          <Button size="small" onClick={onSaveMine}>
            Save mine anyway
          </Button>
        </div>
        {fields.length > 0 && (
          <p className="mt-2 text-[13px] text-ink-2">
            What you typed is still below. Either way, what only one of you changed is kept.
          </p>
        )}
      </Notice>
    </div>
  );
}

function shownValue(
  credential: CredentialSummary,
  field: EditableField,
  connector: ConnectorOnScreen,
): string {
  const value = credential[field];
  if (value === null || value === "") return "nothing";
  if (field === "environment") return environmentLabel(connector, value);
  return field === "expiresAt" ? shortDate(value) : value;
}
