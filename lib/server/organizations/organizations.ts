import { validate as isUuid, v7 as uuidv7 } from "uuid";
import type { OrganizationName, OwnOrganization } from "../../organizations.ts";
import type { Actor, Person } from "../access/actor.ts";
import { authorize, requireMember } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import * as store from "./organization-store.ts";

/** The organizations that have this person, by name, and which of them their session looks at. */
export async function listOrganizations(
  person: Pick<Person, "userId" | "sessionId">,
): Promise<OwnOrganization[]> {
  return store.findOrganizations(person);
}

/** Creates an organization that the person owns, and has their session look at it. */
export async function createOrganization(
  person: Person,
  { name }: OrganizationName,
): Promise<OwnOrganization> {
  const id = uuidv7();
  await store.insertOrganization(person, { id, memberId: uuidv7(), name });
  return { id, name, role: "owner", current: true };
}

/** Renames the organization that the actor looks at; any other is a 404, also one of their own. Owners only. */
export async function renameOrganization(
  actor: Actor,
  id: string,
  { name }: OrganizationName,
): Promise<OwnOrganization> {
  if (id !== actor.organizationId) throw notFound("organization");
  authorize(actor, "organization:change");
  const member = requireMember(actor);
  await store.renameOrganization(member, name);
  return { id, name, role: member.role, current: true };
}

/** Has the person's session look at another of their organizations. Refuses with 404 what does not have them. */
export async function selectOrganization(person: Person, id: string): Promise<void> {
  const selected = isUuid(id) && (await store.selectOrganization(person, id));
  if (!selected) throw notFound("organization");
}
