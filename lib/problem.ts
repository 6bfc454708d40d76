import * as z from "zod/mini";

/** What every error of the API looks like: RFC 9457, with the fields that are to blame. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** One sentence for people, with a next step. Never repeats a submitted value. */
  detail: z.string(),
  /** Stable name of the error, for programs. */
  code: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.object({ field: z.string(), message: z.string() }))),
  /** With `credential_in_use`: the integrations that stand in the way, or that a move would affect. */
  usedBy: z.optional(
    z.array(z.object({ id: z.string(), direction: z.enum(["source", "destination"]), name: z.string() })),
  ),
  /** With `key_rejected`: what the test of the new key found. */
  found: z.optional(
    z.object({
      verdict: z.string(),
      message: z.string(),
      status: z.nullable(z.int()),
      traceId: z.nullable(z.string()),
    }),
  ),
  /** With `key_already_saved`: the credential that has the key, for whoever may see it. */
  credential: z.optional(z.object({ id: z.string(), name: z.string(), environment: z.string() })),
});

export type Problem = z.infer<typeof problemSchema>;
export type FieldError = { field: string; message: string };

export const problemContentType = "application/problem+json";
