import type { Role } from "../../access.ts";
import { allows } from "../access/permissions.ts";
import { notFound, Refusal } from "../errors.ts";

/** What is true of an organization while its members are locked: nothing changes until the decision is stored. */
export interface Standing {
  organizationName: string;
  /** The role of whoever asks, now; null when they were removed meanwhile. */
  actorRole: Role | null;
  /** The role of whom it is about; null when the organization does not have them. */
  targetRole: Role | null;
  owners: number;
  /** Whether whoever asks is whom it is about. */
  oneself: boolean;
}

/** Refuses who may not give `role`: only owners make owners. */
export function refuseGrant(actorRole: Role | null, role: Role, organizationName: string): void {
  if (actorRole === null || !allows(actorRole, "member:manage")) {
    throw forbidden(`Only an admin or an owner of ${organizationName} can do this. Ask one of them.`);
  }
  if (role === "owner" && !allows(actorRole, "owner:manage")) {
    throw forbidden(`Only an owner can make somebody owner. Ask an owner of ${organizationName}.`);
  }
}

/** Passes when the role may become `role`; throws what stands in the way. */
export function decideRoleChange(standing: Standing, role: Role): void {
  refuseGrant(standing.actorRole, role, standing.organizationName);
  const targetRole = requireTarget(standing);
  if (targetRole === "owner" && role !== "owner") {
    refuseTouchingOwner(standing);
    refuseLastOwner(standing, "Make somebody else owner first: an organization needs one.");
  }
}

/** Passes when the member may be removed, or may leave: everybody may leave but the last owner. */
export function decideRemoval(standing: Standing): void {
  if (!standing.oneself) refuseGrant(standing.actorRole, "viewer", standing.organizationName);
  const targetRole = requireTarget(standing);
  if (targetRole !== "owner") return;
  if (!standing.oneself) refuseTouchingOwner(standing);
  refuseLastOwner(
    standing,
    standing.oneself
      ? "You are the only owner: make somebody else owner before you leave."
      : "This is the only owner: make somebody else owner first.",
  );
}

/** Passes when whoever asks may hand their ownership to the other. */
export function decideTransfer(standing: Standing): void {
  refuseGrant(standing.actorRole, "owner", standing.organizationName);
  requireTarget(standing);
  if (standing.oneself) {
    throw new Refusal(409, "already_owner", "You are the owner already: choose another member.");
  }
}

function requireTarget({ targetRole }: Standing): Role {
  if (targetRole === null) throw notFound("member");
  return targetRole;
}

function refuseTouchingOwner({ actorRole, organizationName }: Standing): void {
  if (actorRole !== null && allows(actorRole, "owner:manage")) return;
  throw forbidden(`Only an owner can change or remove an owner. Ask an owner of ${organizationName}.`);
}

function refuseLastOwner({ owners }: Standing, sentence: string): void {
  if (owners <= 1) throw new Refusal(409, "last_owner", sentence);
}

function forbidden(sentence: string): Refusal {
  return new Refusal(403, "forbidden", sentence);
}

/** The roles that a member of this role may not invite to, or not any more. */
export function rolesNotToGive(role: Role | null): Role[] {
  if (role !== null && allows(role, "owner:manage")) return [];
  if (role !== null && allows(role, "member:manage")) return ["owner"];
  return ["viewer", "member", "admin", "owner"];
}
