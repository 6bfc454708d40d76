import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test } from "vitest";
import { allowSlowBodies } from "./slow-bodies.ts";

const LIMIT_MS = 100;
const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

const whole: RequestListener = async (request, response) => {
  await text(request).catch(() => {});
  response.end("all of it");
};

/** What a server answers to a body that comes in so many bytes, far more slowly than its limits; nothing where it breaks the connection off. */
async function answerTo(path: string, answer: RequestListener = whole, pieces = 10): Promise<string> {
  const limits = { requestTimeout: LIMIT_MS, headersTimeout: LIMIT_MS, connectionsCheckingInterval: 10 };
  const server = createServer(limits, answer);
  cleanUps.push(() => server.close().closeAllConnections());
  await once(server.listen(0, "127.0.0.1"), "listening");
  const socket = connect((server.address() as AddressInfo).port, "127.0.0.1").on("error", () => {});
  socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 10\r\n\r\n`);
  let sent = 0;
  const sending = setInterval(() => {
    sent += 1;
    if (sent <= pieces) socket.write("x");
  }, LIMIT_MS / 2);
  cleanUps.push(() => clearInterval(sending));
  let answered = "";
  socket.on("data", (chunk) => (answered += chunk));
  await new Promise((resolve) => socket.once("close", resolve));
  return answered;
}

test("records may come as slowly as they are written, and nothing else may", async () => {
  cleanUps.push(allowSlowBodies({ wholeMs: LIMIT_MS }));
  const [records, proxied, ...others] = await Promise.all(
    [
      "/api/v1/destinations/1/records?dryRun=true",
      "/api/v1/credentials/1/proxy/activities/email",
      "/api/v1/destinations",
      "/api/v1/credentials?/api/v1/destinations/1/records",
      "/api/v1/destinations/1/recordsx",
    ].map((path) => answerTo(path)),
  );
  expect(records).toMatch(/200 OK.*all of it/s);
  expect(proxied).toMatch(/200 OK.*all of it/s);
  for (const answer of others) expect(answer).toBe("");
});

test("but what they are answered ends them soon, and so does a sender who stands still", async () => {
  cleanUps.push(allowSlowBodies({ restMs: LIMIT_MS, stillMs: 2 * LIMIT_MS }));
  let received = 0;
  const refuse: RequestListener = (request, response) => {
    request.on("data", (chunk) => (received += chunk.length)).on("error", () => {});
    response.writeHead(401, { connection: "keep-alive" }).end("no");
  };
  expect(await answerTo("/api/v1/destinations/1/records", refuse)).toMatch(/401.*no/s);
  expect(received).toBeLessThan(10);
  expect(await answerTo("/api/v1/destinations/1/records", whole, 3)).toBe("");
  // Nobody breaks off what waits for its answer, however long that takes.
  const late: RequestListener = async (request, response) => {
    await text(request);
    setTimeout(() => response.end("all of it"), 6 * LIMIT_MS);
  };
  expect(await answerTo("/api/v1/credentials/1/proxy/x", late)).toMatch(/all of it/);
});

test("and Node by itself would have broken them off", async () => {
  expect(await answerTo("/api/v1/destinations/1/records")).toMatch(/408/);
});
