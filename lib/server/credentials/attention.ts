import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { countAttention } from "./attention-store.ts";

const COUNTED_AT_MOST = 99;

/**
 * How many credentials need somebody: those whose last verdict is bad, and those whose key expires within 30 days or
 * did already. Beyond 99 nobody counts on.
 */
export async function needingAttention(actor: Actor): Promise<{ bad: number; expiring: number }> {
  authorize(actor, "credential:read");
  return countAttention(actor, COUNTED_AT_MOST);
}
