import { activityEventSchema } from "@/lib/activity";
import { pageSchema } from "@/lib/credentials";
import { listActivity } from "@/lib/server/audit/activity";
import { activityQuerySchema } from "@/lib/server/audit/activity-query";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { query: activityQuerySchema, answer: pageSchema(activityEventSchema) },
    async ({ actor, query }) => ok(await listActivity(actor, query)),
  ),
});
