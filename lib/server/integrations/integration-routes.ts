import type { Direction } from "../../connectors/define-connector.ts";
import { pageSchema } from "../../credentials.ts";
import { directions } from "../../directions.ts";
import {
  integrationChangesSchema,
  integrationQuerySchema,
  integrationSchema,
  newIntegrationSchema,
} from "../../integrations.ts";
import { requireIfMatch, withEtag } from "../if-match.ts";
import { created, methods, noContent, ok, route } from "../route.ts";
import {
  createIntegration,
  deleteIntegration,
  editIntegration,
  getIntegration,
  listIntegrations,
} from "./integrations.ts";

/** `/api/v1/sources` and `/api/v1/destinations` are one thing in two directions. */
export function integrationsRoute(direction: Direction) {
  return methods({
    GET: route(
      { query: integrationQuerySchema, answer: pageSchema(integrationSchema) },
      async ({ actor, query }) => ok(await listIntegrations(actor, direction, query)),
    ),
    POST: route({ body: newIntegrationSchema, answer: integrationSchema }, async ({ actor, body }) => {
      const integration = await createIntegration(actor, direction, body);
      return created(integration, `/api/v1/${directions[direction].segment}/${integration.id}`);
    }),
  });
}

/** `/api/v1/sources/{id}` and `/api/v1/destinations/{id}`. */
export function integrationRoute(direction: Direction) {
  return methods({
    GET: route({ answer: integrationSchema }, async ({ actor, id }) =>
      withEtag(ok(await getIntegration(actor, direction, id))),
    ),
    PATCH: route(
      { body: integrationChangesSchema, answer: integrationSchema },
      async ({ actor, id, body, request }) =>
        withEtag(ok(await editIntegration(actor, direction, id, body, requireIfMatch(request, direction)))),
    ),
    DELETE: route({}, async ({ actor, id }) => {
      await deleteIntegration(actor, direction, id);
      return noContent();
    }),
  });
}
