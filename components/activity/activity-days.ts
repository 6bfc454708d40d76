import type { ActivityEvent } from "@/lib/activity.ts";

/** Fixed to UTC, so that server and browser, and two people who talk about an event, see the same. */
const dayFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", dateStyle: "full" });
const timeFormat = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", hour: "2-digit", minute: "2-digit" });
const exactFormat = new Intl.DateTimeFormat("en-GB", {
  timeZone: "UTC",
  dateStyle: "long",
  timeStyle: "medium",
});

export interface ActivityDay {
  /** `2026-11-24` */
  date: string;
  /** "Tuesday 24 November 2026" */
  title: string;
  events: ActivityEvent[];
}

/** Events under their days, in UTC. Keeps their order: the newest first. */
export function daysOf(events: readonly ActivityEvent[]): ActivityDay[] {
  const days: ActivityDay[] = [];
  for (const event of events) {
    const date = event.at.slice(0, 10);
    const day = days.at(-1);
    if (day?.date === date) day.events.push(event);
    else days.push({ date, title: dayFormat.format(Date.parse(event.at)), events: [event] });
  }
  return days;
}

/** "14:05", in UTC. */
export function timeOf(at: string): string {
  return timeFormat.format(Date.parse(at));
}

/** "24 November 2026 at 14:05:09 UTC". */
export function exactMoment(at: string): string {
  return `${exactFormat.format(Date.parse(at))} UTC`;
}
