import { usageQuerySchema, usageSchema } from "@/lib/credential-usage";
import { getUsage } from "@/lib/server/credentials/usage";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ query: usageQuerySchema, answer: usageSchema }, async ({ actor, id, query }) =>
    ok(await getUsage(actor, id, query)),
  ),
});
