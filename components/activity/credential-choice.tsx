import Link from "next/link";
import { findConnector } from "@/lib/connectors/index.ts";
import { type ActivitySearch, activityHref } from "./activity-query.ts";

interface CredentialChoiceProps {
  search: ActivitySearch;
  credentials: readonly { id: string; name: string; connector: string; isDeleted: boolean }[];
}

/** Several credentials have what was typed in their names: which one is meant? */
export function CredentialChoice({ search, credentials }: CredentialChoiceProps) {
  return (
    <section aria-labelledby="which-credential">
      <h2 id="which-credential" className="mb-2 text-[15.5px] font-semibold tracking-[-0.008em]">
        Which credential?
      </h2>
      <ul className="divide-y divide-line overflow-clip rounded-tile border border-line bg-surface shadow-tile">
        {credentials.map(({ id, name, connector, isDeleted }) => (
          <li key={id}>
            <Link
              href={activityHref({ ...search, credential: undefined, cursor: undefined, credentialId: id })}
              className="flex min-h-11 items-center justify-between gap-4 px-4 py-2 hover:bg-sunken"
            >
              <span className="min-w-0 font-semibold [overflow-wrap:anywhere]">{name}</span>
              <span className="shrink-0 text-[13px] text-ink-3">
                {findConnector(connector)?.name ?? connector}
                {isDeleted && " · deleted"}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
