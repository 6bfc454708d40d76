import { z } from "zod";
import { newOwnerSchema } from "../../account.ts";
import { activityEventSchema, activityFieldsSchema } from "../../activity.ts";
import { credentialChangesSchema, duplicateSchema } from "../../credential-changes.ts";
import { moveUsageSchema, usageEntrySchema } from "../../credential-usage.ts";
import {
  connectorSummarySchema,
  credentialSummarySchema,
  newCredentialSchema,
  newKeySchema,
  sampleRowsSchema,
  savedTestAnswerSchema,
  testResultSchema,
  unsavedKeySchema,
  verdictRecordSchema,
} from "../../credentials.ts";
import { deletedCredentialSchema } from "../../deleted-credentials.ts";
import { integrationSchema, newIntegrationSchema } from "../../integrations.ts";
import {
  createdInvitationSchema,
  invitationSchema,
  memberSchema,
  newInvitationSchema,
  ownOrganizationSchema,
} from "../../organizations.ts";
import { accountSchema, passwordChangeSchema, sessionSchema } from "../../own-account.ts";
import { problemSchema } from "../../problem.ts";
import { pushAnswerSchema, pushedLineSchema, pushTrailerSchema } from "../../pushed-records.ts";
import { receiptsSchema } from "../../receipts.ts";
import { recordsTrailerSchema } from "../../records.ts";
import { searchAnswerSchema } from "../../search.ts";
import { createdTokenSchema, newTokenSchema, tokenSummarySchema } from "../../tokens.ts";
import { deliverySchema, webhookSchema } from "../../webhooks.ts";
import * as examples from "./examples.ts";

type Named = [schema: z.core.$ZodType, id: string, example?: unknown];
interface Meta {
  id: string;
  examples?: unknown[];
}
export type JsonSchema = Record<string, unknown>;

/** The schemas that have a name in the document, and so a type in a client; the rest stands where it is used. */
const named: readonly Named[] = [
  [credentialSummarySchema, "Credential", examples.credential],
  [newCredentialSchema, "NewCredential"],
  [credentialChangesSchema, "CredentialChanges"],
  [duplicateSchema, "Duplicate"],
  [newKeySchema, "NewKey"],
  [unsavedKeySchema, "UnsavedKey"],
  [testResultSchema, "TestResult", examples.testResult],
  [savedTestAnswerSchema, "SavedTestResult", examples.testResult],
  [verdictRecordSchema, "VerdictRecord", examples.verdictRecord],
  [usageEntrySchema, "UsageEntry", examples.usageEntry],
  [moveUsageSchema, "MoveUsage"],
  [receiptsSchema, "Receipts", examples.receipts],
  [sampleRowsSchema, "SampleRows", examples.sampleRows],
  [deletedCredentialSchema, "DeletedCredential", examples.deletedCredential],
  [connectorSummarySchema, "Connector", examples.connector],
  [integrationSchema, "Integration", examples.integration],
  [newIntegrationSchema, "NewIntegration"],
  [pushedLineSchema, "PushedLine", examples.pushedLine],
  [pushTrailerSchema, "PushTrailer", examples.pushTrailer],
  [pushAnswerSchema, "PushAnswer", examples.pushedLine],
  [recordsTrailerSchema, "RecordsTrailer", examples.recordsTrailer],
  [searchAnswerSchema, "Found", examples.found],
  [activityEventSchema, "ActivityEvent", examples.event],
  [activityFieldsSchema, "ActivityFields", { name: "Sales data" }],
  [tokenSummarySchema, "Token", examples.token],
  [newTokenSchema, "NewToken"],
  [createdTokenSchema, "CreatedToken", { ...examples.token, token: "tsr_…" }],
  [webhookSchema, "Webhook", examples.webhook],
  [deliverySchema, "Delivery", examples.delivery],
  [memberSchema, "Member", examples.member],
  [invitationSchema, "Invitation", examples.invitation],
  [newInvitationSchema, "NewInvitation"],
  [
    createdInvitationSchema,
    "CreatedInvitation",
    { ...examples.invitation, link: "https://tessera.example.com/invitations/…", mail: "sent" },
  ],
  [ownOrganizationSchema, "Organization", examples.organization],
  [accountSchema, "Account", examples.account],
  [newOwnerSchema, "NewOwner"],
  [passwordChangeSchema, "PasswordChange"],
  [sessionSchema, "Session", examples.session],
  [problemSchema, "Problem", examples.problem],
];

const registry = z.registry<Meta>();
for (const [schema, id, example] of named) {
  registry.add(schema, { id, ...(example !== undefined && { examples: [example] }) });
}

/** JSON Schemas that share what is named, which `schemas` has when all are made. */
export class Components {
  readonly schemas: Record<string, JsonSchema> = {};

  /** A schema as what goes in (`input`), or as what comes out; what is named is a `$ref`. */
  schemaOf(schema: z.core.$ZodType, io: "input" | "output"): JsonSchema {
    // In an object of its own: zod writes a schema that is at the root out, although it has a name.
    const made = z.toJSONSchema(z.object({ it: schema }), {
      target: "draft-2020-12",
      io,
      metadata: registry as unknown as typeof z.globalRegistry,
      override: ({ jsonSchema }) => tidy(jsonSchema as JsonSchema),
    }) as unknown as { properties: { it: JsonSchema }; $defs?: Record<string, JsonSchema> };
    for (const [name, definition] of Object.entries(made.$defs ?? {})) {
      this.schemas[name] = withComponentRefs(definition);
    }
    return withComponentRefs(made.properties.it);
  }

  /** An example of a schema: its own, those of what is in it, or the plainest value that it takes. */
  exampleOf(schema: JsonSchema): unknown {
    if (Array.isArray(schema.examples)) return schema.examples[0];
    if (typeof schema.$ref === "string")
      return this.exampleOf(this.schemas[schema.$ref.split("/").at(-1) ?? ""] ?? {});
    if ("const" in schema) return schema.const;
    if (Array.isArray(schema.enum)) return schema.enum[0];
    if (Array.isArray(schema.anyOf)) return this.exampleOf(schema.anyOf[0]);
    if (schema.type === "array") return [this.exampleOf(schema.items as JsonSchema)];
    if (schema.type === "object") {
      const properties = Object.entries((schema.properties ?? {}) as Record<string, JsonSchema>);
      return Object.fromEntries(properties.map(([name, property]) => [name, this.exampleOf(property)]));
    }
    const plain: Record<string, unknown> = { integer: 1, number: 1, boolean: true, null: null };
    return schema.type === "string" ? "…" : (plain[String(schema.type)] ?? null);
  }
}

/** Without the bounds of what JavaScript can count, which say nothing of the field, and without the name's copy. */
function tidy(schema: JsonSchema): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  delete schema.id;
}

function withComponentRefs<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replaceAll('"#/$defs/', '"#/components/schemas/'));
}
