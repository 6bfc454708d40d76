import path from "node:path";
import type { Env } from "../../lib/server/env.ts";
import { buildApp, generateClient } from "./build.ts";
import type { DatabaseConnection } from "./connection.ts";
import { checkDatabase } from "./database.ts";
import { preparePostgres, startPostgres } from "./embedded-postgres.ts";
import { emulatedPair, startEmulator } from "./emulator.ts";
import { Failure } from "./failure.ts";
import { openLog } from "./files.ts";
import { takeHome } from "./home.ts";
import { applyMigrations } from "./migrate.ts";
import { claimPort } from "./port.ts";
import { type RunRecord, removeRunRecord, writeRunRecord } from "./run-record.ts";
import { localUrl, startServer } from "./server.ts";
import { sessionSecretIn } from "./session-secret.ts";
import { supervise } from "./supervise.ts";
import { secondsSince, type Terminal } from "./terminal.ts";

type Database = { connection: DatabaseConnection; url: string };

/**
 * Starts everything, keeps it running until `signal` aborts, and stops it in the opposite order. Rejects with a
 * Failure when something foreseen is in the way; whatever it started is stopped by then too.
 */
export async function serve(env: Env, terminal: Terminal, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  const undo: (() => unknown)[] = [];
  const gaveUp = Promise.withResolvers<never>();
  gaveUp.promise.catch(() => {}); // It may come before anybody waits for it.
  const pids = { up: process.pid, server: null, postgres: null, emulator: null };
  const record: RunRecord = { url: "", databaseUrl: "", emulatorUrl: null, pids };
  let isReady = false;

  /** Keeps what `start` starts running, and run.json true. */
  const keep = async <T extends { pid: number; ended: Promise<string>; stop(): Promise<void> }>(
    role: "server" | "postgres" | "emulator",
    name: string,
    start: (signal: AbortSignal, previous: T | null) => Promise<T>,
  ): Promise<T> => {
    const { first, stop } = await supervise({
      name,
      start,
      signal,
      log: terminal.say,
      giveUp: (sentence) =>
        gaveUp.reject(new Failure(`${sentence} ${path.join(env.home, "logs")} says why.`)),
      onStart: ({ pid }) => {
        record.pids[role] = pid;
        if (isReady) writeRunRecord(env.home, record);
      },
    });
    undo.push(stop);
    return first;
  };

  const openDatabase = async (): Promise<Database> => {
    if (env.databaseUrl !== null) {
      return { connection: await checkDatabase(env.databaseUrl, signal), url: env.databaseUrl };
    }
    const prepared = await preparePostgres(env.home, terminal.say);
    return keep(
      "postgres",
      "PostgreSQL",
      (signal, previous: Awaited<ReturnType<typeof startPostgres>> | null) =>
        startPostgres(prepared, { port: previous?.connection.port, signal }),
    );
  };

  const openEmulator = async (): Promise<string> => {
    const log = openLog(path.join(env.home, "logs/emulator.log"));
    const { url } = await keep(
      "emulator",
      "The People.ai emulator",
      (_, previous: Awaited<ReturnType<typeof startEmulator>> | null) =>
        startEmulator(log, {
          port: previous ? Number(new URL(previous.url).port) : 0,
          requestsPerSecond: env.emulatorRequestsPerSecond,
        }),
    );
    return url;
  };

  try {
    const lock = takeHome(env.home);
    undo.push(lock.release);
    removeRunRecord(env.home); // Of one that was killed.
    const port = await claimPort(env.port, env.host);
    const url = localUrl(env.host, port);

    await terminal.step("Building", async (rename) => {
      const generated = await generateClient(signal);
      rename((await buildApp(signal)) || generated ? "Built" : "");
    });
    signal.throwIfAborted();
    const database = await terminal.step("Starting PostgreSQL", async (rename) => {
      const opened = await openDatabase();
      rename(env.databaseUrl === null ? "PostgreSQL" : `PostgreSQL at ${opened.connection.host}`);
      return opened;
    });
    signal.throwIfAborted();
    await terminal.step("Migrating", async (rename) => {
      const names = await applyMigrations(database.connection);
      rename(
        names.length === 0
          ? ""
          : `${names.length} ${names.length === 1 ? "migration" : "migrations"} applied`,
      );
    });
    signal.throwIfAborted();
    // The keyring is the server's: its boot check (lib/server/boot.ts) makes it where nothing is sealed yet.
    const sessionSecret = env.sessionSecret ?? sessionSecretIn(env.home);
    const bundled = env.emulatorUrl === null && env.emulate.includes(emulatedPair);
    const emulatorUrl = bundled ? await openEmulator() : env.emulatorUrl;

    await terminal.step("Starting", async (rename) => {
      const logFile = path.join(env.home, "logs/tessera.log");
      const log = openLog(logFile);
      const serverEnv = {
        ...process.env,
        DATABASE_URL: database.url,
        SESSION_SECRET: sessionSecret,
        PORT: String(port),
        HOST: env.host,
        TESSERA_HOME: env.home,
        TESSERA_KEYRING: env.keyringPath,
        ...(emulatorUrl !== null && { TESSERA_EMULATOR_URL: emulatorUrl }),
      };
      await keep("server", "Tessera's server", (signal) =>
        startServer({ host: env.host, port, env: serverEnv, log, logFile, signal }),
      );
      rename("Server");
    });

    Object.assign(record, { url, databaseUrl: database.url, emulatorUrl });
    undo.push(() => removeRunRecord(env.home));
    writeRunRecord(env.home, record);
    isReady = true;
    terminal.say(`Tessera is ready at ${url}`);
    if (bundled) terminal.say("The Mock environment is answered by the bundled People.ai emulator.");
    terminal.say(`Started in ${secondsSince(started)}. Ctrl-C stops everything.`);
    await Promise.race([aborted(signal), gaveUp.promise]);
  } finally {
    for (const step of undo.reverse()) await step();
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}
