import * as z from "zod/mini";
import { credentialSummarySchema, cursorSchema, pageLimitSchema } from "./credentials.ts";

/** `?…` of `GET /api/v1/credentials/{id}/usage`. */
export const usageQuerySchema = z.strictObject({
  limit: pageLimitSchema,
  cursor: z.optional(cursorSchema),
});
export type UsageQuery = z.output<typeof usageQuerySchema>;

/** A source or a destination that uses a credential. */
export const usageEntrySchema = z.object({
  id: z.string(),
  direction: z.enum(["source", "destination"]),
  name: z.string(),
  createdAt: z.string(),
});
export type UsageEntry = z.infer<typeof usageEntrySchema>;

/** A page of what uses a credential, the newest first; how many there are; and when its key was last used. */
export const usageSchema = z.object({
  data: z.array(usageEntrySchema),
  nextCursor: z.nullable(z.string()),
  usedBy: z.object({ sources: z.int(), destinations: z.int() }),
  lastUsedAt: z.nullable(z.string()),
});
export type Usage = z.infer<typeof usageSchema>;

/** What `POST /api/v1/credentials/{id}/usage/move` takes: the credential to use from then on. */
export const moveUsageSchema = z.strictObject({
  to: z.uuid({ error: "Choose a credential." }).check(z.toLowerCase()),
});

/** What it answers: how many were moved, and the credential that they used. */
export const movedUsageSchema = z.object({ moved: z.int(), credential: credentialSummarySchema });
