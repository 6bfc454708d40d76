import { validate as isUuid } from "uuid";
import type { Page, VerdictRecord } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import { findFindings } from "./verdict-store.ts";

/**
 * What was found of a credential's keys, the newest first: the last 50, which are all that is kept, so there is never
 * a next page. Refuses with 404 what is not in the actor's reach.
 */
export async function listVerdicts(actor: Actor, id: string): Promise<Page<VerdictRecord>> {
  authorize(actor, "credential:read");
  const data = isUuid(id) ? await findFindings(actor, id) : null;
  if (data === null) throw notFound("credential");
  return { data, nextCursor: null };
}
