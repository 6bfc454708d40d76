import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { allowSlowBodies } from "./slow-bodies.ts";

const LIMIT_MS = 100;
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** What a server answers to a body that takes far longer than its limits; nothing where it breaks the connection off. */
async function answerTo(path: string): Promise<string> {
  const limits = { requestTimeout: LIMIT_MS, headersTimeout: LIMIT_MS, connectionsCheckingInterval: 10 };
  const server = createServer(limits, async (request, response) => {
    await text(request).catch(() => {});
    response.end("all of it");
  });
  cleanUps.push(() => server.close().closeAllConnections());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").on("error", () => {});
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10\r\n\r\n`);
  let sent = 0;
  const sending = setInterval(() => {
    sent += 1;
    socket.write("x");
    if (sent === 10) clearInterval(sending);
  }, LIMIT_MS / 2);
  cleanUps.push(() => clearInterval(sending));
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk));
  await once(socket, "close");
  return answer;
}

test("records may come as slowly as they are written, and nothing else may", async () => {
  cleanUps.push(allowSlowBodies(LIMIT_MS));
  const [records, proxied, ...others] = await Promise.all(
    [
      "/api/v1/destinations/1/records?dryRun=true",
      "/api/v1/credentials/1/proxy/activities/email",
      "/api/v1/destinations",
      "/api/v1/credentials?/api/v1/destinations/1/records",
      "/api/v1/destinations/1/recordsx",
    ].map(answerTo),
  );
  expect(records).toMatch(/200 OK.*all of it/s);
  expect(proxied).toMatch(/200 OK.*all of it/s);
  for (const answer of others) expect(answer).toBe("");
});

test("and Node by itself would have broken them off", async () => {
  expect(await answerTo("/api/v1/destinations/1/records")).toMatch(/408/);
});
