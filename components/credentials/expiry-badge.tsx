import { Badge } from "@/components/ui/badge.tsx";
import { expiryTone, expiryWords } from "./expiry-words.ts";
import { exactTime } from "./relative-time.ts";

interface ExpiryBadgeProps {
  /** ISO 8601, or null where nobody said. */
  expiresAt: string | null;
  /** ISO 8601, from the server. */
  now: string;
}

/** That a key expires soon, or has: nothing while that is far away. */
export function ExpiryBadge({ expiresAt, now }: ExpiryBadgeProps) {
  const tone = expiresAt === null ? null : expiryTone(expiresAt, now);
  if (expiresAt === null || tone === null) return null;
  return (
    <span title={exactTime(expiresAt)} className="inline-flex min-w-0 max-w-full">
      <Badge tone={tone} icon={tone === "rejected" ? "cross" : "bang"}>
        {expiryWords(expiresAt, now)}
      </Badge>
    </span>
  );
}
