import * as z from "zod/mini";

/** An OpenAPI 3.1 document, as far as this API tells of its own. */
export const openApiDocumentSchema = z.object({
  openapi: z.literal("3.1.0"),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  servers: z.array(z.looseObject({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.looseObject({})),
  components: z.looseObject({}),
});
