import { ButtonLink } from "@/components/ui/button-link.tsx";
import { type ActivitySearch, activityHref } from "./activity-query.ts";

interface ActivityPagesProps {
  search: ActivitySearch;
  nextCursor: string | null;
}

/** The way to older events, and back to the newest. */
export function ActivityPages({ search, nextCursor }: ActivityPagesProps) {
  if (search.cursor === undefined && nextCursor === null) return null;
  return (
    <nav aria-label="Pages" className="mt-5 flex justify-between gap-3">
      {search.cursor !== undefined && (
        <ButtonLink href={activityHref({ ...search, cursor: undefined })} prefetch={false}>
          Newest
        </ButtonLink>
      )}
      {nextCursor !== null && (
        <ButtonLink
          href={activityHref({ ...search, cursor: nextCursor })}
          prefetch={false}
          rel="next"
          className="ml-auto"
        >
          Older
        </ButtonLink>
      )}
    </nav>
  );
}
