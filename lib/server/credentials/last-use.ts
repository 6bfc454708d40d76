import type { Actor } from "../access/actor.ts";
import { describeError, log } from "../log.ts";
import { markUsed } from "./usage-store.ts";

const PAUSE_MS = 60_000;
/** So many are remembered; beyond, the database alone decides what is too early. */
const REMEMBERED_AT_MOST = 10_000;

/** When this process last said that a credential was used, the longest ago first. */
const said = new Map<string, number>();

/**
 * Notes that a credential's key was opened to be used: at most once a minute for each, and without whoever uses it
 * waiting. Never throws; a note that cannot be kept is logged, and the next use tries again.
 */
export function noteUse(actor: Actor, id: string): void {
  const now = Date.now();
  if (now - (said.get(id) ?? 0) < PAUSE_MS) return;
  said.delete(id);
  said.set(id, now);
  const [oldest] = said.keys();
  if (said.size > REMEMBERED_AT_MOST && oldest !== undefined) said.delete(oldest);
  markUsed(actor, id).catch((error: unknown) => {
    said.delete(id);
    log.error(
      { requestId: actor.requestId, credentialId: id, error: describeError(error) },
      "a use was not noted",
    );
  });
}
