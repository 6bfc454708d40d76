import Link from "next/link";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { isFiltered, type ListQuery, listHref } from "./credential-query.ts";

interface GalleryFootProps {
  path: string;
  query: ListQuery;
  /** How many tiles are on this page, and how many credentials there are. */
  shown: number;
  total: number;
  nextCursor: string | null;
}

/** What comes after the tiles of the Credentials page: the next page, or why there are none. */
export function GalleryFoot({ path, query, shown, total, nextCursor }: GalleryFootProps) {
  if (shown === 0 && total === 0 && !isFiltered(query)) {
    return (
      <p className="mt-5 max-w-[60ch] text-pretty text-ink-2">
        There is no credential yet. One that is added here, or on the way to a source or a destination, is
        there for all of them.
      </p>
    );
  }
  if (shown === 0) {
    return (
      <p className="mt-5 text-ink-2">
        No credential matches.{" "}
        <Link
          href={listHref(path, { sort: query.sort })}
          scroll={false}
          className="font-semibold text-accent underline underline-offset-2"
        >
          Clear search
        </Link>
      </p>
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
