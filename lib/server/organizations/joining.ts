import { v7 as uuidv7 } from "uuid";
import type { RegisterMember } from "../../organizations.ts";
import type { Person } from "../access/actor.ts";
import { checkPassword } from "../access/check-password.ts";
import { hashPassword } from "../access/password-hash.ts";
import { Refusal } from "../errors.ts";
import { hashOfInvitationToken } from "./invitation-token.ts";
import * as store from "./joining-store.ts";

/** Used, withdrawn, expired or never written: whoever asks cannot tell them apart. */
const gone = () =>
  new Refusal(
    404,
    "invitation_gone",
    "This invitation does not work any more: ask whoever invited you for a new one.",
  );

/** The invitation that a link opens, or null for one that opens nothing. */
export async function findInvitation(token: string): Promise<store.OpenInvitation | null> {
  return store.findInvitation(hashOfInvitationToken(token));
}

/** Whether an invitation was written to this person's address. */
export function isFor(invitation: { email: string }, person: { email: string }): boolean {
  return invitation.email.toLowerCase() === person.email.toLowerCase();
}

/**
 * Makes the person a member of the organization that invited their address, and has their session look at it.
 * Refuses with 403 `other_address` whoever else holds the link, and with 404 `invitation_gone` a second use.
 */
export async function acceptInvitation(person: Person, token: string): Promise<{ organizationId: string }> {
  const accepted = await store.acceptInvitation(person, hashOfInvitationToken(token), (invitation) => {
    if (isFor(invitation, person)) return;
    throw new Refusal(
      403,
      "other_address",
      "This invitation is for another email address: sign out, then open its link again.",
    );
  });
  if (accepted === null) throw gone();
  if (accepted === "already-member") {
    throw new Refusal(409, "already_member", "You are a member of this organization already.");
  }
  return { organizationId: accepted.organizationId };
}

/**
 * Creates the account of somebody who was invited and has none, and makes it a member, in one transaction. The
 * address is the invitation's, whatever is sent. Refuses with 409 `account_exists` where it has an account.
 */
export async function registerMember(
  origin: Pick<Person, "requestId" | "address">,
  { token, name, password }: RegisterMember,
): Promise<{ userId: string; email: string }> {
  const tokenHash = hashOfInvitationToken(token);
  // Before the password is hashed: nobody may keep the machine busy with that for nothing.
  const invitation = await store.findInvitation(tokenHash);
  if (invitation === null) throw gone();
  if (invitation.hasAccount) throw accountExists();
  await checkPassword(password, { name, email: invitation.email });
  const userId = uuidv7();
  const passwordHash = await hashPassword(password);
  const account = { userId, accountId: uuidv7(), name, passwordHash };
  const registered = await store.registerMember(origin, tokenHash, account);
  if (registered === null) throw gone();
  if (registered === "account-exists") throw accountExists();
  return { userId, email: registered.email };
}

function accountExists(): Refusal {
  return new Refusal(
    409,
    "account_exists",
    "There is an account with this address already: sign in, then open the link again.",
  );
}
