import type {
  ConnectorDefinition,
  ConnectorEndpoint,
  ConnectorEnvironment,
  Direction,
} from "./define-connector.ts";
import { peopleAi } from "./people-ai.ts";

/** Every service that Tessera knows, in the order in which they are offered. */
export const connectors: readonly ConnectorDefinition[] = [peopleAi];

/** The connector with this id, if Tessera knows it. */
export function findConnector(id: string): ConnectorDefinition | undefined {
  return connectors.find((connector) => connector.id === id);
}

/** One of a connector's environments, if it has it. Inherited object members are no environments. */
export function findEnvironment(
  connector: ConnectorDefinition,
  id: string,
): ConnectorEnvironment | undefined {
  return Object.hasOwn(connector.environments, id) ? connector.environments[id] : undefined;
}

/** One of a connector's endpoints for a direction, if it has it. */
export function findEndpoint(
  connector: ConnectorDefinition,
  direction: Direction,
  id: string,
): ConnectorEndpoint | undefined {
  return connector.endpoints.find((endpoint) => endpoint.direction === direction && endpoint.id === id);
}
