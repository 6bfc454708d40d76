import { existsSync } from "node:fs";
import path from "node:path";
import type { Env } from "../../lib/server/env.ts";
import { preparePostgres, startPostgres } from "../up/embedded-postgres.ts";
import { Failure } from "../up/failure.ts";
import { takeHome } from "../up/home.ts";
import { readRunRecord } from "../up/run-record.ts";
import { isAlive } from "../up/running.ts";
import { readSessionSecret } from "../up/session-secret.ts";

export interface OpenDatabase {
  /** The settings that `up` hands to the server, for whoever asks the same code. */
  environment: Record<string, string>;
  /** Whether Tessera runs on it, from this home. */
  isRunning: boolean;
  /** Leaves everything as it was found. */
  close(): Promise<void>;
}

/**
 * The database of these settings: the one that runs, or the one of `DATABASE_URL`, or the embedded one, started for
 * as long as it is needed. Creates none: a Failure says where there is nothing to look at.
 */
export async function openDatabase(env: Env, signal: AbortSignal): Promise<OpenDatabase> {
  const run = readRunRecord(env.home);
  const isRunning = run !== null && isAlive(run.pids.up);
  const environment = {
    TESSERA_HOME: env.home,
    TESSERA_KEYRING: env.keyringPath,
    SESSION_SECRET: env.sessionSecret ?? readSessionSecret(env.home) ?? "",
  };
  const found = env.databaseUrl ?? (isRunning ? run.databaseUrl : null);
  if (found !== null) {
    return { environment: { ...environment, DATABASE_URL: found }, isRunning, close: async () => {} };
  }
  if (!existsSync(path.join(env.home, "database/PG_VERSION"))) {
    throw new Failure(`There is no database in ${env.home} yet: npm run up makes one.`);
  }
  const lock = takeHome(env.home);
  try {
    const prepared = await preparePostgres(env.home, () => {});
    const postgres = await startPostgres(prepared, { signal });
    const close = async () => {
      await postgres.stop();
      lock.release();
    };
    return { environment: { ...environment, DATABASE_URL: postgres.url }, isRunning: false, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}
