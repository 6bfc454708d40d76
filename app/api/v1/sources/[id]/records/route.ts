import { recordLineSchema, recordsQuerySchema } from "@/lib/records";
import { pullRecords } from "@/lib/server/integrations/pull-records";
import { methods, route, textLines } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route(
    { query: recordsQuerySchema, answer: recordLineSchema, opensKey: true },
    async ({ actor, actorNow, query, id, request }) =>
      textLines(pullRecords(actor, id, query, { actorNow, signal: request.signal }), `${id}.jsonl`),
  ),
});
