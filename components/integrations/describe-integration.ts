import { findConnector, findEndpoint, findEnvironment } from "@/lib/connectors/index.ts";
import type { Integration } from "@/lib/integrations.ts";

/**
 * The names of what an integration uses. What the connector no longer knows is called by its id, so that
 * an old row never breaks a page.
 */
export function describeIntegration({ connector, direction, endpoint, credential }: Integration) {
  const found = findConnector(connector);
  const foundEndpoint = found && findEndpoint(found, direction, endpoint);
  const environment = found && findEnvironment(found, credential.environment);
  return {
    connectorName: found?.name ?? connector,
    logo: found?.logo,
    endpointLabel: foundEndpoint?.label ?? endpoint,
    endpoint: foundEndpoint,
    environmentLabel: environment?.label ?? credential.environment,
    baseUrl: environment?.baseUrl,
  };
}
