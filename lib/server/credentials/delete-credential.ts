import type { Actor } from "../access/actor.ts";
import { authorize, may, mayChange } from "../access/authorize.ts";
import { Refusal } from "../errors.ts";
import { moveToBin } from "./bin-store.ts";
import { findOrRefuse } from "./credentials.ts";
import { findUsers } from "./usage-store.ts";

/** How long a deleted credential can be restored, before its sealed key is destroyed. */
const DAYS_IN_BIN = 30;

/**
 * Moves a credential and its sealed key into the bin, without opening it. Refuses with 409 `credential_in_use` while sources
 * or destinations use it, and names them to whoever may see them.
 */
export async function deleteCredential(actor: Actor, id: string): Promise<void> {
  authorize(actor, "credential:change-own");
  const credential = await findOrRefuse(actor, id);
  if (!mayChange(actor, credential.owner?.id ?? null)) {
    throw new Refusal(
      403,
      "forbidden",
      "Only its owner or an admin can delete this credential. Ask one of them.",
    );
  }
  if (await moveToBin(actor, id, DAYS_IN_BIN)) return;
  throw new Refusal(
    409,
    "credential_in_use",
    "Sources or destinations still use this credential: let them use another one first.",
    may(actor, "integration:read") ? { usedBy: await findUsers(actor, id) } : {},
  );
}
