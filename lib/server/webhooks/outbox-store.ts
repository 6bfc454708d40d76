import type { WebhookEvent } from "../../webhooks.ts";
import { Prisma } from "../generated/prisma/client.ts";

/**
 * The INSERT of events for webhooks, to stand as a CTE in the statement that makes a change: either both are stored
 * or neither is. It takes the rows of the CTE `changed`, which have an "organizationId", for which `when` holds, and
 * nothing where no webhook is set: one that somebody removes at this moment is waited for. `data` is a jsonb in SQL over such a row; it never holds a key or a part of one.
 */
export function outboxInsert({
  event,
  data,
  when,
}: {
  event: WebhookEvent;
  data: Prisma.Sql;
  when: Prisma.Sql;
}): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "WebhookDelivery" (id, "organizationId", event, data)
    SELECT gen_random_uuid(), changed."organizationId", ${event}, ${data}
    FROM changed JOIN "Webhook" w ON w."organizationId" = changed."organizationId"
    WHERE ${when}
    FOR KEY SHARE OF w`;
}

/** The credential of a row of `changed`, as an event tells of it. */
export const credentialOfEvent = Prisma.sql`
  jsonb_build_object('id', changed.id, 'name', changed.name, 'connector', changed.connector,
                     'environment', changed.environment)`;
