import { credentialSummarySchema } from "@/lib/credentials";
import { restoreSchema } from "@/lib/deleted-credentials";
import { restoreCredential } from "@/lib/server/credentials/bin";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ body: restoreSchema, answer: credentialSummarySchema }, async ({ actor, id, body }) =>
    ok(await restoreCredential(actor, id, body)),
  ),
});
