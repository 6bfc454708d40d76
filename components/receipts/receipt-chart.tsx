import type { ReceiptDay } from "@/lib/receipts.ts";
import { dayWords } from "./receipt-words.ts";

const BAR = 20;
const GAP = 4;
const HEIGHT = 40;
/** What a day without a use has, so that it is seen to be there. */
const FLOOR = 2;

/** A bar for each day, today at the right; what failed is its foot. Told in words to whoever does not see it. */
export function ReceiptChart({ days }: { days: readonly ReceiptDay[] }) {
  const most = Math.max(1, ...days.map(({ count }) => count));
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(FLOOR, (count / most) * HEIGHT));
  const width = days.length * (BAR + GAP) - GAP;
  return (
    <svg
      role="img"
      aria-label={`Uses a day. ${days.map(dayWords).join("; ")}.`}
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      className="max-w-full"
    >
      {days.map((one, at) => {
        const x = at * (BAR + GAP);
        const [all, failed] = [heightOf(one.count), heightOf(one.failed)];
        return (
          <g key={one.day}>
            <title>{dayWords(one)}</title>
            <rect x={x} y={0} width={BAR} height={HEIGHT} className="fill-transparent" />
            <rect x={x} y={HEIGHT - FLOOR} width={BAR} height={FLOOR} className="fill-line-strong" />
            <rect x={x} y={HEIGHT - all} width={BAR} height={all} rx={2} className="fill-pigment-2" />
            <rect x={x} y={HEIGHT - failed} width={BAR} height={failed} rx={2} className="fill-rejected" />
          </g>
        );
      })}
    </svg>
  );
}
