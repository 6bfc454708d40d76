import type { Actor } from "../access/actor.ts";
import { may } from "../access/authorize.ts";
import { Refusal } from "../errors.ts";
import { findSameKey } from "./tile-store.ts";

/**
 * Refuses with 409 `key_already_saved` a key that another credential in the actor's reach has, and names that one to
 * whoever may see it. Passes otherwise. Neither key is opened: equal fingerprints prove equal keys.
 */
export async function refuseSavedKey(
  actor: Actor,
  key: { id: string; connector: string; environment: string; keyFingerprint: string },
): Promise<void> {
  const credential = await findSameKey(actor, key);
  if (credential === null) return;
  const named = may(actor, "credential:read");
  throw new Refusal(
    409,
    "key_already_saved",
    named
      ? `This key is already saved as ${credential.name}: use that credential, or send sameKey: allow to save it again.`
      : "This key is already saved: send sameKey: allow to save it again.",
    named ? { credential } : {},
  );
}
