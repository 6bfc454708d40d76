import { movedUsageSchema, moveUsageSchema } from "@/lib/credential-usage";
import { moveUsage } from "@/lib/server/credentials/usage";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ body: moveUsageSchema, answer: movedUsageSchema }, async ({ actor, id, body }) =>
    ok(await moveUsage(actor, id, body.to)),
  ),
});
