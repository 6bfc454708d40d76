import Link from "next/link";
import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { isFiltered, type ListQuery, listHref } from "./credential-query.ts";

interface ListFootProps {
  path: string;
  /** What the list is asked for, with the selection that its links keep. */
  query: Partial<ListQuery>;
  /** How many tiles are on this page, and how many credentials there are without a filter. */
  shown: number;
  total: number;
  nextCursor: string | null;
  /** What stands here while there is none at all. */
  empty: ReactNode;
}

/** What comes after the tiles: the next page, or why there are none. */
export function ListFoot({ path, query, shown, total, nextCursor, empty }: ListFootProps) {
  if (shown === 0) {
    const { credential, sort } = query;
    return query.cursor !== undefined || total > 0 || isFiltered({ sort: "best", ...query }) ? (
      <p className="mt-5 text-ink-2">
        No credential matches.{" "}
        <Link
          href={listHref(path, { sort, credential })}
          scroll={false}
          className="font-semibold text-accent underline underline-offset-2"
        >
          Clear search
        </Link>
      </p>
    ) : (
      empty
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
