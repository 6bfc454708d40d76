import type { Actor } from "../access/actor.ts";
import { credentialsInReach } from "../access/reach-store.ts";
import { statement } from "../db.ts";
import { expiresSoon, isBad } from "./filter-store.ts";

/** How many credentials need somebody, each by one reason, and counted up to `most`. */
export async function countAttention(actor: Actor, most: number): Promise<{ bad: number; expiring: number }> {
  const [row] = await statement<{ bad: number; expiring: number }>`
    SELECT (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Credential" c
        WHERE ${credentialsInReach(actor)} AND ${isBad}
        LIMIT ${most}::int
      ) found
    ) AS bad, (
      SELECT count(*)::int FROM (
        SELECT 1 FROM "Credential" c
        WHERE ${credentialsInReach(actor)} AND ${expiresSoon} AND NOT ${isBad}
        LIMIT ${most}::int
      ) found
    ) AS expiring`;
  return row ?? { bad: 0, expiring: 0 };
}
