/**
 * The floor N: the least that a Node server can do to keep a secret. It parses the same JSON, encrypts the key and
 * inserts one row, without validation, authorization, audit or framework. Its own process, as Tessera's server is;
 * DATABASE_URL says where. Tells its parent its address when it listens.
 */
import { createCipheriv, randomBytes, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import pg from "pg";

/** As many as Tessera keeps (lib/server/db.ts). */
const POOL_SIZE = 10;

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: POOL_SIZE });
const key = randomBytes(32);

const server = createServer((request, response) => {
  insert(request, response).catch((error: unknown) => {
    response.writeHead(500).end(String(error));
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
});
process.once("disconnect", () => process.exit());

async function insert(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { name, apiKey } = JSON.parse(Buffer.concat(chunks).toString("utf8"));
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: 16 });
  const sealed = Buffer.concat([nonce, cipher.update(apiKey, "utf8"), cipher.final(), cipher.getAuthTag()]);
  const id = randomUUID();
  await pool.query("INSERT INTO bench.floor (id, name, sealed) VALUES ($1, $2, $3)", [id, name, sealed]);
  response.writeHead(201, { "content-type": "application/json" }).end(JSON.stringify({ id, name }));
}
