import type { Direction } from "../../../connectors/define-connector.ts";
import { connectorsSchema, pageSchema } from "../../../credentials.ts";
import {
  directions,
  integrationChangesSchema,
  integrationQuerySchema,
  integrationSchema,
  newIntegrationSchema,
} from "../../../integrations.ts";
import { searchAnswerSchema, searchQuerySchema } from "../../../search.ts";
import { ids } from "../examples.ts";
import type { Operation, Operations } from "../operation.ts";

export const integrationOperations: Operations = {
  ...operationsOf("source", "accounts"),
  ...operationsOf("destination", "email-activities"),
  "GET /api/v1/connectors": {
    id: "listConnectors",
    tag: "Connectors",
    summary: "List connectors",
    description: "The services that Tessera knows, with their Base URLs and endpoints.",
    access: [],
    answer: connectorsSchema,
  },
  "GET /api/v1/search": {
    id: "search",
    tag: "Search",
    summary: "Find by name",
    description: "A few credentials, sources and destinations. A token finds what its scopes let it see.",
    access: [],
    query: searchQuerySchema,
    answer: searchAnswerSchema,
    exampleQuery: { query: "sales" },
  },
};

function operationsOf(direction: Direction, endpoint: string): Operations {
  const { segment, one, title: tag } = directions[direction];
  const name = direction === "source" ? "Source" : "Destination";
  const list: Operation = {
    id: `list${name}s`,
    tag,
    summary: `List ${segment}`,
    description: `A page of ${segment}, the newest first.`,
    access: ["integration:read"],
    query: integrationQuerySchema,
    answer: pageSchema(integrationSchema),
    exampleQuery: { limit: 10 },
  };
  const create: Operation = {
    id: `create${name}`,
    tag,
    summary: `Create a ${one}`,
    description: `A ${one} of the credential's connector. With an \`id\` of your own it is safe to retry.`,
    access: ["integration:create"],
    body: newIntegrationSchema,
    answer: integrationSchema,
    status: 201,
    example: { connector: "people-ai", credentialId: ids.credential, endpoint, name: `Nightly ${endpoint}` },
    refusals: ["id_taken"],
  };
  const get: Operation = {
    id: `get${name}`,
    tag,
    summary: `Get a ${one}`,
    description: `One ${one}, and the credential that it uses.`,
    access: ["integration:read"],
    answer: integrationSchema,
    etag: true,
  };
  const edit: Operation = {
    id: `edit${name}`,
    tag,
    summary: `Edit a ${one}`,
    description:
      "What is left out stays. Another credential must be of the same connector; settings take the place of all that there were.",
    access: ["integration:change-own"],
    body: integrationChangesSchema,
    answer: integrationSchema,
    ifMatch: "required",
    etag: true,
    example: { description: "Read by the nightly load." },
  };
  const remove: Operation = {
    id: `delete${name}`,
    tag,
    summary: `Delete a ${one}`,
    description: "Takes effect at once. Its credential stays, and counts it as a user no more.",
    access: ["integration:change-own"],
  };
  return {
    [`GET /api/v1/${segment}` as const]: list,
    [`POST /api/v1/${segment}` as const]: create,
    [`GET /api/v1/${segment}/{id}` as const]: get,
    [`PATCH /api/v1/${segment}/{id}` as const]: edit,
    [`DELETE /api/v1/${segment}/{id}` as const]: remove,
  };
}
