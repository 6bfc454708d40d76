import * as z from "zod/mini";
import { connectorSummaries, connectorSummarySchema } from "@/lib/credentials";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: z.object({ data: z.array(connectorSummarySchema) }) }, async () =>
    ok({ data: connectorSummaries() }),
  ),
});
