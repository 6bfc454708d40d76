import type { Metadata } from "next";
import { InvitationSection } from "@/components/organizations/invitation-section.tsx";
import { InviteButton } from "@/components/organizations/invite-button.tsx";
import { MemberTable } from "@/components/organizations/member-table.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { roles } from "@/lib/access.ts";
import { memberQuerySchema } from "@/lib/organizations.ts";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { listInvitations } from "@/lib/server/organizations/invitations.ts";
import { listMembers } from "@/lib/server/organizations/members.ts";
import { beginAgainAt, orNotFound } from "@/lib/server/page-errors.ts";

export const metadata: Metadata = { title: "Members" };

const address = "/settings/members";

/** Who is in the organization as what, and who is invited. For admins; to others there is no such page. */
export default async function MembersPage({ searchParams }: PageProps<"/settings/members">) {
  const [actor, asked] = await Promise.all([requireActor(), searchParams]);
  const [members, invitations] = await orNotFound(
    Promise.all([
      listMembers(actor, queryOf(asked.cursor)),
      listInvitations(actor, queryOf(asked.invitations)),
    ]),
  ).catch(beginAgainAt(address));
  const grantable = roles.filter((role) => role !== "owner" || may(actor, "owner:manage"));
  const now = new Date().toISOString();
  return (
    <>
      <PageHeader
        title="Members"
        lead={`Who is in ${actor.organizationName}, and as what. People come by invitation only.`}
        action={<InviteButton organizationName={actor.organizationName} roles={grantable} />}
      />
      <MemberTable
        members={members.data}
        ownId={actor.userId}
        organizationName={actor.organizationName}
        roles={grantable}
        now={now}
      />
      <Pages name="cursor" at={asked.cursor} next={members.nextCursor} of="members" />
      <InvitationSection
        invitations={invitations.data}
        now={now}
        isFurtherOn={asked.invitations !== undefined}
      >
        <Pages name="invitations" at={asked.invitations} next={invitations.nextCursor} of="invitations" />
      </InvitationSection>
    </>
  );
}

function queryOf(cursor: string | string[] | undefined) {
  return memberQuerySchema.parse(typeof cursor === "string" ? { cursor: cursor.slice(0, 2_000) } : {});
}

interface PagesProps {
  /** The parameter of the address that says where the page begins. */
  name: "cursor" | "invitations";
  at: string | string[] | undefined;
  next: string | null;
  of: string;
}

function Pages({ name, at, next, of }: PagesProps) {
  if (at === undefined && next === null) return null;
  return (
    <nav aria-label={`Pages of ${of}`} className="mt-5 flex justify-between gap-3">
      {at !== undefined && <ButtonLink href={address}>First page</ButtonLink>}
      {next !== null && (
        <ButtonLink href={{ pathname: address, query: { [name]: next } }} rel="next" className="ml-auto">
          Next page
        </ButtonLink>
      )}
    </nav>
  );
}
