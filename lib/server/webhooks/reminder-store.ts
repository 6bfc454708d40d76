import { statement } from "../db.ts";
import { Prisma } from "../generated/prisma/client.ts";
import { credentialOfEvent, outboxInsert } from "./outbox-store.ts";

/**
 * Marks up to `limit` keys that expire in 30 days, 7 days or 1 day and were not reminded of that yet, and puts an
 * event of each on its way, in one statement. Answers how many. Of all organizations: it is Tessera's own work.
 */
export async function remindOfExpiry(limit: number): Promise<number> {
  const days = Prisma.sql`
    CASE WHEN c."expiresAt" <= now() + interval '1 day' THEN 1
         WHEN c."expiresAt" <= now() + interval '7 days' THEN 7 ELSE 30 END`;
  const told = outboxInsert({
    event: "credential.key_expires",
    data: Prisma.sql`jsonb_build_object(
      'organizationId', changed."organizationId", 'credential', ${credentialOfEvent},
      'expiresAt', changed."expiresAt", 'days', changed."remindedDays")`,
    when: Prisma.sql`true`,
  });
  const [counted] = await statement<{ count: number }>`
    WITH due AS (
      SELECT c.id, ${days} AS days FROM "Credential" c
      WHERE c."expiresAt" > now() AND c."expiresAt" <= now() + interval '30 days'
        AND coalesce(c."remindedDays", 31) > ${days}
      LIMIT ${limit}::int FOR UPDATE SKIP LOCKED
    ), changed AS (
      UPDATE "Credential" c SET "remindedDays" = due.days FROM due WHERE c.id = due.id RETURNING c.*
    ), told AS (${told})
    SELECT count(*)::int AS count FROM changed`;
  return counted?.count ?? 0;
}
