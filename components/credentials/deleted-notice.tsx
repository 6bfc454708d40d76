import type { CredentialSummary } from "@/lib/credentials.ts";
import type { DeletedCredential } from "@/lib/deleted-credentials.ts";
import { daysUntil } from "./days-until.ts";
import { relativeTime } from "./relative-time.ts";
import { RestoreControl } from "./restore-control.tsx";

interface DeletedNoticeProps {
  credential: DeletedCredential;
  mayRestore: boolean;
  /** ISO 8601, from the server. */
  now: string;
  onRestored: (credential: CredentialSummary) => void;
}

/** Says that the credential which was asked for is deleted, and lets it be restored. */
export function DeletedNotice({ credential, mayRestore, now, onRestored }: DeletedNoticeProps) {
  const { id, name, deletedBy, deletedAt, destroyAt } = credential;
  return (
    <section
      aria-label="Deleted credential"
      className="mb-5 grid gap-3 rounded-tile border border-dashed border-line-control bg-sunken px-4 py-3.5 text-sm text-ink-2"
    >
      <p className="[overflow-wrap:anywhere]">
        <b className="font-semibold text-ink">{name}</b> was deleted
        {deletedBy !== null && deletedBy.name !== "" && ` by ${deletedBy.name}`}{" "}
        {relativeTime(deletedAt, now)}. Its key is destroyed {daysUntil(destroyAt, now)}
        {mayRestore
          ? "; until then it can be restored."
          : "; until then its owner or an admin can restore it."}
      </p>
      {mayRestore && <RestoreControl id={id} name={name} onRestored={onRestored} />}
    </section>
  );
}
