import { validate as isUuid, v7 as uuidv7 } from "uuid";
import type { Page } from "../../credentials.ts";
import type { CreatedInvitation, Invitation, MemberQuery, NewInvitation } from "../../organizations.ts";
import type { Actor } from "../access/actor.ts";
import { authorize, requireMember } from "../access/authorize.ts";
import { notFound, Refusal } from "../errors.ts";
import { mailInvitation } from "./invitation-mail.ts";
import * as store from "./invitation-store.ts";
import { hashOfInvitationToken, newInvitationToken } from "./invitation-token.ts";
import { refuseGrant } from "./membership-rules.ts";

const INVITATION_DAYS = 7;
const MS_PER_DAY = 86_400_000;

/** A page of the organization's open invitations, the newest first. Nothing in it opens one. */
export async function listInvitations(actor: Actor, query: MemberQuery): Promise<Page<Invitation>> {
  authorize(actor, "member:manage");
  return store.findInvitations(requireMember(actor), query);
}

/**
 * Invites an address, in place of an open invitation that it has. The link is in this answer and nowhere else; where
 * mail is set up it is also sent, after the invitation is stored: a mail that fails leaves the link to copy. `origin`
 * is the address under which people reach Tessera. Refuses with 409 `already_member` who is one.
 */
export async function inviteMember(
  actor: Actor,
  input: NewInvitation,
  origin: string,
): Promise<CreatedInvitation> {
  authorize(actor, "member:manage");
  const member = requireMember(actor);
  const token = newInvitationToken();
  const invitation = await store.insertInvitation(
    member,
    {
      ...input,
      id: uuidv7(),
      tokenHash: hashOfInvitationToken(token),
      expiresAt: new Date(Date.now() + INVITATION_DAYS * MS_PER_DAY),
    },
    ({ actorRole, organizationName }) => refuseGrant(actorRole, input.role, organizationName),
  );
  if (invitation === "already-member") {
    throw new Refusal(409, "already_member", "Somebody with this address is a member already.", {
      errors: [{ field: "email", message: "This person is a member already: change their role instead." }],
    });
  }
  const link = `${origin}/invitations/${token}`;
  return { ...invitation, link, mail: await mailInvitation(member, invitation, link) };
}

/** Withdraws an open invitation: its link opens nothing any more. Refuses with 404 what is not the organization's. */
export async function withdrawInvitation(actor: Actor, id: string): Promise<void> {
  authorize(actor, "member:manage");
  const withdrawn = isUuid(id) && (await store.withdrawInvitation(requireMember(actor), id));
  if (!withdrawn) throw notFound("invitation");
}
