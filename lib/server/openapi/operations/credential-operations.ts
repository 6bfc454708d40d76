import { credentialChangesSchema } from "../../../credential-changes.ts";
import {
  movedUsageSchema,
  moveUsageSchema,
  usageQuerySchema,
  usageSchema,
} from "../../../credential-usage.ts";
import {
  credentialQuerySchema,
  credentialSummarySchema,
  pageSchema,
  previewRequestSchema,
  sampleRowsSchema,
  savedTestAnswerSchema,
  savedTestQuerySchema,
  testResultSchema,
  verdictRecordSchema,
} from "../../../credentials.ts";
import { binQuerySchema, deletedCredentialSchema, restoreSchema } from "../../../deleted-credentials.ts";
import { receiptsQuerySchema, receiptsSchema } from "../../../receipts.ts";
import {
  duplicateInput,
  newCredentialInput,
  newKeyInput,
  unsavedKeyInput,
} from "../../credentials/secret-input.ts";
import { email, ids } from "../examples.ts";
import type { Method, Operation, Operations } from "../operation.ts";

const tag = "Credentials";
/** What the emulator of People.ai accepts, and nobody else. */
const apiKey = "demo-valid-0123456789";

export const credentialOperations: Operations = {
  "GET /api/v1/credentials": {
    id: "listCredentials",
    tag,
    summary: "List credentials",
    description: "A page of tiles. No key is in it, and none is opened for it.",
    access: ["credential:read"],
    query: credentialQuerySchema,
    answer: pageSchema(credentialSummarySchema),
    exampleQuery: { connector: "people-ai", limit: 10 },
  },
  "POST /api/v1/credentials": {
    id: "createCredential",
    tag,
    summary: "Save a credential",
    description:
      "Seals the key to the credential and saves both. With an `id` of your own it is safe to retry. Saving never waits for the service: test it afterwards.",
    access: ["credential:create"],
    body: newCredentialInput,
    answer: credentialSummarySchema,
    status: 201,
    etag: true,
    example: { connector: "people-ai", environment: "mock", name: "Sales data", apiKey },
    refusals: ["already_saved", "id_taken", "name_taken", "key_already_saved"],
  },
  "POST /api/v1/credentials/test": {
    id: "testKey",
    tag,
    summary: "Test a key that is not saved",
    description: "Asks the service whether it takes the key, and keeps nothing.",
    access: ["credential:test"],
    body: unsavedKeyInput,
    answer: testResultSchema,
    limit: "test",
    example: { connector: "people-ai", environment: "mock", apiKey },
  },
  "GET /api/v1/credentials/bin": {
    id: "listDeletedCredentials",
    tag,
    summary: "List deleted credentials",
    description: "What is in the bin, until its sealed key is destroyed.",
    access: ["credential:change-any"],
    query: binQuerySchema,
    answer: pageSchema(deletedCredentialSchema),
    exampleQuery: { limit: 10 },
  },
  "DELETE /api/v1/credentials/bin/{id}": {
    id: "destroyDeletedCredential",
    tag,
    summary: "Destroy a deleted credential",
    description: "Destroys its sealed key at once. Nothing brings it back.",
    access: ["credential:change-any"],
  },
  "GET /api/v1/credentials/{id}": {
    id: "getCredential",
    tag,
    summary: "Get a credential",
    description: "One tile, with its revision as ETag.",
    access: ["credential:read"],
    answer: credentialSummarySchema,
    etag: true,
  },
  "PATCH /api/v1/credentials/{id}": {
    id: "editCredential",
    tag,
    summary: "Edit a credential",
    description:
      "What is left out stays. Another environment moves the credential: its key is sealed to the new one, and its verdict is forgotten.",
    access: ["credential:change-own"],
    body: credentialChangesSchema,
    answer: credentialSummarySchema,
    ifMatch: "required",
    etag: true,
    example: { description: "Read by the nightly load.", expiresAt: "2040-01-31" },
    refusals: ["name_taken", "credential_in_use", "unreadable"],
  },
  "DELETE /api/v1/credentials/{id}": {
    id: "deleteCredential",
    tag,
    summary: "Delete a credential",
    description: "Puts it into the bin, from where it can be restored. Refused while anything uses it.",
    access: ["credential:change-own"],
    refusals: ["credential_in_use"],
  },
  "PUT /api/v1/credentials/{id}/key": {
    id: "replaceKey",
    tag,
    summary: "Replace the key",
    description:
      "Tests the new key first, and refuses one that the service rejects unless `force` says otherwise. With another `environment` it is tested there, and the credential moves with it. What was known of the earlier key's expiry goes with it: say `expiresAt` of the new one. The earlier key can be brought back for a while.",
    access: ["credential:change-own"],
    body: newKeyInput,
    answer: credentialSummarySchema,
    ifMatch: "optional",
    etag: true,
    limit: "test",
    example: { apiKey: `${apiKey}-new` },
    refusals: ["key_rejected", "key_already_saved", "credential_in_use"],
  },
  "POST /api/v1/credentials/{id}/key/undo": {
    id: "undoKeyReplacement",
    tag,
    summary: "Bring the earlier key back",
    description:
      "Undoes the last replacement, until `undoUntil`: the key comes back with the environment, the expiry and the verdict that it had.",
    access: ["credential:change-own"],
    answer: credentialSummarySchema,
    ifMatch: "optional",
    etag: true,
    refusals: ["nothing_to_undo", "unreadable"],
  },
  "POST /api/v1/credentials/{id}/test": {
    id: "testCredential",
    tag,
    summary: "Test a saved credential",
    description:
      "Asks the service whether it takes the key, and keeps the verdict. With `environment` it tries another one and keeps nothing.",
    access: ["credential:test"],
    query: savedTestQuerySchema,
    answer: savedTestAnswerSchema,
    limit: "test",
    refusals: ["unreadable"],
  },
  "POST /api/v1/credentials/{id}/preview": {
    id: "previewRows",
    tag,
    summary: "Preview rows",
    description: "A few rows of one of the connector's endpoints, read with the credential.",
    access: ["credential:use"],
    body: previewRequestSchema,
    answer: sampleRowsSchema,
    limit: "test",
    example: { endpoint: "teams" },
    refusals: ["unreadable", "no_sample", "service_limit"],
  },
  "POST /api/v1/credentials/{id}/duplicate": {
    id: "duplicateCredential",
    tag,
    summary: "Duplicate a credential",
    description:
      "A new credential of the same connector, in the same or another environment, with its own key.",
    access: ["credential:create"],
    body: duplicateInput,
    answer: credentialSummarySchema,
    status: 201,
    etag: true,
    example: { environment: "mock", name: "Sales data, mock", apiKey: `${apiKey}-copy` },
    refusals: ["already_saved", "id_taken", "name_taken", "key_already_saved"],
  },
  "POST /api/v1/credentials/{id}/restore": {
    id: "restoreCredential",
    tag,
    summary: "Restore a deleted credential",
    description: "Takes it out of the bin, under another name where its own was taken meanwhile.",
    access: ["credential:change-own"],
    body: restoreSchema,
    answer: credentialSummarySchema,
    example: { name: "Sales data, restored" },
    refusals: ["name_taken"],
  },
  "GET /api/v1/credentials/{id}/usage": {
    id: "getUsage",
    tag,
    summary: "List what uses a credential",
    description: "The sources and destinations that use it, the newest first.",
    access: ["integration:read"],
    query: usageQuerySchema,
    answer: usageSchema,
    exampleQuery: { limit: 10 },
  },
  "POST /api/v1/credentials/{id}/usage/move": {
    id: "moveUsage",
    tag,
    summary: "Move all sources and destinations to another credential",
    description: "In one step: each of them uses the other credential from then on.",
    access: ["integration:create", "credential:change-own"],
    body: moveUsageSchema,
    answer: movedUsageSchema,
    example: { to: ids.otherCredential },
  },
  "GET /api/v1/credentials/{id}/receipts": {
    id: "getReceipts",
    tag,
    summary: "Count what its key was used for",
    description:
      "By day in UTC, and by who used it, where to and how it was answered. It is at most a second behind, and counts tests, too.",
    access: ["credential:read"],
    query: receiptsQuerySchema,
    answer: receiptsSchema,
    exampleQuery: { days: 7 },
  },
  "GET /api/v1/credentials/{id}/verdicts": {
    id: "listVerdicts",
    tag,
    summary: "List what tests have found",
    description: "The last 50 verdicts, the newest first.",
    access: ["credential:read"],
    answer: pageSchema(verdictRecordSchema),
  },
  ...sendOperations(),
};

