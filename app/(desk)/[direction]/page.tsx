import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { IntegrationTable } from "@/components/integrations/integration-table.tsx";
import { BrandMark } from "@/components/shell/brand-mark.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { ButtonLink } from "@/components/ui/button-link.tsx";
import { EmptyState } from "@/components/ui/empty-state.tsx";
import { Icon } from "@/components/ui/icon.tsx";
import type { Direction } from "@/lib/connectors/define-connector.ts";
import { directionOfSegment, directions } from "@/lib/directions.ts";
import { integrationQuerySchema } from "@/lib/integrations.ts";
import { may } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { listIntegrations } from "@/lib/server/integrations/integrations.ts";
import { beginAgainAt } from "@/lib/server/page-errors.ts";

const words: Record<Direction, { lead: string; empty: string }> = {
  source: {
    lead: "Where your data comes from. Each source uses a saved credential, and nobody sees its key.",
    empty:
      "A source brings rows in from a service such as People.ai, through a credential that is saved once.",
  },
  destination: {
    lead: "Where your data goes. Each destination uses a saved credential, and nobody sees its key.",
    empty:
      "A destination writes rows to a service such as People.ai, through a credential that is saved once.",
  },
};

export async function generateMetadata({ params }: PageProps<"/[direction]">): Promise<Metadata> {
  const direction = directionOfSegment((await params).direction) ?? notFound();
  return { title: directions[direction].title };
}

/** The sources or the destinations of the organization. */
export default async function IntegrationsPage({ params, searchParams }: PageProps<"/[direction]">) {
  const [actor, { direction: asked }, { cursor }] = await Promise.all([requireActor(), params, searchParams]);
  const direction = directionOfSegment(asked) ?? notFound();
  const { segment, one, many, title } = directions[direction];
  const query = integrationQuerySchema.parse(
    typeof cursor === "string" ? { cursor: cursor.slice(0, 2_000) } : {},
  );
  const { data, nextCursor } = await listIntegrations(actor, direction, query).catch(
    beginAgainAt(`/${segment}`),
  );
  const mayAdd = may(actor, "integration:create");
  const add = (
    <ButtonLink href={`/${segment}/new`} variant="primary">
      <Icon name="plus" size={14} />
      Add {one}
    </ButtonLink>
  );

  if (data.length === 0 && query.cursor === undefined) {
    return (
      <PageBody>
        <PageHeader title={title} lead={words[direction].lead} />
        <EmptyState
          title={mayAdd ? `Add your first ${one}` : `No ${many} yet`}
          action={mayAdd ? add : undefined}
          picture={<BrandMark size={44} />}
        >
          {words[direction].empty}
        </EmptyState>
      </PageBody>
    );
  }
  return (
    <PageBody>
      <PageHeader title={title} lead={words[direction].lead} action={mayAdd ? add : undefined} />
      <IntegrationTable
        caption={title}
        integrations={data}
        hrefOf={({ id }) => `/${segment}/${id}`}
        now={new Date().toISOString()}
      />
      {(query.cursor !== undefined || nextCursor !== null) && (
        <nav aria-label="Pages" className="mt-5 flex justify-between gap-3">
          {query.cursor !== undefined && <ButtonLink href={`/${segment}`}>First page</ButtonLink>}
          {nextCursor !== null && (
            <ButtonLink
              href={{ pathname: `/${segment}`, query: { cursor: nextCursor } }}
              rel="next"
              className="ml-auto"
            >
              Next page
            </ButtonLink>
          )}
        </nav>
      )}
    </PageBody>
  );
}
