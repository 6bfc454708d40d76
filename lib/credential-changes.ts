import * as z from "zod/mini";
import {
  apiKeySchema,
  descriptionSchema,
  environmentIdSchema,
  nameSchema,
  newIdSchema,
  sameKeySchema,
} from "./credentials.ts";
import { keyExpirySchema, newKeyExpirySchema } from "./expiry.ts";

/** What can be edited of a credential. Its key cannot: that is replaced. */
export const editableFields = ["name", "description", "environment", "expiresAt"] as const;
export type EditableField = (typeof editableFields)[number];

/** What `PATCH /api/v1/credentials/{id}` takes. What is left out stays. */
export const credentialChangesSchema = z.strictObject({
  name: z.optional(nameSchema("credential")),
  description: z.optional(descriptionSchema),
  /** Another one moves the credential: its key is sealed to it, and its verdict is forgotten. */
  environment: z.optional(environmentIdSchema),
  /** Null: nobody says any more. */
  expiresAt: z.optional(z.nullable(keyExpirySchema)),
  /** Moves it although sources or destinations use it. */
  evenIfUsed: z.optional(z.boolean({ error: "Say true or false." })),
});
export type CredentialChanges = z.output<typeof credentialChangesSchema>;

/** What the form of a saved credential holds: what a new one's does, but never a key. */
export const editFormSchema = z.object({
  name: nameSchema("credential"),
  description: z._default(descriptionSchema, ""),
  environment: environmentIdSchema,
  expiresAt: z.optional(z.nullable(keyExpirySchema)),
  connector: z.string(),
  apiKey: z.string().check(z.maxLength(0)),
});
export type CredentialEdit = Pick<z.output<typeof editFormSchema>, EditableField>;

/** What `POST /api/v1/credentials/{id}/duplicate` takes: a new credential of the same connector, with its own key. */
export const duplicateSchema = z.strictObject({
  /** Made by the client, it makes a retry return the same credential. */
  id: z.optional(newIdSchema),
  environment: environmentIdSchema,
  name: nameSchema("credential"),
  /** Absent: the one of the credential that is duplicated, for whoever may read it. */
  description: z.optional(descriptionSchema),
  apiKey: apiKeySchema,
  sameKey: sameKeySchema,
  /** Never that of the credential that is duplicated: it is about the key. */
  expiresAt: z.optional(z.nullable(newKeyExpirySchema)),
});
export type Duplicate = z.output<typeof duplicateSchema>;
