import type { Direction } from "../../../connectors/define-connector.ts";
import { connectorsSchema, pageSchema, sampleRowsSchema } from "../../../credentials.ts";
import { directions } from "../../../directions.ts";
import {
  integrationChangesSchema,
  integrationQuerySchema,
  integrationSchema,
  newIntegrationSchema,
} from "../../../integrations.ts";
import { pushAnswerSchema, pushedRecordSchema, pushQuerySchema } from "../../../pushed-records.ts";
import { recordLineSchema, recordsQuerySchema } from "../../../records.ts";
import { searchAnswerSchema, searchQuerySchema } from "../../../search.ts";
import { email, ids } from "../examples.ts";
import type { Operation, Operations } from "../operation.ts";

export const integrationOperations: Operations = {
  ...operationsOf("source", "accounts"),
  ...operationsOf("destination", "email-activities"),
  "POST /api/v1/destinations/{id}/records": {
    id: "pushRecords",
    tag: "Destinations",
    summary: "Write records into a destination",
    description: [
      "JSON Lines, one record a line, written while they come. Each line is answered with what became of it, in their order, and the last line of the answer says how it ended: an answer without that line broke off. Read the answer while you send: what is not read holds up the writing.",
      "Lines are checked first, and what is wrong with one says nothing of the others. A line is at most 64 KiB. What is `not_tried` can be sent again as it is. Where the service knows a record again by its id, so can all that was not answered.",
    ].join("\n\n"),
    access: ["credential:use"],
    query: pushQuerySchema,
    bodyLines: pushedRecordSchema,
    answer: pushAnswerSchema,
    lines: true,
    example: email,
    exampleQuery: { dryRun: "true" },
    refusals: ["unreadable"],
  },
  "GET /api/v1/sources/{id}/records": {
    id: "readRecords",
    tag: "Sources",
    summary: "Read the records of a source",
    description:
      "All records of the source as JSON Lines, each as the service wrote it. After each page of them, and at the end, stands a line with the one field `$tessera`: its `cursor` says where to go on after the records above. The last line also has `end`: `complete`, `limit`, or `broken` with a `problem`; an answer without it was cut off. Whoever keeps the records above the last such line, and goes on with its cursor, misses none and has none twice. The cursor is of this source only, and keeps `since`.",
    access: ["credential:use"],
    query: recordsQuerySchema,
    answer: recordLineSchema,
    lines: true,
    exampleQuery: { limit: 10 },
    queryWords: {
      limit: "How many records at most; all of them without it.",
      cursor: "Of a line of Tessera's in an earlier answer: where to go on.",
    },
    refusals: ["unreadable", "service_limit", "throttled", "no_records", "timeout"],
  },
  "GET /api/v1/sources/{id}/preview": {
    id: "previewSource",
    tag: "Sources",
    summary: "Preview a source",
    description: "At most 10 rows of the source, ready for a table.",
    access: ["credential:use"],
    answer: sampleRowsSchema,
    limit: "test",
    refusals: ["unreadable", "no_sample", "service_limit"],
  },
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
