import { z } from "zod";
import { cursorSchema, pageLimitSchema } from "../../credentials.ts";
import { type AuditAction, auditActions } from "./audit-action.ts";

const actions = Object.keys(auditActions) as [AuditAction, ...AuditAction[]];

/** PostgreSQL knows no year 0. */
const FIRST_YEAR = 1;
const momentSchema = (field: string) => {
  const error = `Give ${field} as a time in ISO 8601, like 2026-11-24T08:00:00Z.`;
  return z.iso
    .datetime({ offset: true, error })
    .refine((moment) => new Date(moment).getUTCFullYear() >= FIRST_YEAR, { error })
    .transform((moment) => new Date(moment).toISOString());
};

const filter = {
  /** A person's or a token's id. */
  actorId: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,64}$/, { error: "Give the id of a person or of a token." })
    .optional(),
  credentialId: z.uuid({ error: "Give the id of a credential." }).toLowerCase().optional(),
  action: z.enum(actions, { error: "Choose one of the actions that are recorded." }).optional(),
  /** This moment and later. */
  from: momentSchema("from").optional(),
  /** Before this moment. */
  to: momentSchema("to").optional(),
};

/** `?…` of `GET /api/v1/activity/export`: everything that is asked for must hold. */
export const activityFilterSchema = z.strictObject(filter);
export type ActivityFilter = z.output<typeof activityFilterSchema>;

/** `?…` of `GET /api/v1/activity`. */
export const activityQuerySchema = z.strictObject({
  ...filter,
  limit: pageLimitSchema,
  cursor: z.optional(cursorSchema),
});
export type ActivityQuery = z.output<typeof activityQuerySchema>;
