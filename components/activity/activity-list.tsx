import type { ActivityEvent } from "@/lib/activity.ts";
import { daysOf } from "./activity-days.ts";
import { ActivityEntry } from "./activity-entry.tsx";

interface ActivityListProps {
  events: readonly ActivityEvent[];
  /** How each action is said, after who did it. */
  words: Readonly<Record<string, string>>;
}

/** Events under their days, the newest first. */
export function ActivityList({ events, words }: ActivityListProps) {
  return (
    <div className="grid gap-6">
      {daysOf(events).map(({ date, title, events }) => (
        <section key={date} aria-labelledby={`day-${date}`}>
          <h2 id={`day-${date}`} className="mb-2 text-[13px] font-semibold text-ink-3">
            <time dateTime={date}>{title}</time>
          </h2>
          <ul className="divide-y divide-line overflow-clip rounded-tile border border-line bg-surface shadow-tile">
            {events.map((event) => (
              <li key={event.id}>
                <ActivityEntry event={event} words={words[event.action] ?? event.action} />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
