import { Notice } from "@/components/ui/notice.tsx";
import type { CreatedInvitation, MailOutcome } from "@/lib/organizations.ts";
import { CopyLink } from "./copy-link.tsx";

const mailWords: Record<MailOutcome, (email: string) => string> = {
  sent: (email) => `The link is on its way to ${email}. You can also hand it over yourself.`,
  failed: (email) =>
    `The mail to ${email} could not be sent: hand the link over yourself, and tell whoever runs Tessera.`,
  "not-configured": (email) => `Send this link to ${email}: Tessera sends no mail itself.`,
};

/** The link of an invitation, while it can be seen. */
export function InvitationLink({ invitation: { email, link, mail } }: { invitation: CreatedInvitation }) {
  return (
    <div className="grid gap-3.5">
      <div role="status">
        {mail === "failed" ? (
          <Notice tone="limited">{mailWords.failed(email)}</Notice>
        ) : (
          <p className="text-pretty text-ink-2 [overflow-wrap:anywhere]">{mailWords[mail](email)}</p>
        )}
      </div>
      <CopyLink label={`Invitation link for ${email}`} link={link} />
      <p className="text-[13px] leading-snug text-ink-3">
        It works once, for this address only, for seven days. It is shown only now: whoever loses it is
        invited again.
      </p>
    </div>
  );
}
