import * as z from "zod/mini";
import { cursorSchema, mosaicSchema, nameSchema, pageLimitSchema } from "./credentials.ts";

/** What is shown of a credential in the bin. There is no field here that could carry a key. */
export const deletedCredentialSchema = z.object({
  id: z.string(),
  connector: z.string(),
  environment: z.string(),
  name: z.string(),
  keyHint: z.string(),
  mosaic: mosaicSchema,
  owner: z.nullable(z.object({ id: z.string(), name: z.string() })),
  deletedBy: z.nullable(z.object({ id: z.string(), name: z.string() })),
  deletedAt: z.string(),
  /** When its sealed key is destroyed. Until then it can be restored. */
  destroyAt: z.string(),
});
export type DeletedCredential = z.infer<typeof deletedCredentialSchema>;

/** `?…` of `GET /api/v1/credentials/bin`. */
export const binQuerySchema = z.strictObject({
  limit: pageLimitSchema,
  cursor: z.optional(cursorSchema),
});
export type BinQuery = z.output<typeof binQuerySchema>;

/** What `POST /api/v1/credentials/{id}/restore` takes: another name, where its own was taken meanwhile. */
export const restoreSchema = z.strictObject({ name: z.optional(nameSchema("credential")) });
export type Restore = z.output<typeof restoreSchema>;
