import { validate as isUuid, v7 as uuidv7 } from "uuid";
import { type Counted, countedUpTo } from "../../counted.ts";
import type { CredentialQuery, CredentialSummary, NewCredential, Page } from "../../credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, requireUnlimited } from "../access/authorize.ts";
import { notFound, Refusal } from "../errors.ts";
import { vault } from "../services.ts";
import { keyHintOf } from "../vault/fingerprint.ts";
import type { Secret } from "../vault/secret.ts";
import { insertCredential, type NewRow } from "./credential-store.ts";
import { findCredentials } from "./list-store.ts";
import { refuseSavedKey } from "./same-key.ts";
import * as store from "./tile-store.ts";

/** A new credential whose key has left plain text behind. */
export type NewCredentialWithSecret = Omit<NewCredential, "apiKey"> & {
  apiKey: Secret;
  /** What the credential is called that it was made from, where it was made from one. */
  duplicateOf?: string;
};

/**
 * Seals the key to the row it will live in, then saves both, with the audit event, in one statement.
 * Safe to retry with the same `id`: the same input returns the credential that is already there.
 * Refuses with 409 `name_taken` or `id_taken`, naming the field, when either is; with 409 `key_already_saved`, where
 * that was asked for; and with 403 a token that is limited to named credentials.
 */
export async function createCredential(
  actor: Actor,
  input: NewCredentialWithSecret,
): Promise<CredentialSummary> {
  authorize(actor, "credential:create");
  requireUnlimited(actor);
  const { connector, environment, name, description, apiKey } = input;
  const id = input.id ?? uuidv7();
  const { organizationId } = actor;
  const keeper = await vault();
  const sealedKey = await keeper.seal(apiKey, {
    organizationId,
    credentialId: id,
    connector,
    environment,
    keyVersion: 1,
  });
  const keyFingerprint = await keeper.fingerprint(apiKey, organizationId);
  const row = {
    id,
    connector,
    environment,
    name,
    description,
    sealedKey,
    keyHint: keyHintOf(apiKey),
    keyFingerprint,
    expiresAt: input.expiresAt ?? null,
    ...(input.duplicateOf !== undefined && { duplicateOf: input.duplicateOf }),
  };

  const created = await insertCredential(actor, row, { onlyNewKey: input.sameKey === "refuse" });
  return created ?? earlierTry(actor, row, input);
}

/** The credential that the same request made before; else the refusal that says what is taken. */
async function earlierTry(
  actor: Actor,
  row: NewRow,
  input: Pick<NewCredentialWithSecret, "id" | "sameKey">,
): Promise<CredentialSummary> {
  const existing = input.id !== undefined ? await store.findCredential(actor, row.id) : null;
  if (existing !== null) {
    const { summary, keyFingerprint } = existing;
    const same =
      summary.connector === row.connector &&
      summary.environment === row.environment &&
      summary.name === row.name &&
      summary.description === row.description &&
      summary.expiresAt === row.expiresAt &&
      keyFingerprint === row.keyFingerprint;
    if (same) return summary;
    throw new Refusal(
      409,
      "already_saved",
      "This credential was saved a moment ago, before the last changes. Close the overlay to find its tile.",
    );
  }
  if (input.sameKey === "refuse") await refuseSavedKey(actor, row);
  const nameIsTaken = await store.nameExists(actor, row.connector, row.name);
  if (nameIsTaken) throw nameTaken();
  throw new Refusal(409, "id_taken", "This id is taken: make a new one, or leave it out.", {
    errors: [{ field: "id", message: "This id is taken: make a new one, or leave it out." }],
  });
}

/** The organization has a credential of this name for the connector. */
export function nameTaken(): Refusal {
  const message = "There is a credential of this name already: choose another name.";
  return new Refusal(409, "name_taken", message, { errors: [{ field: "name", message }] });
}

/** A page of tiles. Opens no key, and selects none. */
export async function listCredentials(
  actor: Actor,
  query: CredentialQuery,
): Promise<Page<CredentialSummary>> {
  authorize(actor, "credential:read");
  return findCredentials(actor, query);
}

/** How many of the credentials that this person used last stand first on the Authenticate screen. */
const LAST_USED_FIRST = 3;

/**
 * The Authenticate screen's tiles: with the sort `best`, first what this person used last for the
 * connector, then verified ones, then the rest by name.
 */
export async function listTiles(actor: Actor, query: CredentialQuery): Promise<Page<CredentialSummary>> {
  authorize(actor, "credential:read");
  if (query.sort !== "best") return findCredentials(actor, query);
  const lastUsed = await store.findLastUsed(actor, query, LAST_USED_FIRST);
  const except = lastUsed.map((credential) => credential.id);
  if (query.cursor !== undefined) return findCredentials(actor, query, { except });
  const rest = await findCredentials(actor, { ...query, limit: query.limit - lastUsed.length }, { except });
  return { ...rest, data: [...lastUsed, ...rest.data] };
}

/** One tile. Refuses with 404 what is not in the actor's reach. */
export async function getCredential(actor: Actor, id: string): Promise<CredentialSummary> {
  authorize(actor, "credential:read");
  return findOrRefuse(actor, id);
}

/** The same, for whoever authorized already. */
export async function findOrRefuse(actor: Actor, id: string): Promise<CredentialSummary> {
  const found = isUuid(id) ? await store.findCredential(actor, id) : null;
  if (found === null) throw notFound("credential");
  return found.summary;
}

const COUNTED_AT_MOST = 1_000;

/** How many credentials a connector has, or all have; beyond 1,000 it says only that there are more. */
export async function countCredentials(actor: Actor, connector?: string): Promise<Counted> {
  authorize(actor, "credential:read");
  const counted = await store.countCredentialsUpTo(actor, connector, COUNTED_AT_MOST + 1);
  return countedUpTo(COUNTED_AT_MOST, counted);
}
