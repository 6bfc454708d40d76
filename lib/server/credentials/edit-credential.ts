import { findConnector, findEnvironment } from "../../connectors/index.ts";
import { type CredentialChanges, editableFields } from "../../credential-changes.ts";
import type { CredentialSummary } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, may, mayChange } from "../access/authorize.ts";
import { changedMeanwhile, invalid, notFound, Refusal, requireRevision } from "../errors.ts";
import { log } from "../log.ts";
import { vault } from "../services.ts";
import type { Secret } from "../vault/secret.ts";
import { UnreadableError } from "../vault/unreadable-error.ts";
import { findOrRefuse, nameTaken } from "./credentials.ts";
import { type Edit, type Edited, editRow } from "./edit-store.ts";
import { unreadableInUse } from "./finding-from-traffic.ts";
import { findSealed } from "./key-store.ts";
import { findUsers } from "./usage-store.ts";

/**
 * Changes a credential's fields, and of its key nothing; but another environment moves it: the key is sealed to that
 * one, for all that use it at once, and the verdict is forgotten. `revision` is the one that whoever edits has seen;
 * null stands for whichever it is. Safe to retry: what is so already changes nothing.
 *
 * Refuses with 412 `changed_meanwhile` when somebody else was faster, 409 `name_taken`, 409 `credential_in_use` a move
 * of what sources or destinations use, unless `evenIfUsed` is set, and 409 `unreadable` a move of a key that does not
 * open.
 */
export async function editCredential(
  actor: Actor,
  id: string,
  { evenIfUsed = false, ...fields }: CredentialChanges,
  revision: number | null,
): Promise<CredentialSummary> {
  authorize(actor, "credential:change-own");
  const from = await findOrRefuse(actor, id);
  if (!mayChange(actor, from.owner?.id ?? null)) {
    throw new Refusal(
      403,
      "forbidden",
      "Only its owner or an admin can edit this credential. Ask one of them.",
    );
  }
  requireEnvironment(from, fields.environment);
  const changes = differing(from, fields);
  if (Object.keys(changes).length === 0) return from;
  requireRevision(from, revision);

  const { environment } = changes;
  if (environment !== undefined && !evenIfUsed) await refuseUsed(actor, from);
  const resealed = environment === undefined ? null : await reseal(actor, from, environment);
  const edited = await editRow(actor, { from, changes, resealed });
  if (edited === "name-taken") throw nameTaken();
  if (edited === null) throw changedMeanwhile(revision === null ? 409 : 412);
  return edited;
}

/** Refuses with 422 an environment that the credential's service does not have. */
export function requireEnvironment(
  { connector: connectorId }: CredentialSummary,
  environment: string | undefined,
): void {
  const connector = findConnector(connectorId);
  if (environment === undefined || (connector && findEnvironment(connector, environment))) return;
  throw invalid([{ field: "environment", message: "Choose one of the service's Base URLs." }]);
}

/** Those of the fields that would become other ones than they are. */
function differing(from: CredentialSummary, fields: Edited): Edited {
  const names = editableFields.filter((name) => fields[name] !== undefined && fields[name] !== from[name]);
  return Object.fromEntries(names.map((name) => [name, fields[name]]));
}

/** Refuses with 409 `credential_in_use`, naming who it is, a move of what sources or destinations use. */
export async function refuseUsed(actor: Actor, { id, usedBy }: CredentialSummary): Promise<void> {
  if (usedBy.sources + usedBy.destinations === 0) return;
  throw new Refusal(
    409,
    "credential_in_use",
    "Sources or destinations use this credential and would reach the other Base URL from then on: send evenIfUsed: true to change it all the same.",
    may(actor, "integration:read") ? { usedBy: await findUsers(actor, id) } : {},
  );
}

/** The same key, sealed to another environment under the next version. What changes the row records that it was opened. */
async function reseal(
  actor: Actor,
  { id }: CredentialSummary,
  environment: string,
): Promise<NonNullable<Edit["resealed"]>> {
  const sealed = await findSealed(actor, id);
  if (sealed === null) throw notFound("credential");
  const { sealedKey, binding } = sealed;
  const keeper = await vault();
  let key: Secret;
  try {
    key = await keeper.open(sealedKey, binding);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    log.error({ requestId: actor.requestId, credentialId: id }, "a sealed key does not open");
    await unreadableInUse(actor, { id, keyVersion: binding.keyVersion });
    throw new Refusal(
      409,
      "unreadable",
      "The key cannot be opened, so its Base URL cannot be changed: replace the key first.",
    );
  }
  const { keyVersion } = binding;
  return {
    sealedKey: await keeper.seal(key, { ...binding, environment, keyVersion: keyVersion + 1 }),
    earlierVersion: keyVersion,
  };
}
