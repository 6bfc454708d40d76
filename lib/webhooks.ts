import * as z from "zod/mini";

const URL_MAX = 2_000;
const ENTER_URL = "Enter the address that events are sent to.";

/** What `PUT /api/v1/webhook` takes, and what the form holds. Whether the address may be reached is the server's to say. */
export const webhookChangeSchema = z.strictObject({
  url: z.string({ error: ENTER_URL }).check(
    z.trim(),
    z.minLength(1, { error: ENTER_URL }),
    z.maxLength(URL_MAX, { error: `Keep the address to ${URL_MAX.toLocaleString("en")} characters.` }),
    z.refine(isAddress, {
      error: "Enter a whole address, like https://example.com/tessera, without a user, a password or a #.",
    }),
  ),
});
export type WebhookChange = z.output<typeof webhookChangeSchema>;

function isAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return ["https:", "http:"].includes(protocol) && username === "" && password === "" && hash === "";
}

/** What a webhook is told of. */
export const webhookEvents = {
  "credential.verdict_changed": "A verdict turned bad, or good again",
  "credential.key_expires": "A key expires in 30 days, 7 days or 1 day",
  "webhook.test": "Somebody tries the webhook",
} as const;
export type WebhookEvent = keyof typeof webhookEvents;

/** Where events are sent to. There is no field here that could carry the secret. */
export const webhookSchema = z.object({ url: z.string(), createdAt: z.string(), updatedAt: z.string() });
export type Webhook = z.infer<typeof webhookSchema>;

/** `GET /api/v1/webhook`: null where none is set. */
export const webhookAnswerSchema = z.object({ webhook: z.nullable(webhookSchema) });

/** What setting a webhook answers: with its secret once, where it is a new one. */
export const savedWebhookSchema = z.object({ webhook: webhookSchema, secret: z.nullable(z.string()) });
export type SavedWebhook = z.infer<typeof savedWebhookSchema>;

export const deliveryStates = ["waiting", "delivered", "failed"] as const;

/** An event, and how it went. */
export const deliverySchema = z.object({
  id: z.string(),
  event: z.string(),
  state: z.enum(deliveryStates),
  attempts: z.int(),
  /** HTTP status of the last answer; null when there was none. */
  status: z.nullable(z.int()),
  /** Why the last try failed. */
  failure: z.nullable(z.string()),
  createdAt: z.string(),
  deliveredAt: z.nullable(z.string()),
  nextTryAt: z.nullable(z.string()),
});
export type Delivery = z.infer<typeof deliverySchema>;

/** The latest deliveries: what the page shows. */
export const deliveriesSchema = z.object({ data: z.array(deliverySchema) });
