import type { Metadata } from "next";
import Link from "next/link";
import { AccountFrame } from "@/components/account/account-frame.tsx";
import { SignOutButton } from "@/components/account/sign-out-button.tsx";
import { NewOrganizationForm } from "@/components/organizations/new-organization-form.tsx";
import { currentActor, requirePerson } from "@/lib/server/access/current-actor.ts";

export const metadata: Metadata = { title: "New organization" };

/** For somebody who is signed in, whether or not an organization has them. */
export default async function NewOrganizationPage() {
  const [person, actor] = await Promise.all([requirePerson(), currentActor()]);
  return (
    <AccountFrame
      title="New organization"
      lead={
        actor === null
          ? "You are not a member of any organization. Create one, or ask for an invitation to an existing one."
          : "You own it, and nobody else is in it until you invite them. Credentials are never shared between organizations."
      }
    >
      <NewOrganizationForm />
      <div className="mt-7 flex flex-wrap items-center justify-between gap-3 border-t border-line pt-4 text-[13px] text-ink-2">
        <span className="min-w-0 truncate" title={person.email}>
          Signed in as {person.email}
        </span>
        {actor === null ? (
          <SignOutButton />
        ) : (
          <Link href="/sources" className="rounded-chip text-ink-2 hover:text-ink hover:underline">
            Back to {actor.organizationName}
          </Link>
        )}
      </div>
    </AccountFrame>
  );
}
