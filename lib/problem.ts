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
  /** With `credential_in_use`: the integrations that stand in the way. */
  usedBy: z.optional(
    z.array(z.object({ id: z.string(), direction: z.enum(["source", "destination"]), name: z.string() })),
  ),
});

export type Problem = z.infer<typeof problemSchema>;
export type FieldError = { field: string; message: string };

export const problemContentType = "application/problem+json";
