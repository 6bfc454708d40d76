import type { ConnectorEndpoint } from "@/lib/connectors/define-connector.ts";
import { findConnector, findEndpoint, findEnvironment } from "@/lib/connectors/index.ts";
import type { Integration } from "@/lib/integrations.ts";

/**
 * The names of what an integration uses. What the connector no longer knows is called by its id, so that
 * an old row never breaks a page.
 */
export function describeIntegration({ connector, direction, endpoint, settings, credential }: Integration) {
  const found = findConnector(connector);
  const foundEndpoint = found && findEndpoint(found, direction, endpoint);
  const environment = found && findEnvironment(found, credential.environment);
  return {
    connectorName: found?.name ?? connector,
    logo: found?.logo,
    endpointLabel: foundEndpoint?.label ?? endpoint,
    endpoint: foundEndpoint,
    settingsShown: Object.entries(settings).map(([name, value]) => settingShown(foundEndpoint, name, value)),
    environmentLabel: environment?.label ?? credential.environment,
    baseUrl: environment?.baseUrl,
  };
}

/** A setting in the words of the form: "Last days", "30". */
export function settingShown(endpoint: ConnectorEndpoint | undefined, name: string, value: string | number) {
  const parameter = endpoint?.parameters?.find((candidate) => candidate.name === name);
  const option =
    parameter?.type === "choice"
      ? parameter.options.find((candidate) => candidate.value === value)
      : undefined;
  return { label: parameter?.label ?? name, value: option?.label ?? String(value) };
}
