import { validate as isUuid, v7 as uuidv7 } from "uuid";
import type { CredentialSummary, Page } from "../../credentials.ts";
import type { BinQuery, DeletedCredential, Restore } from "../../deleted-credentials.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, mayChange } from "../access/authorize.ts";
import { notFound, Refusal } from "../errors.ts";
import { findAllDeleted, findDeleted, moveFromBin } from "./bin-store.ts";
import { destroyInReach, destroyOverdue, findOverdue } from "./destroy-store.ts";
import { findCredential } from "./tile-store.ts";

/** A page of the bin: for those who may change any credential. */
export async function listDeletedCredentials(
  actor: Actor,
  query: BinQuery,
): Promise<Page<DeletedCredential>> {
  authorize(actor, "credential:change-any");
  return findAllDeleted(actor, query);
}

/** A credential that was deleted, for whoever could see it before. Refuses with 404 what is not in the bin. */
export async function getDeletedCredential(actor: Actor, id: string): Promise<DeletedCredential> {
  authorize(actor, "credential:read");
  const deleted = isUuid(id) ? await findDeleted(actor, id) : null;
  if (deleted === null) throw notFound("credential");
  return deleted;
}

/** Whether the actor may bring this one back: those who could have deleted it. */
export function mayRestore(actor: Actor, { owner }: DeletedCredential): boolean {
  return mayChange(actor, owner?.id ?? null);
}

/**
 * Brings a deleted credential back, under another name where one is given. Safe to repeat: one that is back already
 * is answered as it is. Refuses with 409 `name_taken`, naming the field, when its name was given away meanwhile.
 */
export async function restoreCredential(
  actor: Actor,
  id: string,
  { name }: Restore,
): Promise<CredentialSummary> {
  authorize(actor, "credential:change-own");
  if (!isUuid(id)) throw notFound("credential");
  const deleted = await findDeleted(actor, id);
  if (deleted === null) return restoredAlready(actor, id);
  requireChange(actor, deleted.owner);
  const restored = await moveFromBin(actor, id, name);
  if (restored === "name-taken") throw nameTaken();
  return restored ?? restoredAlready(actor, id);
}

async function restoredAlready(actor: Actor, id: string): Promise<CredentialSummary> {
  const found = await findCredential(actor, id);
  if (found === null) throw notFound("credential");
  requireChange(actor, found.summary.owner);
  return found.summary;
}

function requireChange(actor: Actor, owner: { id: string } | null): void {
  if (mayChange(actor, owner?.id ?? null)) return;
  throw new Refusal(
    403,
    "forbidden",
    "Only its owner or an admin can restore this credential. Ask one of them.",
  );
}

function nameTaken(): Refusal {
  const message = "Another credential has this name by now: restore this one under another name.";
  return new Refusal(409, "name_taken", message, { errors: [{ field: "name", message }] });
}

/** Destroys a deleted credential before its time: nothing brings it back. Refuses with 404 what is not in the bin. */
export async function destroyDeletedCredential(actor: Actor, id: string): Promise<void> {
  authorize(actor, "credential:change-any");
  if (!isUuid(id) || !(await destroyInReach(actor, id))) throw notFound("credential");
}

/** How many are destroyed in one call: a few seconds' work. */
const DESTROYED_AT_ONCE = 500;

/**
 * Destroys deleted credentials whose time in the bin was over by `now`, each with its event, and answers how many.
 * It ends after some: as long as that is not 0, call it again. Safe to run twice, at once or after a crash.
 */
export async function destroyDeletedCredentials(now: Date): Promise<number> {
  let destroyed = 0;
  for (const { id, organizationId } of await findOverdue(now, DESTROYED_AT_ONCE)) {
    const tessera = { kind: "tessera", requestId: uuidv7(), address: null } as const;
    if (await destroyOverdue({ ...tessera, organizationId }, id, now)) destroyed += 1;
  }
  return destroyed;
}
