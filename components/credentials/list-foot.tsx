import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { ConnectorGuide } from "./connector-guide.tsx";
import type { ConnectorOnScreen } from "./connector-on-screen.ts";
import { isFiltered, type ListQuery, listHref } from "./credential-query.ts";

interface ListFootProps {
  connector: ConnectorOnScreen;
  path: string;
  /** What the list is asked for, with the selection that its links keep. */
  query: Partial<ListQuery>;
  /** How many tiles are on this page, and how many credentials the connector has. */
  shown: number;
  total: number;
  nextCursor: string | null;
}

const linkLook = "font-semibold text-accent underline underline-offset-2";

/** What comes after the tiles: the next page, or why there are none. */
export function ListFoot({ connector, path, query, shown, total, nextCursor }: ListFootProps) {
  if (shown === 0) {
    const { credential, sort } = query;
    return query.cursor !== undefined || total > 0 || isFiltered({ sort: "best", ...query }) ? (
      <p className="mt-5 text-ink-2">
        No credential matches.{" "}
        <Link href={listHref(path, { sort, credential })} scroll={false} className={linkLook}>
          Clear search
        </Link>
      </p>
    ) : (
      <FirstCredential connector={connector} />
    );
  }
  if (nextCursor === null && query.cursor === undefined) return null;
  return (
    <nav aria-label="Pages" className="mt-5 flex flex-wrap gap-2.5">
      {query.cursor !== undefined && (
        <ButtonLink href={listHref(path, { ...query, cursor: "" })} prefetch={false}>
          First page
        </ButtonLink>
      )}
      {nextCursor !== null && (
        <ButtonLink href={listHref(path, { ...query, cursor: nextCursor })} prefetch={false}>
          More
        </ButtonLink>
      )}
    </nav>
  );
}

/** Nobody has saved a credential for this connector yet. */
function FirstCredential({ connector }: { connector: ConnectorOnScreen }) {
  return (
    <div className="mt-5 max-w-[60ch] text-ink-2">
      <p>
        There is no credential for {connector.name} yet: add the first one, and from then on just select its
        tile.
      </p>
      <details className="mt-3">
        <summary className={`w-fit cursor-pointer rounded-chip ${linkLook}`}>
          How to get a {connector.name} API key
        </summary>
        <div className="mt-3 rounded-tile border border-line bg-sunken p-5">
          <ConnectorGuide guide={connector.guide} headingLevel={2} />
        </div>
      </details>
    </div>
  );
}
