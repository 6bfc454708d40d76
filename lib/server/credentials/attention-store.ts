import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { statement } from "../db.ts";

/** How many credentials need somebody, by why; each counted up to `most`. */
export async function countAttention(actor: Actor, most: number): Promise<{ bad: number; expiring: number }> {
  const [row] = await statement<{ bad: number; expiring: number }>`
    SELECT (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Credential" c
        WHERE ${credentialsInReach(actor)} AND c.verdict IN ('rejected', 'unexpected', 'unreadable')
        LIMIT ${most}::int
      ) found
    ) AS bad, (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Credential" c
        WHERE ${credentialsInReach(actor)} AND c."expiresAt" <= now() + interval '30 days'
        LIMIT ${most}::int
      ) found
    ) AS expiring`;
  return row ?? { bad: 0, expiring: 0 };
}
