import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActivityFilters } from "@/components/activity/activity-filters.tsx";
import { ActivityList } from "@/components/activity/activity-list.tsx";
import { ActivityPages } from "@/components/activity/activity-pages.tsx";
import { activityHref, isNarrowed, withQuery } from "@/components/activity/activity-query.ts";
import { CredentialChoice } from "@/components/activity/credential-choice.tsx";
import { BrandMark } from "@/components/shell/brand-mark.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { buttonClass } from "@/components/ui/button-class.ts";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { listActivity, listActivityActors } from "@/lib/server/audit/activity.ts";
import { auditActions } from "@/lib/server/audit/audit-action.ts";
import { beginAgainAt } from "@/lib/server/page-errors.ts";
import { queryOf, readSearch } from "./read-search.ts";

export const metadata: Metadata = { title: "Activity" };

const LEAD =
  "Every change, and every test and preview that opens a key, by whom and when; what else is sent with a key leaves receipts. Nothing in it can be changed or removed.";

/** Who did what in the organization. */
export default async function ActivityPage({ searchParams }: PageProps<"/activity">) {
  const actor = await requireActor();
  if (!may(actor, "activity:read")) notFound();
  const asked = await readSearch(actor, await searchParams);
  const { search, filter, choice, credentialName } = asked;
  const [actors, { data, nextCursor }] = await Promise.all([
    listActivityActors(actor),
    choice === null
      ? listActivity(actor, queryOf(asked)).catch(beginAgainAt(activityHref({})))
      : { data: [], nextCursor: null },
  ]);

  return (
    <PageBody>
      <PageHeader
        title="Activity"
        lead={LEAD}
        action={
          // Not a page to go to, but a file: the browser fetches it by itself.
          data.length > 0 && (
            <a href={withQuery("/api/v1/activity/export", filter)} download className={buttonClass()}>
              Export JSON Lines
            </a>
          )
        }
      />
      <ActivityFilters search={search} actors={actors} words={auditActions} credentialName={credentialName} />
      {choice !== null && choice.length > 0 ? (
        <CredentialChoice search={search} credentials={choice} />
      ) : data.length === 0 ? (
        <Nothing isNarrowed={isNarrowed(search)} isFurtherOn={search.cursor !== undefined} />
      ) : (
        <ActivityList events={data} words={auditActions} />
      )}
      <ActivityPages search={search} nextCursor={nextCursor} />
    </PageBody>
  );
}

function Nothing({ isNarrowed, isFurtherOn }: { isNarrowed: boolean; isFurtherOn: boolean }) {
  if (isNarrowed || isFurtherOn) {
    return (
      <p className="text-ink-2">
        {isNarrowed ? "Nothing that was done matches." : "There is nothing older."}{" "}
        <Link href={activityHref({})} className="font-semibold text-accent underline underline-offset-2">
          {isNarrowed ? "Show everything" : "Back to the newest"}
        </Link>
      </p>
    );
  }
  return (
    <EmptyState title="Nothing has happened yet" picture={<BrandMark size={44} />}>
      As soon as somebody adds a credential, tests one or connects a source, it stands here.
    </EmptyState>
  );
}
