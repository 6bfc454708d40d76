import { validate as isUuid } from "uuid";
import { findConnector } from "../../connectors/index.ts";
import type { CredentialSummary, NewKey } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, mayChange } from "../access/authorize.ts";
import { type KeyTest, testKey } from "../egress/test-key.ts";
import { changedMeanwhile, notFound, Refusal, requireRevision } from "../errors.ts";
import { egress, vault } from "../services.ts";
import { keyHintOf } from "../vault/fingerprint.ts";
import type { Binding } from "../vault/seal.ts";
import type { Secret } from "../vault/secret.ts";
import { UnreadableError } from "../vault/unreadable-error.ts";
import { refuseUsed, requireEnvironment } from "./edit-credential.ts";
import { unreadableInUse } from "./finding-from-traffic.ts";
import { findSealed } from "./key-store.ts";
import { type NewSealedKey, switchKey } from "./retired-key-store.ts";
import { refuseSavedKey } from "./same-key.ts";
import { findCredential } from "./tile-store.ts";

/** A new key that has left plain text behind. */
export type NewKeyWithSecret = Omit<NewKey, "apiKey"> & { apiKey: Secret };

interface Conditions {
  /** The revision that the credential must have, where the request says which. */
  revision: number | null;
  /** Ends the test, and with it everything: nothing is changed then. */
  signal: AbortSignal;
}

/**
 * Tests a new key and gives it to the credential, at once for all that use it; where the input names another
 * environment, it is tested there, and the credential moves with it. The earlier key stays sealed for 24 hours and can
 * be brought back. Safe to retry: the key that the credential has already changes nothing.
 *
 * Refuses with 409 `key_rejected` what the service rejects, unless `force` is set, and with 409 `credential_in_use` a
 * move of what sources or destinations use, unless `evenIfUsed` is. A service that could not be asked refuses nothing:
 * the key is taken, with that verdict. 409 `changed_meanwhile` when somebody else was faster.
 */
export async function replaceKey(
  actor: Actor,
  id: string,
  input: NewKeyWithSecret,
  { revision, signal }: Conditions,
): Promise<CredentialSummary> {
  authorize(actor, "credential:change-own");
  const { summary, keyFingerprint: present, sealed } = await findChangeable(actor, id);
  requireEnvironment(summary, input.environment);
  const { binding: from } = sealed;
  const { apiKey, environment = from.environment } = input;
  const keeper = await vault();
  const keyFingerprint = await keeper.fingerprint(apiKey, actor.organizationId);
  const keep = await opens(actor, sealed);
  const isSame = keyFingerprint === present;
  const expiresAt = input.expiresAt ?? (isSame ? summary.expiresAt : null);
  const isDone = isSame && environment === from.environment && expiresAt === summary.expiresAt;
  // One that does not open is replaced also by itself: that repairs it.
  if (keep && isDone) return summary;
  requireRevision(summary, revision);
  if (environment !== from.environment && input.evenIfUsed !== true) await refuseUsed(actor, summary);
  if (input.sameKey === "refuse") await refuseSavedKey(actor, { ...from, id, keyFingerprint });

  const target = { ...from, environment, keyVersion: from.keyVersion + 1 };
  const test = await testNewKey(target, apiKey, signal);
  if (test.verdict === "rejected" && input.force !== true) throw rejected(test);
  const sealedKey = await keeper.seal(apiKey, target);
  const to = { environment, sealedKey, keyHint: keyHintOf(apiKey), keyFingerprint, expiresAt };
  const switched = await switchKey(actor, id, { from, revision, to, test, keep });
  return switched ?? sameKeyMeanwhile(actor, id, to);
}

/** The credential and its sealed key. Refuses with 404 what is out of reach, and with 403 what is another's. */
export async function findChangeable(actor: Actor, id: string) {
  // First the sealed key: the fingerprint is then of the same key or of a later one, which the switch finds out.
  const sealed = isUuid(id) ? await findSealed(actor, id) : null;
  const found = sealed === null ? null : await findCredential(actor, id);
  if (sealed === null || found === null) throw notFound("credential");
  if (!mayChange(actor, found.summary.owner?.id ?? null)) {
    throw new Refusal(
      403,
      "forbidden",
      "Only its owner or an admin can replace this credential's key. Ask one of them.",
    );
  }
  return { ...found, sealed };
}

/** Whether it opens: whoever brings it back later must be able to. That it does not is kept as its verdict. */
async function opens(
  actor: Actor,
  { sealedKey, binding }: { sealedKey: string; binding: Binding },
): Promise<boolean> {
  try {
    await (await vault()).open(sealedKey, binding);
    return true;
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    await unreadableInUse(actor, { id: binding.credentialId, keyVersion: binding.keyVersion });
    return false;
  }
}

function testNewKey(target: Binding, apiKey: Secret, signal: AbortSignal): Promise<KeyTest> {
  const connector = findConnector(target.connector);
  if (connector === undefined) throw notFound("service");
  return testKey(egress(), { connector, environment: target.environment }, apiKey, signal);
}

function rejected({ verdict, message, status, traceId }: KeyTest): Refusal {
  return new Refusal(
    409,
    "key_rejected",
    "The service rejected the new key, so the present one stays. Check it, or send force: true to take it all the same.",
    { found: { verdict, message, status, traceId } },
  );
}

/** Whoever was faster may have sent the same: then it is done. */
async function sameKeyMeanwhile(
  actor: Actor,
  id: string,
  { keyFingerprint, environment }: Pick<NewSealedKey, "keyFingerprint" | "environment">,
): Promise<CredentialSummary> {
  const found = await findCredential(actor, id);
  if (found === null) throw notFound("credential");
  const isSame = found.keyFingerprint === keyFingerprint && found.summary.environment === environment;
  if (!isSame) throw changedMeanwhile(409);
  return found.summary;
}
