import { Prisma } from "../generated/prisma/client.ts";
import { credentialOfEvent, outboxInsert } from "../webhooks/outbox-store.ts";

/*
 * Of a verdict that turns bad, or good again, the webhook is told by every statement that sets one. A key that is not
 * tested yet, or could not be, is neither: since when it is bad stays in its row, so that what is good again after
 * that is told, too.
 */

const BAD = Prisma.sql`('rejected', 'unexpected', 'unreadable')`;
const GOOD = Prisma.sql`('valid', 'limited')`;

/** Since when a row whose "turnedBadAt" was `earlier` is bad with this verdict; null while it is not. */
export function badSince(verdict: Prisma.Sql, earlier: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CASE WHEN ${verdict} IN ${BAD} THEN coalesce(${earlier}, now())
         WHEN ${verdict} NOT IN ${GOOD} THEN ${earlier} END`;
}

/**
 * The event of a verdict that turned bad or good again, to stand as a CTE beside `changed`: rows of "Credential" as
 * they are since, with "earlierVerdict" and "earlierBadAt", as they were.
 */
export const turnedVerdict = outboxInsert({
  event: "credential.verdict_changed",
  data: Prisma.sql`jsonb_build_object(
    'organizationId', changed."organizationId", 'credential', ${credentialOfEvent},
    'before', changed."earlierVerdict", 'after', changed.verdict, 'detail', changed."verdictDetail")`,
  when: Prisma.sql`(
    (changed.verdict IN ${BAD} AND changed.verdict <> changed."earlierVerdict")
    OR (changed.verdict IN ${GOOD} AND changed."earlierBadAt" IS NOT NULL))`,
});
