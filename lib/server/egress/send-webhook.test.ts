import { expect, test } from "vitest";
import { Secret } from "../vault/secret.ts";
import { startTcp } from "./hostile-upstream.ts";
import { createWebhookSender } from "./send-webhook.ts";
import { newSigningSecret } from "./webhook-signature.ts";

const SHORT_MS = 200;
const secret = Secret.of(newSigningSecret());
const message = { id: "msg_1", body: "{}" };

test("a receiver whose answer drips without end is heard at once, and loses its connection in time", async () => {
  const { promise: closed, resolve: onClose } = Promise.withResolvers<void>();
  const origin = await startTcp((socket) => {
    socket.write("HTTP/1.1 200 OK\r\n\r\n");
    const timer = setInterval(() => socket.write("x"), 10);
    socket.once("close", () => {
      clearInterval(timer);
      onClose();
    });
  });
  const sender = createWebhookSender({ toPrivate: true, limitMs: SHORT_MS });
  const startedAt = performance.now();
  expect(await sender.post(origin, secret, message)).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(SHORT_MS);
  await closed;
  expect(performance.now() - startedAt).toBeLessThan(SHORT_MS * 5);
});
