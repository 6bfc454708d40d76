import Link from "next/link";
import { Notice } from "@/components/ui/notice.tsx";

interface AttentionNoticeProps {
  /** How many keys do not do their work, and how many others expire soon. */
  bad: number;
  expiring: number;
}

/** Above the tiles: how many keys need somebody, and the way to them. Nothing while none does. */
export function AttentionNotice({ bad, expiring }: AttentionNoticeProps) {
  const words = [
    ...(bad > 0 ? [bad === 1 ? "1 key does not work" : `${bad} keys do not work`] : []),
    ...(expiring > 0 ? [expiring === 1 ? "1 key expires soon" : `${expiring} keys expire soon`] : []),
  ];
  if (words.length === 0) return null;
  return (
    <div className="mb-4">
      <Notice tone={bad > 0 ? "rejected" : "limited"}>
        {words.join(", ")}.{" "}
        <Link href="/credentials?attention=yes" className="font-semibold underline underline-offset-2">
          Show {bad + expiring === 1 ? "it" : "them"}
        </Link>
      </Notice>
    </div>
  );
}
