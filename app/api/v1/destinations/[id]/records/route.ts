import { pushAnswerSchema, pushedRecordSchema, pushQuerySchema } from "@/lib/pushed-records";
import { pushRecords } from "@/lib/server/integrations/push-records";
import { jsonLines, linesRoute, methods } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: linesRoute(
    { query: pushQuerySchema, bodyLines: pushedRecordSchema, answer: pushAnswerSchema },
    async ({ actor, actorNow, id, query, body, signal }) => {
      const pushed = { body, dryRun: query.dryRun === "true", actorNow, signal };
      return jsonLines(await pushRecords(actor, id, pushed), "pushed-records.jsonl");
    },
  ),
});
