import type { Direction } from "../../connectors/define-connector.ts";
import type { Actor } from "../access/actor.ts";
import { integrationsInReach } from "../access/reach-store.ts";
import { statement } from "../db.ts";

/** At most this many are named in the refusal of a delete. */
const USERS_LISTED = 50;

/** The sources and destinations that use a credential, by name. */
export async function findUsers(
  actor: Actor,
  id: string,
): Promise<{ id: string; direction: Direction; name: string }[]> {
  return statement<{ id: string; direction: Direction; name: string }>`
    SELECT i.id, i.direction, i.name FROM "Integration" i
    WHERE i."credentialId" = ${id}::uuid AND ${integrationsInReach(actor)}
    ORDER BY i.name, i.id LIMIT ${USERS_LISTED}`;
}
