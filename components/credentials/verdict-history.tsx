import { Icon } from "@/components/ui/icon.tsx";
import type { CredentialSummary, VerdictRecord } from "@/lib/credentials.ts";
import { PanelSection } from "./credential-details.tsx";
import { exactTime, relativeTime } from "./relative-time.ts";
import { TraceId } from "./trace-id.tsx";
import { verdictCause } from "./verdict-cause.ts";
import { verdictWords } from "./verdict-words.ts";

interface VerdictHistoryProps {
  /** The newest first. */
  records: readonly VerdictRecord[];
  credential: CredentialSummary;
  /** The connector's name. */
  service: string;
  /** ISO 8601, from the server. */
  now: string;
}

/** The rest is a click away. */
const SHOWN_AT_FIRST = 4;

const inks = {
  verified: "text-verified",
  rejected: "text-rejected",
  limited: "text-limited",
  idle: "text-ink-3",
} as const;
const grounds = {
  verified: "bg-verified",
  rejected: "bg-rejected",
  limited: "bg-limited",
  idle: "bg-line-control",
} as const;

/** What was found of a credential's key lately: at a glance, and one by one. */
export function VerdictHistory({ records, credential, service, now }: VerdictHistoryProps) {
  const rows = records.map((record) => ({ record, look: lookOf(record, service, now) }));
  const row = ({ record, look }: (typeof rows)[number]) => (
    <Finding
      key={record.id}
      record={record}
      look={look}
      now={now}
      isEarlierKey={record.keyVersion !== records[0]?.keyVersion}
    />
  );
  return (
    <PanelSection title="Verdicts">
      {rows.length === 0 ? (
        <p className="text-sm text-ink-3">
          {credential.testedAt === null
            ? "Not tested yet. It is checked by itself once a day, and whenever somebody tests it."
            : "What was found before verdicts were kept is on the tile."}
        </p>
      ) : (
        <>
          {rows.length > 1 && <Strip looks={rows.map(({ look }) => look)} />}
          <ul className="grid gap-3">{rows.slice(0, SHOWN_AT_FIRST).map(row)}</ul>
          {rows.length > SHOWN_AT_FIRST && (
            <details className="group mt-3">
              <summary className="w-fit cursor-pointer text-[13px] font-semibold text-accent underline underline-offset-2 group-open:mb-3">
                {rows.length - SHOWN_AT_FIRST} earlier
              </summary>
              <ul className="grid gap-3">{rows.slice(SHOWN_AT_FIRST).map(row)}</ul>
            </details>
          )}
        </>
      )}
    </PanelSection>
  );
}

type Look = ReturnType<typeof lookOf>;

/** A verdict of its own, without the age that a tile gives it. */
function lookOf({ verdict, message }: VerdictRecord, service: string, now: string) {
  const { tone, icon, text } = verdictWords({ verdict, testedAt: null, service }, now);
  return { tone, icon, text, more: message === text ? "" : withoutHead(message, text) };
}

/** "Timed out after 8 s" of "Could not check: timed out after 8 s", where that is said already. */
function withoutHead(message: string, head: string): string {
  if (!message.startsWith(`${head}: `)) return message;
  const rest = message.slice(head.length + 2);
  return rest.charAt(0).toUpperCase() + rest.slice(1);
}

/** One tessera for each, the latest at the right. What it shows is in the list, too. */
function Strip({ looks }: { looks: readonly Look[] }) {
  return (
    <div aria-hidden="true" className="mb-3.5 flex flex-row-reverse flex-wrap-reverse justify-end gap-[3px]">
      {looks.map(({ tone }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: it is its place that it stands for.
        <span key={at} className={`size-[9px] rounded-[2px] ${grounds[tone]}`} />
      ))}
    </div>
  );
}

interface FindingProps {
  record: VerdictRecord;
  look: Look;
  now: string;
  /** It was found of a key that was replaced since. */
  isEarlierKey: boolean;
}

function Finding({ record, look, now, isEarlierKey }: FindingProps) {
  const { status, latencyMs, traceId, testedAt } = record;
  const facts = [
    verdictCause(record),
    ...(isEarlierKey ? ["an earlier key"] : []),
    ...(status === null ? [] : [`status ${status}`]),
    ...(latencyMs === null ? [] : [`${latencyMs.toLocaleString("en")} ms`]),
  ];
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-2 text-sm">
      <Icon name={look.icon} size={13} className={`mt-[4px] ${inks[look.tone]}`} />
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline justify-between gap-x-3">
          <span className="font-semibold">{look.text}</span>
          <time dateTime={testedAt} title={exactTime(testedAt)} className="text-[12.5px] text-ink-3">
            {relativeTime(testedAt, now)}
          </time>
        </p>
        {look.more !== "" && <p className="text-[13px] text-ink-2 [overflow-wrap:anywhere]">{look.more}</p>}
        <p className="text-[12.5px] text-ink-3 [overflow-wrap:anywhere]">{facts.join(" · ")}</p>
        {traceId !== null && <TraceId id={traceId} />}
      </div>
    </li>
  );
}
