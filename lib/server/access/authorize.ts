import { Refusal } from "../errors.ts";
import type { Actor } from "./actor.ts";
import { allows, type Permission } from "./permissions.ts";

/** Passes when the actor's role has the permission; throws a 403 Refusal otherwise. */
export function authorize(actor: Actor, permission: Permission): void {
  if (!allows(actor.role, permission)) {
    throw new Refusal(
      403,
      "forbidden",
      `Your role, ${actor.role}, does not include this. Ask an owner of ${actor.organizationName}.`,
    );
  }
}

/** Whether the actor may delete a credential that `ownerId` created. */
export function mayDelete(actor: Actor, ownerId: string | null): boolean {
  return (
    allows(actor.role, "credential:delete-any") ||
    (ownerId === actor.userId && allows(actor.role, "credential:delete-own"))
  );
}
