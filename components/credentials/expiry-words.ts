import type { BadgeTone } from "@/components/ui/badge.tsx";
import { shortDate } from "./relative-time.ts";

const DAY_MS = 86_400_000;
/** From here on a key's last day is worth a word on its tile. */
export const EXPIRY_SHOWN_DAYS = 30;

/** The number of a moment's day, in UTC: what people count when they say "in 7 days". */
function dayNumber(at: string): number {
  return Math.floor(Date.parse(at) / DAY_MS);
}

/** "Expires in 7 days", "Expired yesterday", "Expires on 31 Jan 2030". Both are ISO 8601; days are those of UTC. */
export function expiryWords(expiresAt: string, now: string): string {
  const days = dayNumber(expiresAt) - dayNumber(now);
  if (Date.parse(expiresAt) > Date.parse(now)) {
    if (days === 0) return "Expires today";
    if (days === 1) return "Expires tomorrow";
    return days <= EXPIRY_SHOWN_DAYS ? `Expires in ${days} days` : `Expires on ${shortDate(expiresAt)}`;
  }
  if (days === 0) return "Expired today";
  if (days === -1) return "Expired yesterday";
  return days >= -EXPIRY_SHOWN_DAYS ? `Expired ${-days} days ago` : `Expired on ${shortDate(expiresAt)}`;
}

/** How much a key's last day matters now; null while it is far away. */
export function expiryTone(expiresAt: string, now: string): BadgeTone | null {
  if (Date.parse(expiresAt) <= Date.parse(now)) return "rejected";
  return dayNumber(expiresAt) - dayNumber(now) <= EXPIRY_SHOWN_DAYS ? "limited" : null;
}
