import type { Usage } from "@/lib/credential-usage.ts";
import { PanelSection } from "./credential-details.tsx";
import { UsageList } from "./usage-list.tsx";

interface UsageSectionProps {
  usage: Usage;
  /** ISO 8601, from the server. */
  now: string;
}

/** What uses a credential, in its details: the newest, and how many more there are. */
export function UsageSection({ usage, now }: UsageSectionProps) {
  const { sources, destinations } = usage.usedBy;
  const more = sources + destinations - usage.data.length;
  return (
    <PanelSection title="Used by">
      {usage.data.length === 0 ? (
        <p className="text-sm text-ink-3">Nothing yet. It can be deleted, and restored for 30 days.</p>
      ) : (
        <UsageList entries={usage.data} now={now} />
      )}
      {more > 0 && usage.nextCursor !== null && (
        <p className="mt-2 text-[13px] text-ink-3">and {more.toLocaleString("en")} more</p>
      )}
    </PanelSection>
  );
}
