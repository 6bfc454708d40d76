import { validate as isUuid } from "uuid";
import type { AnyActor } from "../access/actor.ts";
import { notFound } from "../errors.ts";
import { log } from "../log.ts";
import { vault } from "../services.ts";
import type { Secret } from "../vault/secret.ts";
import { UnreadableError } from "../vault/unreadable-error.ts";
import { findSealed } from "./key-store.ts";

/** What is found of a key that does not open. */
export const UNREADABLE = "Cannot be opened: damaged or tampered with";

/** A key on its way to the service, and where it belongs. `key` is null when it cannot be opened. */
export interface OpenedKey {
  key: Secret | null;
  keyVersion: number;
  connector: string;
  environment: string;
}

/** Opens a credential's key. Callers authorize first. Refuses with 404 what is not in the actor's reach. */
export async function openKey(actor: AnyActor, id: string): Promise<OpenedKey> {
  const sealed = isUuid(id) ? await findSealed(actor, id) : null;
  if (sealed === null) throw notFound("credential");
  const { connector, environment, keyVersion } = sealed.binding;
  try {
    const key = await (await vault()).open(sealed.sealedKey, sealed.binding);
    return { key, keyVersion, connector, environment };
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    log.error({ requestId: actor.requestId, credentialId: id }, "a sealed key does not open");
    return { key: null, keyVersion, connector, environment };
  }
}
