/** A key that works for longer than this was mistyped. */
export const EXPIRY_YEARS_MAX = 20;

/** The last moment of a day ("2030-01-31"), in UTC as all of Tessera's dates; "" for none. */
export function endOfDay(date: string): string {
  return date === "" ? "" : `${date}T23:59:59.999Z`;
}

/** The day of a moment, as a date field takes it. */
export function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10);
}

/** The latest moment that a key can be said to expire at. */
export function latestKeyExpiry(now = new Date()): Date {
  const latest = new Date(now);
  latest.setUTCFullYear(latest.getUTCFullYear() + EXPIRY_YEARS_MAX);
  return latest;
}
