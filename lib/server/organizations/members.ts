import { validate as isUuid } from "uuid";
import type { Role } from "../../access.ts";
import type { Page } from "../../credentials.ts";
import type { Member, MemberQuery } from "../../organizations.ts";
import type { Actor, MemberActor } from "../access/actor.ts";
import { authorize, requireMember } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import * as store from "./member-store.ts";
import { decideRemoval, decideRoleChange, decideTransfer } from "./membership-rules.ts";

/** A page of the organization's members, in the order in which they joined. */
export async function listMembers(actor: Actor, query: MemberQuery): Promise<Page<Member>> {
  authorize(actor, "member:manage");
  return store.findMembers(requireMember(actor), query);
}

/**
 * Gives a member another role. Refuses with 403 what only an owner may do, with 404 who is no member, and with 409
 * `last_owner` what would leave the organization without an owner, also when two requests race for that.
 */
export async function changeRole(actor: Actor, userId: string, role: Role): Promise<Member> {
  authorize(actor, "member:manage");
  const changed = await store.changeRole(requireMember(actor), idOf(userId), role, (standing) =>
    decideRoleChange(standing, role),
  );
  return changed ?? missing();
}

/** Makes another member owner and oneself admin, in one transaction. Owners only. */
export async function transferOwnership(actor: Actor, userId: string): Promise<Member> {
  authorize(actor, "owner:manage");
  return (await store.transferOwnership(requireMember(actor), idOf(userId), decideTransfer)) ?? missing();
}

/**
 * Removes a member; everybody may remove themselves. What they created stays; what they have invited to does not, nor
 * what they are invited with.
 * Refuses with 409 `last_owner` for the only owner.
 */
export async function removeMember(actor: Actor, userId: string): Promise<void> {
  const member = requireMember(actor);
  if (userId !== member.userId) authorize(member, "member:manage");
  await store.removeMember(member, idOf(userId), decideRemoval);
}

/** Whether this member is the organization's only owner, who cannot leave. */
export async function isLastOwner(actor: MemberActor): Promise<boolean> {
  return store.isLastOwner(actor);
}

function idOf(userId: string): string {
  return isUuid(userId) ? userId : missing();
}

function missing(): never {
  throw notFound("member");
}

/** More names than this do not help anybody to choose one. */
const COLLEAGUES_OFFERED = 100;

/** The names of the other members who own a credential, for whoever looks for those of one of them. */
export async function listColleagues(actor: MemberActor): Promise<{ id: string; name: string }[]> {
  authorize(actor, "credential:read");
  return store.findColleagues(actor, COLLEAGUES_OFFERED);
}
