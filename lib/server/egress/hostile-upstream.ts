import { once } from "node:events";
import { readFileSync } from "node:fs";
import {
  createServer as createHttpServer,
  type Server as HttpServer,
  type IncomingMessage,
  type RequestListener,
} from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from "node:net";
import { inspect } from "node:util";
import { afterEach, expect } from "vitest";
import { defineConnector } from "../../connectors/define-connector.ts";
import { peopleAi } from "../../connectors/people-ai.ts";
import { Secret } from "../vault/secret.ts";
import type { Resolve } from "./address.ts";
import { EgressError, type EgressFailure } from "./egress-error.ts";
import { createEgress, type Egress } from "./send.ts";

/** For tests only: servers that misbehave, an egress that leads to them, and what must hold of errors. */

/** A key in which every character that some escaping changes occurs. */
export const KEY_TEXT = `demo-valid-s3cr+t/k"ey&<7>~\\end`;
export const KEY = Secret.of(KEY_TEXT);

export const MOCK = { connector: peopleAi, environment: "mock" } as const;
export const PRODUCTION = { connector: peopleAi, environment: "production" } as const;

const cleanUps: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** An egress whose Mock environment leads to an origin; closed after the test. */
export function egressTo(
  origin: string,
  options: { limitMs?: number; idleMs?: number; resolve?: Resolve } = {},
): Egress {
  const egress = createEgress({ emulated: new Map([["people-ai/mock", origin]]), ...options });
  cleanUps.push(() => egress.close());
  return egress;
}

export interface Upstream {
  readonly origin: string;
  readonly requests: IncomingMessage[];
}

/** An HTTP server that answers as told and keeps what it was asked; closed after the test. */
export async function startHttp(answer: RequestListener, options: { tls?: boolean } = {}): Promise<Upstream> {
  const requests: IncomingMessage[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(request, response);
  };
  const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url));
  const server: HttpServer = options.tls
    ? createHttpsServer(
        { key: fixture("self-signed-key.pem"), cert: fixture("self-signed-cert.pem") },
        listener,
      )
    : createHttpServer(listener);
  const port = await listen(server);
  cleanUps.push(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  return { origin: `${options.tls ? "https" : "http"}://127.0.0.1:${port}`, requests };
}

/** A server that speaks whatever it is told to once something arrives; closed after the test. */
export async function startTcp(speak: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>();
  const server = createTcpServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => speak(socket));
  });
  const port = await listen(server);
  cleanUps.push(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  });
  return `http://127.0.0.1:${port}`;
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  const server = createTcpServer();
  const port = await listen(server);
  server.close();
  await once(server, "close");
  return port;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** People.ai with another address behind Production. */
export function withBaseUrl(baseUrl: string) {
  const production = { ...peopleAi.environments.production, baseUrl };
  const connector = defineConnector({ ...peopleAi, environments: { production } });
  return { connector, environment: "production" };
}

/** Awaits the error of a promise and checks that nothing of it, printed in any way, holds the key. */
export async function failureOf(promise: Promise<unknown>, keyText: string = KEY_TEXT): Promise<Error> {
  const error: unknown = await promise.then(
    () => null,
    (thrown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error("It did not fail.");
  const printed = inspect(error, { depth: 20, showHidden: true, getters: true });
  for (const text of [printed, String(error), error.stack ?? "", JSON.stringify(error)]) {
    expect(text).not.toContain(keyText);
  }
  expect(error.cause).toBeUndefined();
  return error;
}

/** The same for an error of egress, whose code is returned. */
export async function failureCodeOf(promise: Promise<unknown>, keyText?: string): Promise<EgressFailure> {
  const error = await failureOf(promise, keyText);
  if (!(error instanceof EgressError)) throw error;
  return error.code;
}
