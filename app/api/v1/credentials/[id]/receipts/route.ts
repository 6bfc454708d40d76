import { receiptsQuerySchema, receiptsSchema } from "@/lib/receipts";
import { getReceipts } from "@/lib/server/receipts/receipts";
import { methods, ok, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ query: receiptsQuerySchema, answer: receiptsSchema }, async ({ actor, id, query }) =>
    ok(await getReceipts(actor, id, query)),
  ),
});
