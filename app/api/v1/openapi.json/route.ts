import { openApiDocument } from "@/lib/server/openapi/document";
import { openApiDocumentSchema } from "@/lib/server/openapi/document-schema";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: openApiDocumentSchema }, async () => ok(openApiDocument())),
});
