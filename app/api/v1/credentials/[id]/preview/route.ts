import { previewRequestSchema, sampleRowsSchema } from "@/lib/credentials";
import { previewRows } from "@/lib/server/credentials/preview";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route(
    { body: previewRequestSchema, answer: sampleRowsSchema, limit: "test" },
    async ({ actor, id, body, request }) => ok(await previewRows(actor, id, body, request.signal)),
  ),
});
