import * as z from "zod/mini";
import type { Direction } from "./connectors/define-connector.ts";
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

/** How each direction stands in addresses and on the screen. */
export const directions = {
  source: { segment: "sources", one: "source", many: "sources", title: "Sources" },
  destination: { segment: "destinations", one: "destination", many: "destinations", title: "Destinations" },
} as const satisfies Record<Direction, { segment: string; one: string; many: string; title: string }>;

export type DirectionSegment = (typeof directions)[Direction]["segment"];

/** `sources` → `source`; anything else that could stand in an address → undefined. */
export function directionOfSegment(segment: string): Direction | undefined {
  if (segment === directions.source.segment) return "source";
  if (segment === directions.destination.segment) return "destination";
  return undefined;
}

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
