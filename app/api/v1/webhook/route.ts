import { methods, noContent, ok, route } from "@/lib/server/route";
import { getWebhook, removeWebhook, setWebhook } from "@/lib/server/webhooks/webhooks";
import { savedWebhookSchema, webhookAnswerSchema, webhookChangeSchema } from "@/lib/webhooks";

export const { GET, POST, PUT, PATCH, DELETE } = methods({
  GET: route({ answer: webhookAnswerSchema }, async ({ actor }) => ok({ webhook: await getWebhook(actor) })),
  PUT: route({ body: webhookChangeSchema, answer: savedWebhookSchema }, async ({ actor, body }) =>
    ok(await setWebhook(actor, body.url)),
  ),
  DELETE: route({}, async ({ actor }) => {
    await removeWebhook(actor);
    return noContent();
  }),
});
