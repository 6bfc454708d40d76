import { once } from "node:events";
import { createServer } from "node:net";
import { type APIRequestContext, request } from "@playwright/test";
import { Tessera } from "./tessera.ts";

/** A Tessera that knows its address, `http://localhost:…`, and hears from a proxy who asks. */
export interface AtLocalhost {
  tessera: Tessera;
  url: string;
}

/** Starts one on an empty home. */
export async function startAtLocalhost(environment: Record<string, string> = {}): Promise<AtLocalhost> {
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const tessera = await Tessera.start({ PORT: String(port), TESSERA_URL: url, ...environment });
  return { tessera, url };
}

let visitors = 0;

/** A browser's requests, from an address that nobody else has asked from. */
export async function newVisitor({ url }: AtLocalhost): Promise<APIRequestContext> {
  visitors += 1;
  return request.newContext({
    baseURL: url,
    extraHTTPHeaders: { origin: url, "x-forwarded-for": `198.51.${visitors >> 8}.${visitors & 255}` },
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
