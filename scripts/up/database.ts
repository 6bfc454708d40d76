import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { DatabaseConnection } from "./connection.ts";
import { codeOf, Failure, messageOf } from "./failure.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const STARTING_UP_PATIENCE_MS = 30_000;
const OLDEST_MAJOR = 15;

/**
 * Connects to the database that DATABASE_URL names, and answers how. What does not fit is said in one sentence,
 * which never holds the password.
 */
export async function checkDatabase(url: string, signal?: AbortSignal): Promise<DatabaseConnection> {
  const deadline = Date.now() + STARTING_UP_PATIENCE_MS;
  for (;;) {
    try {
      return await look(url);
    } catch (error) {
      const isStarting = codeOf(error) === "57P03";
      if (!isStarting || Date.now() > deadline) throw error;
      await sleep(500, undefined, { signal });
    }
  }
}

async function look(url: string): Promise<DatabaseConnection> {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  } catch (error) {
    throw new Failure(`DATABASE_URL cannot be read: ${withoutPassword(messageOf(error), url)}.`);
  }
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query(
      "SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major, pg_is_in_recovery() AS replica",
    );
    const { version, major, replica } = rows[0];
    if (major < OLDEST_MAJOR) {
      throw new Failure(
        `The PostgreSQL at ${placeOf(client)} is version ${version}: Tessera needs ${OLDEST_MAJOR} or newer.`,
      );
    }
    if (replica) {
      throw new Failure(
        `The PostgreSQL at ${placeOf(client)} is a read-only replica: name the primary in DATABASE_URL.`,
      );
    }
    const { host, port, user, password, database, ssl } = client as pg.Client & DatabaseConnection;
    return { host, port, user: user ?? "", password: password ?? "", database: database ?? "", ssl };
  } catch (error) {
    if (error instanceof Failure || codeOf(error) === "57P03") throw error;
    throw new Failure(sentenceFor(error, client, url));
  } finally {
    client.end().catch(() => {});
  }
}

function sentenceFor(error: unknown, client: pg.Client, url: string): string {
  const place = placeOf(client);
  switch (codeOf(error)) {
    case "ECONNREFUSED":
    case "ENOENT":
      return `No PostgreSQL answers at ${place}: start it, or correct DATABASE_URL.`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `The host "${client.host}" of DATABASE_URL is not known: correct it, or check the network.`;
    case "ETIMEDOUT":
    case "EHOSTUNREACH":
    case "ENETUNREACH":
      return `The PostgreSQL at ${place} cannot be reached: correct DATABASE_URL, or check the network.`;
    case "28P01":
    case "28000":
      return `The PostgreSQL at ${place} does not let "${client.user}" in: correct user and password in DATABASE_URL.`;
    case "3D000":
      return `The PostgreSQL at ${place} has no database "${client.database}": create it, or correct DATABASE_URL.`;
    case "53300":
      return `The PostgreSQL at ${place} has no connection left: raise its max_connections, or end others.`;
  }
  const reason = messageOf(error);
  if (/timeout/i.test(reason)) {
    return `The PostgreSQL at ${place} did not answer within ${CONNECT_TIMEOUT_MS / 1000} s: correct DATABASE_URL, or check the network.`;
  }
  if (/password must be a string/.test(reason)) {
    return `The PostgreSQL at ${place} asks for a password and DATABASE_URL has none: add it after the user, as user:password@host.`;
  }
  return `The PostgreSQL at ${place} cannot be used: ${withoutPassword(reason, url)}.`;
}

function placeOf(client: pg.Client): string {
  return client.host.startsWith("/") ? client.host : `${client.host}:${client.port}`;
}

function withoutPassword(text: string, url: string): string {
  const { password } = URL.canParse(url) ? new URL(url) : { password: "" };
  if (password === "") return text.replaceAll(url, "…");
  return text.replaceAll(url, "…").replaceAll(password, "…").replaceAll(decodeURIComponent(password), "…");
}
