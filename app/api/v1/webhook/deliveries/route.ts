import { methods, ok, route } from "@/lib/server/route";
import { listDeliveries } from "@/lib/server/webhooks/webhooks";
import { deliveriesSchema } from "@/lib/webhooks";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: deliveriesSchema }, async ({ actor }) => ok({ data: await listDeliveries(actor) })),
});
