import { activityEventSchema } from "@/lib/activity";
import { exportActivity } from "@/lib/server/audit/activity";
import { activityFilterSchema } from "@/lib/server/audit/activity-query";
import { jsonLines, methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { query: activityFilterSchema, answer: activityEventSchema },
    async ({ actor, actorNow, query }) => {
      const today = new Date().toISOString().slice(0, 10);
      return jsonLines(exportActivity(actor, query, actorNow), `tessera-activity-${today}.jsonl`);
    },
  ),
});
