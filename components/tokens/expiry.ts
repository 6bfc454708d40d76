const DAY_MS = 86_400_000;

/** The moment that lies so many days after `now`, in ISO 8601. */
export function inDays(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}
