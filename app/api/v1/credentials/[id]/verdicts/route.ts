import { pageSchema, verdictRecordSchema } from "@/lib/credentials";
import { listVerdicts } from "@/lib/server/credentials/verdicts";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: pageSchema(verdictRecordSchema) }, async ({ actor, id }) =>
    ok(await listVerdicts(actor, id)),
  ),
});
