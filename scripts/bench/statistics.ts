/** What several rounds of one measurement say together. */
export interface Spread {
  median: number;
  min: number;
  max: number;
}

/** Throws a RangeError without values: nothing measured is not zero. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted.at(-1)];
  if (min === undefined || max === undefined) throw new RangeError("There is no median of nothing.");
  const upper = sorted[Math.floor(sorted.length / 2)] ?? max;
  const lower = sorted[Math.floor((sorted.length - 1) / 2)] ?? min;
  return { median: (lower + upper) / 2, min, max };
}

/** The ratio of each round to the same round of the other: what both suffered at that moment cancels out. */
export function ratioOf(of: readonly number[], to: readonly number[]): Spread {
  return spreadOf(of.map((value, round) => value / (to[round] ?? Number.NaN)));
}

/** The value that `percent` of the values do not exceed. Throws a RangeError without values. */
export function percentileOf(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("There is no percentile of nothing.");
  return found;
}
