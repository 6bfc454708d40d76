import { sampleRowsSchema } from "@/lib/credentials";
import { previewSource } from "@/lib/server/integrations/preview-source";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: sampleRowsSchema, limit: "test", opensKey: true }, async ({ actor, id, request }) =>
    ok(await previewSource(actor, id, request.signal)),
  ),
});
