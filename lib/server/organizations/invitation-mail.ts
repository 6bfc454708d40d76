import { type Invitation, roleWords } from "../../organizations.ts";
import type { MemberActor } from "../access/actor.ts";
import { type MailSent, oneLine, sendMail } from "../mail/mail.ts";

const day = new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" });

/** Sends the link to the address that was invited, where mail is set up. Says whether it went out; never throws. */
export async function mailInvitation(
  actor: Pick<MemberActor, "name" | "organizationName">,
  invitation: Pick<Invitation, "email" | "role" | "expiresAt">,
  link: string,
): Promise<MailSent> {
  const inviter = oneLine(actor.name);
  const organization = oneLine(actor.organizationName);
  return sendMail({
    to: invitation.email,
    subject: `${inviter} invites you to ${organization} on Tessera`,
    text: [
      `${inviter} invites you to join “${organization}” on Tessera, the credential desk,`,
      `as ${roleWords[invitation.role].label.toLowerCase()}.`,
      "",
      "Open this link to join:",
      "",
      link,
      "",
      `It works once, for ${invitation.email} only, until ${day.format(new Date(invitation.expiresAt))}.`,
      "If you did not expect it, ignore this mail: nothing happens without the link.",
      "",
    ].join("\n"),
  });
}