function sendOperations(): Operations {
  const path = "activities/email";
  const sent: Record<Method, NonNullable<Operation["passesOn"]>> = {
    GET: { path: "teams" },
    POST: { path, body: email },
    PUT: { path, body: email },
    PATCH: { path, body: email },
    DELETE: { path },
  };
  const operations = Object.entries(sent).map(([method, passesOn]): [string, Operation] => [
    `${method} /api/v1/credentials/{id}/proxy/{path}`,
    {
      id: `${method.toLowerCase()}ThroughCredential`,
      tag,
      summary: `Send a ${method} to the service`,
      description: [
        `A ${method}${method === "GET" ? " or a HEAD" : ""} to the credential's Base URL, with its key. Path and query go as they were sent${method === "GET" ? "" : ", the body while it comes"}, and so do the headers that tell of content, conditions, ranges and traces: no others. What could lead out of the Base URL is refused, such as \`..\` or an escaped slash.`,
        "The answer comes while it is read, with the service's own status. A problem whose `requestId` is the answer's `Tessera-Request-Id` is Tessera's own: nothing else is.",
      ].join("\n\n"),
      access: ["credential:use"],
      passesOn,
      refusals: [
        "invalid",
        "unreadable",
        "service_limit",
        "dns",
        "refused",
        "tls",
        "private_address",
        "broken",
        "timeout",
      ],
    },
  ]);
  return Object.fromEntries(operations);
}
