import { fork } from "node:child_process";
import { join } from "node:path";
import type { CleanUp } from "./clean-up.ts";
import type { Desk } from "./desk.ts";

/** Starts the floor N on a table of its own in the desk's database. */
export async function startFloor(cleanUp: CleanUp, { tessera }: Desk): Promise<{ url: string; pid: number }> {
  await tessera.sql("CREATE SCHEMA bench");
  await tessera.sql(
    `CREATE TABLE bench.floor (id uuid PRIMARY KEY, name text NOT NULL, sealed bytea NOT NULL,
                               "createdAt" timestamptz NOT NULL DEFAULT now())`,
  );
  const child = fork(join(import.meta.dirname, "floor-server.ts"), {
    env: { PATH: process.env.PATH, NODE_ENV: "production", DATABASE_URL: tessera.run.databaseUrl },
  });
  cleanUp.defer(() => {
    child.kill();
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve({ ...(message as { url: string }), pid: child.pid ?? 0 }));
    child.once("exit", (code) => reject(new Error(`The floor server ended with ${code}.`)));
  });
}
