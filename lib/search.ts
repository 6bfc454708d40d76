import * as z from "zod/mini";
import { credentialQuerySchema, verdicts } from "./credentials.ts";

/** `?…` of `GET /api/v1/search`. */
export const searchQuerySchema = z.strictObject({ query: credentialQuerySchema.shape.query });

/** What was found by name, a few of each: for whoever wants to go there. */
export const searchAnswerSchema = z.object({
  credentials: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      connector: z.string(),
      environment: z.string(),
      verdict: z.enum(verdicts),
    }),
  ),
  integrations: z.array(
    z.object({ id: z.string(), name: z.string(), direction: z.enum(["source", "destination"]) }),
  ),
});
export type SearchAnswer = z.infer<typeof searchAnswerSchema>;
