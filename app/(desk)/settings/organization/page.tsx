import type { Metadata } from "next";
import { LeaveOrganizationButton } from "@/components/organizations/leave-organization-button.tsx";
import { RenameOrganizationForm } from "@/components/organizations/rename-organization-form.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { roleWords } from "@/lib/organizations.ts";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { isLastOwner } from "@/lib/server/organizations/members.ts";

export const metadata: Metadata = { title: "Organization" };

/** What the organization is called, what one is in it, and the way out. */
export default async function OrganizationPage() {
  const actor = await requireActor();
  const mustStay = await isLastOwner(actor);
  const { organizationId: id, organizationName: name } = actor;
  const role = roleWords[actor.role];
  return (
    <>
      <PageHeader
        title="Organization"
        lead={
          may(actor, "organization:change") ? "What everybody in it sees at the foot of the menu." : undefined
        }
      />
      <div className="grid max-w-[560px] gap-9">
        {may(actor, "organization:change") ? (
          <RenameOrganizationForm key={name} organization={{ id, name }} />
        ) : (
          <div>
            <h2 className="text-sm font-semibold">Name</h2>
            <p className="mt-1 [overflow-wrap:anywhere]">{name}</p>
          </div>
        )}
        <section>
          <h2 className="text-[17px] font-semibold tracking-[-0.01em]">Your role</h2>
          <p className="mt-1.5 text-ink-2">
            <b className="font-semibold text-ink">{role.label}.</b> {role.may}
          </p>
        </section>
        <section className="border-t border-line pt-7">
          <h2 className="text-[17px] font-semibold tracking-[-0.01em]">Leave</h2>
          {mustStay ? (
            <p className="mt-1.5 text-pretty text-ink-2">
              You are the only owner: make somebody else owner under Members before you leave.
            </p>
          ) : (
            <>
              <p className="mt-1.5 mb-4 text-pretty text-ink-2">
                You see nothing of {name} any more. What you added stays.
              </p>
              <LeaveOrganizationButton userId={actor.userId} organizationName={name} />
            </>
          )}
        </section>
      </div>
    </>
  );
}
