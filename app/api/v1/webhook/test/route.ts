import { methods, ok, route } from "@/lib/server/route";
import { testWebhook } from "@/lib/server/webhooks/webhooks";
import { deliverySchema } from "@/lib/webhooks";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ answer: deliverySchema, limit: "test" }, async ({ actor }) => ok(await testWebhook(actor))),
});
