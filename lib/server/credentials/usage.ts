import type { Usage, UsageQuery } from "../../credential-usage.ts";
import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, mayChange } from "../access/authorize.ts";
import { invalid, Refusal } from "../errors.ts";
import { findOrRefuse } from "./credentials.ts";
import { findUsage, moveUsers } from "./usage-store.ts";

/** A page of what uses a credential, how many there are, and when its key was last used. */
export async function getUsage(actor: Actor, id: string, query: UsageQuery): Promise<Usage> {
  authorize(actor, "integration:read");
  const { usedBy, lastUsedAt } = await findOrRefuse(actor, id);
  return { ...(await findUsage(actor, id, query)), usedBy, lastUsedAt };
}

/**
 * Lets all sources and destinations that use a credential use another one of the same service, at once. For whoever
 * may put credentials into them and change the one that is left: replacing its key would reach them all, too.
 * Refuses with 422, naming the field, a target that is not there, of another service, or damaged.
 */
export async function moveUsage(
  actor: Actor,
  id: string,
  to: string,
): Promise<{ moved: number; credential: CredentialSummary }> {
  authorize(actor, "integration:create");
  authorize(actor, "credential:change-own");
  const left = await findOrRefuse(actor, id);
  if (!mayChange(actor, left.owner?.id ?? null)) {
    throw new Refusal(
      403,
      "forbidden",
      "Only its owner or an admin can let what uses this credential use another one. Ask one of them.",
    );
  }
  const moved = await moveUsers(actor, id, to);
  if (moved === "no-target") {
    throw invalid([
      { field: "to", message: "Choose another credential of the same service, whose key can be opened." },
    ]);
  }
  return { moved, credential: await findOrRefuse(actor, id) };
}
