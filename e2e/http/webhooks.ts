import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type APIRequestContext, type APIResponse, expect } from "@playwright/test";

/** An address that a webhook may have, where nobody answers. */
export const NOWHERE = "https://hooks.invalid/tessera";

/** Sets the organization's webhook. */
export function setWebhook(api: APIRequestContext, url = NOWHERE): Promise<APIResponse> {
  return api.put("/api/v1/webhook", { data: { url } });
}

/** The same, where it works: the secret, or null where there was a webhook before. */
export async function setWebhookTo(api: APIRequestContext, url: string): Promise<string | null> {
  const response = await setWebhook(api, url);
  expect(response.status(), await response.text()).toBe(200);
  return (await response.json()).secret;
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
}

/** A program that takes events, as somebody would write it. */
export class WebhookReceiver {
  readonly received: Received[] = [];
  /** What it answers, from the next event on. */
  answer: { status: number; headers?: Record<string, string> } = { status: 204 };
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    const receiver = new WebhookReceiver(server);
    server.on("request", async (request, response) => {
      let body = "";
      for await (const chunk of request) body += chunk;
      receiver.received.push({ headers: request.headers, body });
      response.writeHead(receiver.answer.status, receiver.answer.headers).end();
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/events?from=tessera`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
