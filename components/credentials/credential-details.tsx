import type { ReactNode } from "react";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { exactTime, relativeTime, shortDate } from "./relative-time.ts";

interface CredentialDetailsProps {
  credential: CredentialSummary;
  /** ISO 8601, from the server. */
  now: string;
}

/** What a credential's row says, below the panel's head. */
export function CredentialDetails({ credential, now }: CredentialDetailsProps) {
  return (
    <PanelSection title="About">
      <dl className="grid gap-2.5 text-sm">
        <Fact term="Description">
          {credential.description === "" ? (
            <span className="text-ink-3">None yet</span>
          ) : (
            <span className="whitespace-pre-line">{credential.description}</span>
          )}
        </Fact>
        <Fact term="Owner">{credential.owner?.name ?? "Nobody any more"}</Fact>
        <Fact term="Created">
          <Moment at={credential.createdAt} now={now} />
        </Fact>
        <Fact term="Last used">
          {credential.lastUsedAt === null ? (
            <span className="text-ink-3">Not yet</span>
          ) : (
            <Moment at={credential.lastUsedAt} now={now} />
          )}
        </Fact>
        {credential.expiresAt !== null && (
          <Fact term="Key expires">
            <time dateTime={credential.expiresAt} title={exactTime(credential.expiresAt)}>
              on {shortDate(credential.expiresAt)}
            </time>
          </Fact>
        )}
        {credential.keyReplacedAt !== null && (
          <Fact term="Key replaced">
            <Moment at={credential.keyReplacedAt} now={now} />
            {credential.undoUntil !== null && `, can be undone until ${exactTime(credential.undoUntil)}`}
          </Fact>
        )}
      </dl>
    </PanelSection>
  );
}

/** A titled part of the details panel. */
export function PanelSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line px-5 py-4">
      <h3 className="mb-2.5 text-[13px] font-semibold text-ink-2">{title}</h3>
      {children}
    </section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-3">
      <dt className="text-ink-3">{term}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

/** A moment as its age; exactly, for whoever points at it. */
function Moment({ at, now }: { at: string; now: string }) {
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
