const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** From here on a date says more than a number of days. */
const DATED_FROM_MS = 30 * DAY_MS;

/** Fixed to UTC, so that server and browser write the same and hydration never differs. */
const date = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "medium" });
const dateAndTime = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  dateStyle: "long",
  timeStyle: "short",
});

/**
 * How long before `now` something was, short: "just now", "5 min ago", "2 h ago", "1 day ago",
 * "on 3 Nov 2026". What lies ahead (clocks differ) is "just now" too. Both are ISO 8601.
 */
export function relativeTime(at: string, now: string): string {
  const passed = Date.parse(now) - Date.parse(at);
  if (!(passed >= MINUTE_MS)) return "just now";
  if (passed < HOUR_MS) return `${Math.floor(passed / MINUTE_MS)} min ago`;
  if (passed < DAY_MS) return `${Math.floor(passed / HOUR_MS)} h ago`;
  if (passed < 2 * DAY_MS) return "1 day ago";
  if (passed < DATED_FROM_MS) return `${Math.floor(passed / DAY_MS)} days ago`;
  return `on ${shortDate(at)}`;
}

/** Its day: "3 Nov 2026". */
export function shortDate(at: string): string {
  return date.format(Date.parse(at));
}

/** The moment in full: "3 November 2026 at 14:05 UTC". */
export function exactTime(at: string): string {
  return `${dateAndTime.format(Date.parse(at))} UTC`;
}
