import Link from "next/link";
import { Notice } from "@/components/ui/notice.tsx";
import { type Counted, countWords } from "@/lib/counted.ts";

interface AttentionNoticeProps {
  /** How many keys do not do their work, and how many others expire soon. */
  bad: Counted;
  expiring: Counted;
}

/** Above the tiles: how many keys need somebody, and the way to them. Nothing while none does. */
export function AttentionNotice({ bad, expiring }: AttentionNoticeProps) {
  const words = [
    ...(bad.count > 0
      ? [bad.count === 1 ? "1 key does not work" : `${countWords(bad)} keys do not work`]
      : []),
    ...(expiring.count > 0
      ? [expiring.count === 1 ? "1 key expires soon" : `${countWords(expiring)} keys expire soon`]
      : []),
  ];
  if (words.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone={bad.count > 0 ? "rejected" : "limited"}>
        {words.join(", ")}.{" "}
        <Link href="/credentials?attention=yes" className="font-semibold underline underline-offset-2">
          Show {bad.count + expiring.count === 1 ? "it" : "them"}
        </Link>
      </Notice>
    </div>
  );
}
