import Link from "next/link";
import type { UsageEntry } from "@/lib/credential-usage.ts";
import { directions } from "@/lib/directions.ts";
import { exactTime, relativeTime } from "./relative-time.ts";

interface UsageListProps {
  entries: readonly UsageEntry[];
  /** ISO 8601, from the server. */
  now: string;
}

/** Sources and destinations that use a credential, as links to their pages. */
export function UsageList({ entries, now }: UsageListProps) {
  return (
    <ul aria-label="Used by" className="grid gap-1.5 text-sm">
      {entries.map(({ id, direction, name, createdAt }) => (
        <li key={id} className="grid min-w-0 gap-x-3 min-[400px]:grid-cols-[minmax(0,1fr)_auto]">
          <Link
            href={`/${directions[direction].segment}/${id}`}
            prefetch={false}
            className="w-fit rounded-chip font-medium text-accent underline underline-offset-2 [overflow-wrap:anywhere]"
          >
            {name}
          </Link>
          <span className="text-[12.5px] leading-[1.6] text-ink-3">
            {directions[direction].one}, created{" "}
            <time dateTime={createdAt} title={exactTime(createdAt)}>
              {relativeTime(createdAt, now)}
            </time>
          </span>
        </li>
      ))}
    </ul>
  );
}
