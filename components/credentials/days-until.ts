const DAY_MS = 86_400_000;

/** How far ahead of `now` something is, in days: "in 30 days", "in 1 day", "today". Both are ISO 8601. */
export function daysUntil(at: string, now: string): string {
  const days = Math.round((Date.parse(at) - Date.parse(now)) / DAY_MS);
  if (!(days >= 1)) return "today";
  return days === 1 ? "in 1 day" : `in ${days} days`;
}
