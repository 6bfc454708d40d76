import { Refusal } from "../errors.ts";
import type { Actor, MemberActor } from "./actor.ts";
import { allows, type Permission, scopeFor } from "./permissions.ts";

/** Whether the actor's role or scopes include the permission: for pages, to offer only what may be done. */
export function may(actor: Actor, permission: Permission): boolean {
  if (actor.kind === "member") return allows(actor.role, permission);
  const scope = scopeFor(permission);
  return scope !== null && actor.scopes.includes(scope);
}

/** Passes when the actor may; throws a 403 Refusal that says what is missing otherwise. */
export function authorize(actor: Actor, permission: Permission): void {
  if (may(actor, permission)) return;
  throw new Refusal(403, "forbidden", reasonOf(actor, permission));
}

/** The actor as a person: what is theirs alone, such as their sessions, no token can reach. */
export function requireMember(actor: Actor): MemberActor {
  if (actor.kind === "member") return actor;
  throw new Refusal(403, "forbidden", "A token cannot do this: sign in and do it yourself.");
}

/** Passes unless the actor is a token that is limited to named credentials: what is new is not among them. */
export function requireUnlimited(actor: Actor): void {
  if (actor.kind === "member" || actor.credentialIds === null) return;
  throw new Refusal(
    403,
    "forbidden",
    "This token is limited to the credentials that it names, so it cannot add one: use a token without that limit.",
  );
}

/** Whether the actor may edit or delete a credential that `ownerId` created. */
export function mayChange(actor: Actor, ownerId: string | null): boolean {
  return (
    may(actor, "credential:change-any") || (ownerId === actor.userId && may(actor, "credential:change-own"))
  );
}

/** Whether the actor may edit or delete a source or a destination that `ownerId` created. */
export function mayChangeIntegration(actor: Actor, ownerId: string | null): boolean {
  return (
    may(actor, "integration:change-any") || (ownerId === actor.userId && may(actor, "integration:change-own"))
  );
}

function reasonOf(actor: Actor, permission: Permission): string {
  if (actor.kind === "member") {
    return `Your role, ${actor.role}, does not include this. Ask an owner of ${actor.organizationName}.`;
  }
  const scope = scopeFor(permission);
  return scope === null
    ? "A token cannot do this: sign in and do it yourself."
    : `This token does not have the scope ${scope}: use one that has it.`;
}
