import { exactTime, relativeTime } from "@/components/credentials/relative-time.ts";
import { Badge, type BadgeTone } from "@/components/ui/badge.tsx";
import type { IconName } from "@/components/ui/icon.tsx";
import type { Delivery } from "@/lib/webhooks.ts";

interface DeliveryListProps {
  deliveries: readonly Delivery[];
  /** ISO 8601, from the server. */
  now: string;
}

const looks: Record<Delivery["state"], { tone: BadgeTone; icon: IconName; text: string }> = {
  delivered: { tone: "verified", icon: "check", text: "Delivered" },
  waiting: { tone: "idle", icon: "ring", text: "On its way" },
  failed: { tone: "rejected", icon: "cross", text: "Given up" },
};

/** The latest events and how they went, the newest first. */
export function DeliveryList({ deliveries, now }: DeliveryListProps) {
  if (deliveries.length === 0) {
    return (
      <p className="text-sm text-ink-3">Nothing was sent yet. Send a test event to see whether it arrives.</p>
    );
  }
  return (
    <ul className="divide-y divide-line rounded-tile border border-line bg-surface shadow-tile">
      {deliveries.map((delivery) => {
        const { tone, icon, text } = looks[delivery.state];
        return (
          <li key={delivery.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-3 text-sm">
            <span className="min-w-0 flex-1 basis-52 font-mono text-[13px] [overflow-wrap:anywhere]">
              {delivery.event}
            </span>
            <time dateTime={delivery.createdAt} title={exactTime(delivery.createdAt)} className="text-ink-3">
              {relativeTime(delivery.createdAt, now)}
            </time>
            <Badge tone={tone} icon={icon}>
              {text}
            </Badge>
            {delivery.failure !== null && (
              <span className="basis-full text-[13px] leading-snug text-ink-2">{triesWords(delivery)}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function triesWords({ failure, attempts, nextTryAt }: Delivery): string {
  const tries = attempts === 1 ? "Tried once." : `Tried ${attempts} times.`;
  return nextTryAt === null ? `${failure} ${tries}` : `${failure} ${tries} It will be tried again.`;
}
