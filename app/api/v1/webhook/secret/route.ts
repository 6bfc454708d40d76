import { methods, ok, route } from "@/lib/server/route";
import { replaceWebhookSecret } from "@/lib/server/webhooks/webhooks";
import { savedWebhookSchema } from "@/lib/webhooks";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  POST: route({ answer: savedWebhookSchema }, async ({ actor }) => ok(await replaceWebhookSecret(actor))),
});
