import { pushAnswerSchema, pushedRecordSchema, pushQuerySchema } from "@/lib/pushed-records";
import { pushRecords } from "@/lib/server/integrations/push-records";
import { jsonLines, linesRoute, methods } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: linesRoute(
    { query: pushQuerySchema, bodyLines: pushedRecordSchema, answer: pushAnswerSchema },
    async ({ actor, id, query, body, signal }) => {
      const dryRun = query.dryRun === "true";
      return jsonLines(await pushRecords(actor, id, { body, dryRun, signal }), "pushed-records.jsonl");
    },
  ),
});
