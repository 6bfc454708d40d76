import Link from "next/link";
import type { ReactNode } from "react";
import { Icon } from "@/components/ui/icon.tsx";
import type { ActivityEvent } from "@/lib/activity.ts";
import { exactMoment, timeOf } from "./activity-days.ts";
import { activityHref } from "./activity-query.ts";
import { EventSentence } from "./event-sentence.tsx";
import { FieldChanges } from "./field-changes.tsx";

interface ActivityEntryProps {
  event: ActivityEvent;
  /** What was done, after who did it: "added credential". */
  words: string;
}

const linkLook = "font-semibold text-accent underline underline-offset-2";

/** One event: its sentence, and behind it everything else that is known about it. */
export function ActivityEntry({ event, words }: ActivityEntryProps) {
  const { at, address, requestId, credentialId, actor } = event;
  return (
    <details className="group">
      <summary className="flex cursor-pointer list-none items-baseline gap-x-3 gap-y-1 rounded-chip px-4 py-2.5 hover:bg-sunken max-[700px]:flex-wrap max-[700px]:py-3 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1 text-pretty text-ink-2 max-[700px]:basis-full">
          <EventSentence event={event} words={words} />
        </span>
        {address !== null && (
          <span className="shrink-0 font-mono text-[12.5px] text-ink-3 max-[700px]:order-last">
            {address}
          </span>
        )}
        <time dateTime={at} title={exactMoment(at)} className="shrink-0 text-[13px] tabular-nums text-ink-3">
          {timeOf(at)}
        </time>
        <span className="self-center text-ink-3 transition-transform duration-100 group-open:rotate-90 max-[700px]:ml-auto">
          <Icon name="chevron-right" size={13} />
        </span>
      </summary>
      <div className="grid gap-x-8 gap-y-4 px-4 pt-1.5 pb-4 min-[1000px]:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <FieldChanges event={event} />
        <div className="grid content-start gap-3">
          <dl className="grid gap-1.5 text-[13.5px]">
            <Detail term="When">{exactMoment(at)}</Detail>
            <Detail term="From">{address ?? "Address not known"}</Detail>
            <Detail term="Request">
              <span className="font-mono text-[12.5px]">{requestId}</span>
            </Detail>
            <Detail term="Event">
              <span className="font-mono text-[12.5px]">{event.id}</span>
            </Detail>
          </dl>
          <p className="flex flex-wrap gap-x-4 gap-y-1 text-[13.5px]">
            <Link href={activityHref({ actorId: actor.id })} prefetch={false} className={linkLook}>
              Everything by {actor.name === "" ? "this actor" : actor.name}
            </Link>
            {credentialId !== null && (
              <Link href={activityHref({ credentialId })} prefetch={false} className={linkLook}>
                Everything about this credential
              </Link>
            )}
          </p>
        </div>
      </div>
    </details>
  );
}

function Detail({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[72px_minmax(0,1fr)] gap-x-3">
      <dt className="text-ink-3">{term}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
