import * as z from "zod/mini";
import {
  cursorSchema,
  descriptionSchema,
  nameSchema,
  newIdSchema,
  pageLimitSchema,
  settingsInputSchema,
  settingsSchema,
  verdicts,
} from "./credentials.ts";

/** What `POST /api/v1/sources` and `/destinations` take. */
export const newIntegrationSchema = z.strictObject({
  /** Made by the client, it makes a retry return the same integration. */
  id: z.optional(newIdSchema),
  connector: z.string({ error: "Choose a service." }).check(z.maxLength(64)),
  credentialId: z.uuid({ error: "Choose a credential." }).check(z.toLowerCase()),
  endpoint: z
    .string({ error: "Choose an endpoint." })
    .check(z.minLength(1, { error: "Choose an endpoint." }), z.maxLength(64)),
  /** What the endpoint's parameters are set to, by their names; the connector says what each takes. */
  settings: settingsInputSchema,
  name: nameSchema("integration"),
  description: z._default(descriptionSchema, ""),
});
export type NewIntegration = z.output<typeof newIntegrationSchema>;

/** What can be edited of a source or a destination. Its endpoint cannot: that makes another one of it. */
export const editableIntegrationFields = ["name", "description", "credentialId", "settings"] as const;
export type EditableIntegrationField = (typeof editableIntegrationFields)[number];

/** What `PATCH /api/v1/sources/{id}` and `/destinations/{id}` take. What is left out stays. */
export const integrationChangesSchema = z.strictObject({
  name: z.optional(nameSchema("integration")),
  description: z.optional(descriptionSchema),
  /** Another credential of the same service. */
  credentialId: z.optional(z.uuid({ error: "Choose a credential." }).check(z.toLowerCase())),
  /** All of what its endpoint's parameters are set to from then on, by their names. */
  settings: z.optional(settingsSchema),
});
export type IntegrationChanges = z.output<typeof integrationChangesSchema>;

/** What the form of a saved one holds, beside its settings. */
export const integrationEditSchema = z.object({
  name: nameSchema("integration"),
  description: descriptionSchema,
  credentialId: z.string(),
});
export type IntegrationEdit = z.output<typeof integrationEditSchema>;

export const integrationSchema = z.object({
  id: z.string(),
  direction: z.enum(["source", "destination"]),
  connector: z.string(),
  endpoint: z.string(),
  settings: z.record(z.string(), z.union([z.string(), z.number()])),
  name: z.string(),
  description: z.string(),
  credential: z.object({
    id: z.string(),
    name: z.string(),
    environment: z.string(),
    verdict: z.enum(verdicts),
    testedAt: z.nullable(z.string()),
  }),
  owner: z.nullable(z.object({ id: z.string(), name: z.string() })),
  /** Goes up with every change: what `If-Match` names. */
  revision: z.number(),
  createdAt: z.string(),
  updatedAt: z.string(),
});
export type Integration = z.infer<typeof integrationSchema>;

export const integrationQuerySchema = z.strictObject({
  limit: pageLimitSchema,
  cursor: z.optional(cursorSchema),
});
export type IntegrationQuery = z.output<typeof integrationQuerySchema>;
