import * as z from "zod/mini";
import { duplicateSchema } from "../../credential-changes.ts";
import { newCredentialSchema, newKeySchema, unsavedKeySchema } from "../../credentials.ts";
import { Secret } from "../vault/secret.ts";

/** The key leaves plain text as soon as it is known to be one. */
function concealKey<T extends { apiKey: string }>(input: T): Omit<T, "apiKey"> & { apiKey: Secret } {
  return { ...input, apiKey: Secret.of(input.apiKey) };
}

export const newCredentialInput = z.pipe(newCredentialSchema, z.transform(concealKey));
export const duplicateInput = z.pipe(duplicateSchema, z.transform(concealKey));
export const newKeyInput = z.pipe(newKeySchema, z.transform(concealKey));
export const unsavedKeyInput = z.pipe(unsavedKeySchema, z.transform(concealKey));
