import { cpuTime, perSecond, type Row } from "../report.ts";
import type { Rounds } from "../rounds.ts";
import { spreadOf } from "../statistics.ts";

/** How fast something answered, and what that cost its process: the part that a busy machine does not blur. */
export function rateRows(what: string, { rates, cpuMs }: Rounds): Row[] {
  const rate: Row = { what, value: spreadOf(rates), format: perSecond };
  if (cpuMs.length === 0) return [rate];
  return [rate, { what: "  CPU of its process, each", value: spreadOf(cpuMs), format: cpuTime }];
}
