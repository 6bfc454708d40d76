/** How many there are of something that nobody counts to its end. */
export interface Counted {
  count: number;
  /** Whether there are more than that. */
  more: boolean;
}

/** What was counted up to one more than `most`. */
export function countedUpTo(most: number, found: number): Counted {
  return { count: Math.min(found, most), more: found > most };
}

/** "12", or "1,000+" where there are more. */
export function countWords({ count, more }: Counted): string {
  return `${count.toLocaleString("en")}${more ? "+" : ""}`;
}
