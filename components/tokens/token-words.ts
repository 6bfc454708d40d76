import { relativeTime, shortDate } from "@/components/credentials/relative-time.ts";
import type { TokenSummary } from "@/lib/tokens.ts";

const WEEK_MS = 7 * 86_400_000;

/** Who created a token, and when: "Created by Ada, who has left, 3 days ago". */
export function creationWords({ createdBy, createdAt }: TokenSummary, now: string): string {
  const ago = relativeTime(createdAt, now);
  if (createdBy === null) return `Created ${ago}; its creator’s account is gone`;
  return createdBy.isMember
    ? `Created by ${createdBy.name} ${ago}`
    : `Created by ${createdBy.name}, who has left, ${ago}`;
}

/** When a token ends or ended. */
export function endWords({ state, expiresAt, revokedAt }: TokenSummary, now: string): string {
  if (state === "revoked" && revokedAt !== null) return `Revoked ${relativeTime(revokedAt, now)}`;
  if (expiresAt === null) return "Never expires";
  return `${state === "expired" ? "Expired" : "Expires"} on ${shortDate(expiresAt)}`;
}

/** When a token was used last. */
export function lastUseWords({ lastUsedAt }: TokenSummary, now: string): string {
  return lastUsedAt === null ? "Never used" : `Used ${relativeTime(lastUsedAt, now)}`;
}

/** Whether a token that works ends within a week. */
export function endsSoon({ state, expiresAt }: TokenSummary, now: string): boolean {
  return state === "active" && expiresAt !== null && Date.parse(expiresAt) - Date.parse(now) < WEEK_MS;
}
