import type { Metadata } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { AccountFrame } from "@/components/account/account-frame.tsx";
import { SignInSteps } from "@/components/account/sign-in-steps.tsx";
import { JoinButton } from "@/components/organizations/join-button.tsx";
import { RegisterForm } from "@/components/organizations/register-form.tsx";
import { SignOutAndStayButton } from "@/components/organizations/sign-out-and-stay-button.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { roleWords } from "@/lib/organizations.ts";
import { currentPerson } from "@/lib/server/access/current-actor.ts";
import { passkeysAt } from "@/lib/server/access/passkey-host.ts";
import { findInvitation, isFor } from "@/lib/server/organizations/joining.ts";

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" };

/** What a link opens: for whoever was invited a way in, for everybody else the way to it, or nothing. */
export default async function InvitationPage({ params }: PageProps<"/invitations/[token]">) {
  const [{ token }, person] = await Promise.all([params, currentPerson()]);
  const invitation = await findInvitation(token);
  if (invitation === null) return <GonePage signedIn={person !== null} />;

  const { organizationName, inviterName, email, role, hasAccount } = invitation;
  const { label, may } = roleWords[role];
  const frame = (children: ReactNode) => (
    <AccountFrame
      title={`Join ${organizationName}`}
      lead={
        <>
          {inviterName ?? "Somebody"} invites <b className="font-semibold text-ink">{email}</b> as{" "}
          {label.toLowerCase()}. {may}
        </>
      }
    >
      {children}
    </AccountFrame>
  );

  if (person === null) {
    if (!hasAccount) return frame(<RegisterForm email={email} token={token} />);
    return frame(
      <>
        <p className="mb-5 text-ink-2">You have an account with this address: sign in to join.</p>
        <SignInSteps
          next={`/invitations/${token}`}
          email={email}
          passkeys={passkeysAt((await headers()).get("host")).usable}
          // The way to a provider and back is written down, and this one's end is a secret.
          provider={null}
          failure={null}
        />
      </>,
    );
  }
  if (isFor(invitation, person)) {
    return frame(<JoinButton organizationName={organizationName} token={token} />);
  }
  return frame(
    <>
      <p className="mb-5 text-pretty text-ink-2 [overflow-wrap:anywhere]">
        You are signed in as <b className="font-semibold text-ink">{person.email}</b>, and this invitation is
        for another address. Sign out to use it; this page stays.
      </p>
      <SignOutAndStayButton />
    </>,
  );
}

/** Used, withdrawn, expired, or never written: the page says the same. */
function GonePage({ signedIn }: { signedIn: boolean }) {
  return (
    <AccountFrame
      title="This link does not work any more"
      lead="An invitation works once, for seven days, until it is withdrawn. Ask whoever invited you for a new one."
    >
      <ButtonLink href={signedIn ? "/sources" : "/sign-in"}>
        {signedIn ? "Go to Tessera" : "Sign in"}
      </ButtonLink>
    </AccountFrame>
  );
}
