import type { ConnectorDefinition, ConnectorEndpoint } from "../../connectors/define-connector.ts";
import { type EndpointSettings, wrongSettings } from "../../connectors/endpoint-settings.ts";
import { invalid } from "../errors.ts";

/** The settings as the endpoint takes them. Refuses with 422 what it does not, on `settings.from` and the like. */
export function checkSettings(
  connector: ConnectorDefinition,
  endpoint: ConnectorEndpoint,
  settings: { readonly [name: string]: unknown },
): EndpointSettings {
  const names = connector.endpoints.flatMap(({ parameters = [] }) => parameters.map(({ name }) => name));
  const wrong = wrongSettings(endpoint, settings, (name) => names.includes(name));
  if (wrong.length === 0) return settings as EndpointSettings;
  throw invalid(
    wrong.map(({ name, message }) => ({ field: name === "" ? "settings" : `settings.${name}`, message })),
  );
}
