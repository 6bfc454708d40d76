import { type Counted, countedUpTo } from "../../counted.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { countAttention } from "./attention-store.ts";

const COUNTED_AT_MOST = 99;

/**
 * How many credentials need somebody: those whose last verdict is bad, and those whose key expires within 30 days or
 * did already. Beyond 99 it says only that there are more.
 */
export async function needingAttention(actor: Actor): Promise<{ bad: Counted; expiring: Counted }> {
  authorize(actor, "credential:read");
  const { bad, expiring } = await countAttention(actor, COUNTED_AT_MOST + 1);
  return { bad: countedUpTo(COUNTED_AT_MOST, bad), expiring: countedUpTo(COUNTED_AT_MOST, expiring) };
}
