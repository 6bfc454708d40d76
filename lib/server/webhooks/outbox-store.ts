import { v7 as uuidv7 } from "uuid";
import type { WebhookEvent } from "../../webhooks.ts";
import { Prisma } from "../generated/prisma/client.ts";

/**
 * The INSERT of an event for the organization's webhook, to stand as a CTE in the statement that makes the change:
 * either both are stored or neither is. It takes the rows of the CTE `changed` for which `when` holds, and nothing
 * where no webhook is set. `data` is a jsonb in SQL over such a row; it never holds a key or a part of one.
 */
export function outboxInsert(
  organizationId: string,
  { event, data, when }: { event: WebhookEvent; data: Prisma.Sql; when: Prisma.Sql },
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO "WebhookDelivery" (id, "organizationId", event, data)
    SELECT ${uuidv7()}::uuid, w."organizationId", ${event}, ${data}
    FROM changed JOIN "Webhook" w ON w."organizationId" = ${organizationId}
    WHERE ${when}`;
}
