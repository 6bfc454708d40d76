const DAY_MS = 86_400_000;

/** The moment that lies so many days after `now`, in ISO 8601. */
export function inDays(days: number, now: Date): string {
  return new Date(now.getTime() + days * DAY_MS).toISOString();
}

/** The last moment of a day that a date field gives ("2030-01-31"), in UTC as all of Tessera's dates; "" for none. */
export function endOfDay(date: string): string {
  return date === "" ? "" : `${date}T23:59:59.999Z`;
}

/** The day of a moment, as a date field takes it. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}
