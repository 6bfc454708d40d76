import { z } from "zod";
import type { Direction } from "./connectors/define-connector.ts";
import { descriptionSchema, nameSchema, verdicts } from "./credentials.ts";

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
  id: z.uuidv7({ error: "Use a UUID of version 7 as id, or leave it out." }).toLowerCase().optional(),
  connector: z.string({ error: "Choose a service." }).max(64),
  credentialId: z.uuid({ error: "Choose a credential." }).toLowerCase(),
  endpoint: z.string({ error: "Choose an endpoint." }).min(1, { error: "Choose an endpoint." }).max(64),
  name: nameSchema("integration"),
  description: descriptionSchema.default(""),
});
export type NewIntegration = z.output<typeof newIntegrationSchema>;

export const integrationSchema = z.object({
  id: z.string(),
  direction: z.enum(["source", "destination"]),
  connector: z.string(),
  endpoint: z.string(),
  name: z.string(),
  description: z.string(),
  credential: z.object({
    id: z.string(),
    name: z.string(),
    environment: z.string(),
    verdict: z.enum(verdicts),
    testedAt: z.string().nullable(),
  }),
  owner: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
});
export type Integration = z.infer<typeof integrationSchema>;

export const integrationQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100, { error: "Ask for at most 100 at a time." }).default(50),
  cursor: z.string().max(2_000).optional(),
});
export type IntegrationQuery = z.output<typeof integrationQuerySchema>;
