import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { connectorOnScreen } from "@/components/credentials/connector-on-screen.ts";
import { describeIntegration } from "@/components/integrations/describe-integration.ts";
import { IntegrationActions } from "@/components/integrations/integration-actions.tsx";
import { IntegrationDetails } from "@/components/integrations/integration-details.tsx";
import { IntegrationReceipts } from "@/components/integrations/integration-receipts.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { findConnector } from "@/lib/connectors/index.ts";
import { directionOfSegment, directions } from "@/lib/integrations.ts";
import { mayChangeIntegration } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { isEmulated } from "@/lib/server/egress/emulated.ts";
import { getIntegration } from "@/lib/server/integrations/integrations.ts";
import { orNotFound } from "@/lib/server/page-errors.ts";

/** Title and page ask for the same one; it is read once. */
const readIntegration = cache(async (segment: string, id: string) => {
  const actor = await requireActor();
  const direction = directionOfSegment(segment) ?? notFound();
  return orNotFound(getIntegration(actor, direction, id));
});

export async function generateMetadata({ params }: PageProps<"/[direction]/[id]">): Promise<Metadata> {
  const { direction, id } = await params;
  return { title: (await readIntegration(direction, id)).name };
}

/** A source's or a destination's own page. */
export default async function IntegrationPage({ params }: PageProps<"/[direction]/[id]">) {
  const { direction, id } = await params;
  const [actor, integration] = await Promise.all([requireActor(), readIntegration(direction, id)]);
  const connector = findConnector(integration.connector);
  const { segment, title } = directions[integration.direction];
  const { connectorName, endpointLabel } = describeIntegration(integration);
  return (
    <PageBody>
      <PageHeader
        back={{ href: `/${segment}`, label: title }}
        title={integration.name}
        lead={`${connectorName} · ${endpointLabel}`}
        action={
          mayChangeIntegration(actor, integration.owner?.id ?? null) && (
            <IntegrationActions
              integration={integration}
              connector={connector === undefined ? null : connectorOnScreen(connector, isEmulated)}
            />
          )
        }
      />
      <IntegrationDetails integration={integration} now={new Date().toISOString()} />
      <IntegrationReceipts integration={integration} />
    </PageBody>
  );
}
