import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { cache } from "react";
import { connectorOnScreen, environmentLabel } from "@/components/credentials/connector-on-screen.ts";
import { AcceptedShape } from "@/components/integrations/accepted-shape.tsx";
import { CredentialInUse } from "@/components/integrations/credential-in-use.tsx";
import { describeIntegration } from "@/components/integrations/describe-integration.ts";
import { IntegrationActions } from "@/components/integrations/integration-actions.tsx";
import { IntegrationDetails } from "@/components/integrations/integration-details.tsx";
import { IntegrationReceipts } from "@/components/integrations/integration-receipts.tsx";
import { Panel } from "@/components/integrations/panel.tsx";
import { Snippets } from "@/components/integrations/snippets.tsx";
import { SourcePreview } from "@/components/integrations/source-preview.tsx";
import { PageBody } from "@/components/shell/page-body.tsx";
import { PageHeader } from "@/components/shell/page-header.tsx";
import { findConnector } from "@/lib/connectors/index.ts";
import { directionOfSegment, directions } from "@/lib/directions.ts";
import { may, mayChangeIntegration } from "@/lib/server/access/authorize.ts";
import { requireActor } from "@/lib/server/access/current-actor.ts";
import { getCredential } from "@/lib/server/credentials/credentials.ts";
import { isEmulated } from "@/lib/server/egress/emulated.ts";
import { getIntegration } from "@/lib/server/integrations/integrations.ts";
import { orNotFound } from "@/lib/server/page-errors.ts";
import { ownOrigin } from "@/lib/server/request.ts";

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
  const [actor, integration, requestHeaders] = await Promise.all([
    requireActor(),
    readIntegration(direction, id),
    headers(),
  ]);
  const credential = await orNotFound(getCredential(actor, integration.credential.id));
  const definition = findConnector(integration.connector);
  const connector = definition === undefined ? null : connectorOnScreen(definition, isEmulated);
  const { segment, title } = directions[integration.direction];
  const { connectorName, endpoint, endpointLabel } = describeIntegration(integration);
  const now = new Date().toISOString();
  return (
    <PageBody>
      <PageHeader
        back={{ href: `/${segment}`, label: title }}
        title={integration.name}
        lead={`${connectorName} · ${endpointLabel}`}
        action={
          mayChangeIntegration(actor, integration.owner?.id ?? null) && (
            <IntegrationActions integration={integration} connector={connector} />
          )
        }
      />
      <div className="grid min-w-0 gap-4">
        <CredentialInUse
          credential={credential}
          service={connectorName}
          environmentLabel={
            connector === null ? credential.environment : environmentLabel(connector, credential.environment)
          }
          now={now}
        />
        <IntegrationDetails integration={integration} now={now} />
        <IntegrationReceipts integration={integration} />
        {integration.direction === "source" && endpoint !== undefined && may(actor, "credential:use") && (
          // Begins anew when what it reads is edited.
          <SourcePreview key={integration.revision} source={integration} />
        )}
        {endpoint?.accepts && (
          <Panel title="What it takes" lead="The fields of a record.">
            <AcceptedShape endpoint={endpoint} />
          </Panel>
        )}
        {endpoint !== undefined && (
          <Snippets
            integration={integration}
            origin={ownOrigin(requestHeaders)}
            mayManageTokens={may(actor, "token:manage")}
          />
        )}
      </div>
    </PageBody>
  );
}
