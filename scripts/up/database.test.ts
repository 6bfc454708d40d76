import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { expect, test } from "vitest";
import { checkDatabase } from "./database.ts";
import { messageOf } from "./failure.ts";

const sentenceFor = (url: string) => checkDatabase(url).then(() => "it worked", messageOf);

test("an address where no PostgreSQL answers is said in one sentence, without the password", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  expect(await sentenceFor(`postgresql://ada:s3cret@127.0.0.1:${port}/tessera`)).toBe(
    `No PostgreSQL answers at 127.0.0.1:${port}: start it, or correct DATABASE_URL.`,
  );
});

test("a program that is not a PostgreSQL is said in one sentence, without the password", async () => {
  const server = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n")).listen(
    0,
    "127.0.0.1",
  );
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const sentence = await sentenceFor(`postgresql://ada:s3cret@127.0.0.1:${port}/tessera`);
  server.close();
  expect(sentence).toMatch(new RegExp(`^The PostgreSQL at 127\\.0\\.0\\.1:${port} .*\\.$`));
  expect(sentence).not.toContain("s3cret");
});
