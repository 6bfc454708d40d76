import { ConflictNotice } from "@/components/ui/conflict-notice.tsx";
import type { EditConflict } from "@/components/ui/use-edit.ts";
import type { EditableField } from "@/lib/credential-changes.ts";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { type ConnectorOnScreen, environmentLabel } from "./connector-on-screen.ts";
import type { EditValues } from "./edit-values.ts";
import { shortDate } from "./relative-time.ts";

interface EditConflictNoticeProps {
  conflict: EditConflict<CredentialSummary, EditValues>;
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

/** What somebody else changed of a credential meanwhile. */
export function EditConflictNotice(props: EditConflictNoticeProps) {
  const { conflict, connector, onTakeTheirs, onSaveMine } = props;
  const { base, theirs, fields } = conflict;
  return (
    <ConflictNotice
      what="credential"
      changes={fields.map((field) => ({
        label: labels[field],
        before: shownValue(base, field, connector),
        after: shownValue(theirs, field, connector),
      }))}
      unseen="Its key was replaced or brought back. Its fields are as you found them."
      onTakeTheirs={onTakeTheirs}
      onSaveMine={onSaveMine}
    />
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
