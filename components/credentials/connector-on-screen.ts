import type { ConnectorDefinition, ConnectorEnvironment } from "@/lib/connectors/define-connector.ts";

export interface EnvironmentOnScreen extends ConnectorEnvironment {
  readonly id: string;
  /** Its requests go to the bundled emulator and not to the service: the screen must say so. */
  readonly emulated: boolean;
}

/** What the screen needs of a connector: data only, so that it travels from server to browser. */
export interface ConnectorOnScreen
  extends Pick<ConnectorDefinition, "id" | "name" | "key" | "guide" | "limits" | "defaultEnvironment"> {
  readonly environments: readonly EnvironmentOnScreen[];
}

export function connectorOnScreen(
  { id, name, key, guide, limits, defaultEnvironment, environments }: ConnectorDefinition,
  isEmulated: (connector: string, environment: string) => boolean,
): ConnectorOnScreen {
  return {
    id,
    name,
    key,
    guide,
    limits,
    defaultEnvironment,
    environments: Object.entries(environments).map(([environmentId, environment]) => ({
      ...environment,
      id: environmentId,
      emulated: isEmulated(id, environmentId),
    })),
  };
}

/** In the place of a connector that is not known any more, whose credentials are still there to be seen and deleted. */
export function unknownConnector(id: string): ConnectorOnScreen {
  return {
    id,
    name: id,
    key: { label: "API Key", header: "", pastedPrefixes: [] },
    guide: { title: "", steps: [], caution: "" },
    limits: { requestsPerSecond: 1, requestsAtOnce: 1 },
    defaultEnvironment: "",
    environments: [],
  };
}

/** "Production", or "Mock · emulator"; the bare id of an environment that the connector no longer has. */
export function environmentLabel(connector: ConnectorOnScreen, id: string): string {
  const environment = connector.environments.find((candidate) => candidate.id === id);
  if (environment === undefined) return id;
  return environment.emulated ? `${environment.label} · emulator` : environment.label;
}
