import { Badge } from "@/components/ui/badge.tsx";
import { VisuallyHidden } from "@/components/ui/visually-hidden.tsx";
import { relativeTime } from "./relative-time.ts";
import { type VerdictOnScreen, verdictWords } from "./verdict-words.ts";

interface VerdictBadgeProps extends VerdictOnScreen {
  /** ISO 8601, from the server, so that both sides write the same age. */
  now: string;
  /** A test is under way: that is what there is to say. */
  testing?: boolean;
}

/** What is known about a key, in a word or two; the whole sentence on hover and for screen readers. */
export function VerdictBadge({ now, testing = false, ...shown }: VerdictBadgeProps) {
  if (testing) {
    return (
      <Badge tone="idle" icon="ring">
        Testing…
      </Badge>
    );
  }
  const { tone, icon, text, sentence } = verdictWords(shown, now);
  return (
    <span title={sentence} className="inline-flex min-w-0 max-w-full flex-wrap items-center gap-x-2 gap-y-1">
      <Badge tone={tone} icon={icon}>
        {text}
      </Badge>
      {shown.unreachableAt && (
        <span className="text-[12.5px] text-ink-3">
          could not check {relativeTime(shown.unreachableAt, now)}
        </span>
      )}
      <VisuallyHidden>{sentence}</VisuallyHidden>
    </span>
  );
}
