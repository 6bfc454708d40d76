import { validate as isUuid } from "uuid";
import type { ConnectorDefinition, ConnectorEndpoint, Direction } from "../../connectors/define-connector.ts";
import { findConnector, findEndpoint } from "../../connectors/index.ts";
import { directions } from "../../directions.ts";
import type { Integration } from "../../integrations.ts";
import type { Actor } from "../access/actor.ts";
import { authorize } from "../access/authorize.ts";
import { notFound } from "../errors.ts";
import { findIntegration } from "./integration-store.ts";

/** A source or a destination that is about to be used, and what it reads or writes. */
export interface IntegrationInUse {
  readonly integration: Integration;
  readonly connector: ConnectorDefinition;
  readonly endpoint: ConnectorEndpoint;
}

/**
 * One source or destination, to use it: whoever may use its credential may. Refuses with 404 what is out of reach, or
 * of a service or an endpoint that Tessera knows no more.
 */
export async function integrationForUse(
  actor: Actor,
  direction: Direction,
  id: string,
): Promise<IntegrationInUse> {
  authorize(actor, "credential:use");
  const integration = isUuid(id) ? await findIntegration(actor, id) : null;
  if (integration?.direction !== direction) throw notFound(directions[direction].one);
  const connector = findConnector(integration.connector);
  const endpoint = connector && findEndpoint(connector, direction, integration.endpoint);
  if (connector === undefined || endpoint === undefined) throw notFound("endpoint");
  return { integration, connector, endpoint };
}
