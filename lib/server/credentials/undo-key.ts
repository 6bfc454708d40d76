import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { changedMeanwhile, Refusal, requireRevision } from "../errors.ts";
import { log } from "../log.ts";
import { vault } from "../services.ts";
import type { Secret } from "../vault/secret.ts";
import { UnreadableError } from "../vault/unreadable-error.ts";
import { findChangeable } from "./replace-key.ts";
import { findRetired, type RetiredKey, restoreKey } from "./retired-key-store.ts";

/**
 * Brings the earlier key back, with the environment and the expiry that it had, at once for all that use the
 * credential, and destroys the one that replaced it. Each
 * call goes back by one replacement: whoever may send it twice sends `If-Match` with it. Refuses with 409
 * `nothing_to_undo` when there is none or its 24 hours are over, `unreadable` when it does not open, and
 * `changed_meanwhile` when somebody else was faster.
 */
export async function undoKeyReplacement(
  actor: Actor,
  id: string,
  revision: number | null,
): Promise<CredentialSummary> {
  authorize(actor, "credential:change-own");
  const { summary } = await findChangeable(actor, id);
  requireRevision(summary, revision);
  const retired = await findRetired(actor, id);
  if (retired === null) {
    throw new Refusal(
      409,
      "nothing_to_undo",
      "There is no earlier key to bring back: it is kept for 24 hours after a replacement.",
    );
  }
  const key = await open(actor, retired);
  const { earlier, present } = retired;
  const sealedKey = await (await vault()).seal(key, { ...earlier, keyVersion: present.keyVersion + 1 });
  const restored = await restoreKey(actor, id, {
    from: present,
    revision,
    retiredId: retired.id,
    sealedKey,
  });
  if (restored === null) throw changedMeanwhile(409);
  return restored;
}

async function open(actor: Actor, { sealedKey, earlier }: RetiredKey): Promise<Secret> {
  try {
    return await (await vault()).open(sealedKey, earlier);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    log.error(
      { requestId: actor.requestId, credentialId: earlier.credentialId },
      "a retired key does not open",
    );
    throw new Refusal(
      409,
      "unreadable",
      "The earlier key cannot be opened: damaged or tampered with. The present one stays.",
    );
  }
}
