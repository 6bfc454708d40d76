import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { egressTo, failureOf, KEY, MOCK, startHttp } from "./hostile-upstream.ts";
import type { Traffic } from "./meter.ts";

const GET = { method: "GET", path: "/teams" } as const;
const PUT = { method: "PUT", path: "/activities/email" } as const;

/** A target that writes down what it is told. */
function told() {
  const traffic: Traffic[] = [];
  return { traffic, target: { ...MOCK, onTraffic: (one: Traffic) => traffic.push(one) } };
}

test("a whole answer is told once, with the bytes of both bodies", async () => {
  const { origin } = await startHttp((request, response) => request.pipe(response.writeHead(422)));
  const { traffic, target } = told();
  await egressTo(origin).send(target, KEY, { ...PUT, body: "häh" });
  const { host } = new URL(origin);
  expect(traffic).toEqual([{ host, status: 422, requests: 1, bytesSent: 4, bytesReceived: 4 }]);
});

test("a stream is told of with its head, and its bytes when it ends, as they came: before the key is masked", async () => {
  const { origin } = await startHttp((request, response) => {
    request.resume().on("end", () => response.end(request.headers["x-api-key"]));
  });
  const { traffic, target } = told();
  const body = () => Readable.from([Buffer.alloc(70_000), Buffer.alloc(5)]);
  const answer = await egressTo(origin).stream(target, KEY, { ...PUT, body: body() });
  expect(traffic).toMatchObject([{ status: 200, requests: 1, bytesSent: 70_005, bytesReceived: 0 }]);
  expect(await text(answer.body)).toBe("[masked]");
  expect(traffic.slice(1)).toMatchObject([
    { status: 200, requests: 0, bytesSent: 0, bytesReceived: KEY.reveal().length },
  ]);
});

test("a stream that nobody reads to its end is told of when it is destroyed, once", async () => {
  const { origin } = await startHttp((_request, response) => {
    response.write(Buffer.alloc(1_000));
  });
  const { traffic, target } = told();
  const { body } = await egressTo(origin).stream(target, KEY, GET);
  await new Promise((resolve) => body.once("readable", resolve));
  body.destroy();
  await new Promise((resolve) => body.once("close", resolve));
  expect(traffic.map(({ requests, bytesReceived }) => [requests, bytesReceived])).toEqual([
    [1, 0],
    [0, 1_000],
  ]);
});

test("what has no answer, or none that is passed on, is told of without a status", async () => {
  const { origin } = await startHttp((request, response) => {
    if (request.url?.endsWith("/broken")) request.socket.destroy();
    else response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("x"));
  });
  const { traffic, target } = told();
  const egress = egressTo(origin);
  for (const path of ["/broken", "/compressed", "/../out"]) {
    await failureOf(egress.send(target, KEY, { ...GET, path }));
    await failureOf(egress.stream(target, KEY, { ...GET, path }));
  }
  const none = { host: new URL(origin).host, status: null, requests: 1, bytesSent: 0, bytesReceived: 0 };
  expect(traffic).toEqual(Array(6).fill(none));
});
