import type { SearchAnswer } from "../../search.ts";
import type { Actor } from "../access/actor.ts";
import { may } from "../access/authorize.ts";
import { listCredentials } from "../credentials/credentials.ts";
import { findIntegrationsNamed } from "../integrations/integrations.ts";

const FOUND_OF_EACH = 5;

/** The credentials, sources and destinations that are called so, the best match first; only what the actor may see. */
export async function search(actor: Actor, query = ""): Promise<SearchAnswer> {
  if (query.trim() === "") return { credentials: [], integrations: [] };
  const [credentials, integrations] = await Promise.all([
    may(actor, "credential:read")
      ? listCredentials(actor, { query, sort: "best", limit: FOUND_OF_EACH })
      : { data: [] },
    may(actor, "integration:read") ? findIntegrationsNamed(actor, query, FOUND_OF_EACH) : [],
  ]);
  return { credentials: credentials.data, integrations };
}
