/**
 * The PostgreSQL that comes with Tessera: a real server, reachable from this machine only, whose files live in
 * `<home>/database`. Durability is PostgreSQL's own (fsync and synchronous commit stay on).
 *
 * The superuser `postgres` cannot log in at all; Tessera is the role `tessera`, which owns the database `tessera`.
 */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { type DatabaseConnection, urlOf } from "./connection.ts";
import { Failure } from "./failure.ts";
import { openLog, syncFolder, writePrivateFile } from "./files.ts";
import { findPostgresBinaries, type PostgresBinaries, systemHome } from "./postgres-binaries.ts";
import { endingOf, endingOfOwn, isAlive, type Running, settlesWithin } from "./running.ts";
import { mayEnter, postgresUser, type SystemUser } from "./system-user.ts";

const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;

/** A database folder that is ready to be served. */
export type PreparedPostgres = {
  folder: string;
  logFile: string;
  password: string;
  binaries: PostgresBinaries;
  runAs: SystemUser | null;
};

export type RunningPostgres = Running & { connection: DatabaseConnection; url: string };

/**
 * Makes `<home>/database` ready: created whole or not at all, so that a start that was killed is simply begun
 * again, and no server of an earlier, killed `up` left running on it. `say` gets lines for the person who started it.
 */
export async function preparePostgres(home: string, say: (line: string) => void): Promise<PreparedPostgres> {
  const runAs = postgresUser(path.join(home, "database"));
  const binaries = findPostgresBinaries(runAs);
  const folder = findFolder(home, runAs, say);
  const logs = path.join(home, "logs");
  mkdirSync(logs, { recursive: true, mode: 0o700 });

  const passwordFile = path.join(home, "database-password");
  const known = existsSync(passwordFile) ? readFileSync(passwordFile, "utf8").trim() : "";
  const password = known || randomBytes(32).toString("base64url");
  const prepared = { folder, logFile: path.join(logs, "postgres.log"), password, binaries, runAs };

  if (existsSync(path.join(folder, "PG_VERSION"))) {
    refuseOtherVersion(prepared);
    await stopLeftover(prepared);
    if (!known) await runSingleUser(prepared, folder, `ALTER ROLE tessera PASSWORD '${password}'`);
    if (!known) writePrivateFile(passwordFile, password);
  } else {
    if (!known) writePrivateFile(passwordFile, password);
    await initialize(prepared);
  }
  return prepared;
}

/** Starts the server on the given port, else on any free one, and waits until it answers. */
export async function startPostgres(
  prepared: PreparedPostgres,
  { port, signal }: { port?: number | undefined; signal?: AbortSignal } = {},
): Promise<RunningPostgres> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    signal?.throwIfAborted();
    const attempt = await tryStart(prepared, port ?? (await freePort()), deadline);
    if ("connection" in attempt) return attempt;
    // Somebody took the port in between, or the last backends of a killed server are still going down.
    const passes = /Address already in use|could not bind|shared memory block|lock file/.test(attempt.log);
    if (!passes || Date.now() > deadline) {
      throw new Failure(`PostgreSQL did not start (${attempt.reason}): ${prepared.logFile} says why.`);
    }
    await sleep(200);
  }
}

/** The folder itself, outside `home` when PostgreSQL's user may not enter there: `<home>/database` then links to it. */
function findFolder(home: string, runAs: SystemUser | null, say: (line: string) => void): string {
  const folder = path.join(home, "database");
  if (!runAs || existsSync(path.join(folder, "PG_VERSION"))) {
    return existsSync(folder) ? realpathSync(folder) : folder;
  }
  if (mayEnter(runAs, home)) return folder;
  const linked = readLink(folder);
  if (linked !== null && existsSync(path.dirname(linked))) return linked;
  rmSync(folder, { force: true });
  mkdirSync(systemHome, { recursive: true, mode: 0o755 });
  const place = mkdtempSync(path.join(systemHome, `${path.basename(path.dirname(home))}-`));
  chmodSync(place, 0o711);
  symlinkSync(path.join(place, "database"), folder);
  say(
    `PostgreSQL runs as the user ${runAs.name}, who may not enter ${home}: the database lives in ${place}.`,
  );
  return path.join(place, "database");
}

function readLink(file: string): string | null {
  try {
    return readlinkSync(file);
  } catch {
    return null;
  }
}

async function initialize(prepared: PreparedPostgres): Promise<void> {
  const { folder, binaries, password, runAs } = prepared;
  // A name of its own: an initdb that outlived its killed `up` may still be writing to the last one.
  const unfinished = `${folder}.unfinished-${randomBytes(4).toString("hex")}`;
  removeUnfinished(folder);
  mkdirSync(unfinished, { mode: 0o700 });
  if (runAs) chownSync(unfinished, runAs.uid, runAs.gid);
  await run(prepared, binaries.initdb, [
    `--pgdata=${unfinished}`,
    "--username=postgres",
    "--auth-local=reject",
    "--auth-host=scram-sha-256",
    "--encoding=UTF8",
    "--locale=C",
    "--locale-provider=builtin",
    "--builtin-locale=C.UTF-8",
    "--data-checksums",
    "--no-instructions",
  ]);
  await runSingleUser(
    prepared,
    unfinished,
    `CREATE ROLE tessera LOGIN PASSWORD '${password}'\nCREATE DATABASE tessera OWNER tessera`,
  );
  renameSync(unfinished, folder);
  syncFolder(path.dirname(folder));
}

function removeUnfinished(folder: string): void {
  const parent = path.dirname(folder);
  const leftovers = readdirSync(parent).filter((name) =>
    name.startsWith(`${path.basename(folder)}.unfinished-`),
  );
  for (const name of leftovers) {
    try {
      rmSync(path.join(parent, name), { recursive: true, force: true });
    } catch {
      // Somebody still writes to it: the next start removes it.
    }
  }
}

/** Runs statements, one a line, as the superuser and without a server. They pass through stdin: no list of processes shows them. */
function runSingleUser(prepared: PreparedPostgres, folder: string, statements: string): Promise<void> {
  const settings = { exit_on_error: "on", ...quietLog };
  const args = ["--single", "-D", folder, ...flags(settings), "postgres"];
  return run(prepared, prepared.binaries.postgres, args, `${statements}\n`);
}

async function run(prepared: PreparedPostgres, program: string, args: string[], input = ""): Promise<void> {
  const log = openLog(prepared.logFile);
  const child = spawn(program, args, { ...spawnOptions(prepared), stdio: ["pipe", "ignore", log] });
  closeSync(log);
  child.stdin?.on("error", () => {}); // It ended before it read everything: its ending says so.
  child.stdin?.end(input);
  const ending = await endingOf(child);
  if (ending !== "exit code 0") {
    throw new Failure(`PostgreSQL could not create its database (${ending}): ${prepared.logFile} says why.`);
  }
}

function refuseOtherVersion({ folder, binaries }: PreparedPostgres): void {
  const has = readFileSync(path.join(folder, "PG_VERSION"), "utf8").trim();
  if (has === binaries.version.split(".")[0]) return;
  throw new Failure(
    `The database in ${folder} was made by PostgreSQL ${has} and this Tessera brings ${binaries.version}: move its data with pg_dump of version ${has} (docs/operating.md).`,
  );
}

/** Stops the server that an `up` which was killed left behind. */
async function stopLeftover(prepared: PreparedPostgres): Promise<void> {
  const pid = leftoverPid(prepared.folder);
  if (pid !== null) await stopServer(prepared, pid, () => leftoverPid(prepared.folder) !== pid);
}

/** The process that serves this folder, or null. A number that another program has now is not it. */
function leftoverPid(folder: string): number | null {
  const file = path.join(folder, "postmaster.pid");
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, "utf8").split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, "utf8");
    return command.includes("postgres") && command.includes(folder) ? pid : null;
  } catch {
    return pid; // No /proc here (macOS, Windows): take the file's word for it.
  }
}

/** Fast shutdown (connections are ended, everything is written), then, for one that hangs, immediate, then the axe. */
async function stopServer(prepared: PreparedPostgres, pid: number, hasEnded: () => boolean): Promise<void> {
  if (process.platform === "win32") {
    await run(prepared, prepared.binaries.pgCtl, ["stop", "-D", prepared.folder, "-m", "fast", "-w"]);
    return;
  }
  const steps = [
    ["SIGINT", STOP_TIMEOUT_MS],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 1_000],
  ] as const;
  for (const [signal, patienceMs] of steps) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    for (const start = Date.now(); Date.now() - start < patienceMs; await sleep(20)) {
      if (hasEnded() || !isAlive(pid)) return;
    }
  }
}

type FailedStart = { reason: string; log: string };

async function tryStart(
  prepared: PreparedPostgres,
  port: number,
  deadline: number,
): Promise<RunningPostgres | FailedStart> {
  const log = openLog(prepared.logFile);
  const logStart = fstatSync(log).size;
  const child = spawn(prepared.binaries.postgres, ["-D", prepared.folder, ...flags(serverSettings(port))], {
    ...spawnOptions(prepared),
    detached: true, // Its own process group: Ctrl-C reaches `up` only, which stops things in their order.
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ending: string | null = null;
  const ended = endingOfOwn(child, "SIGQUIT").then((how) => {
    ending = how;
    return how;
  });
  const connection = {
    host: "127.0.0.1",
    port,
    user: "tessera",
    password: prepared.password,
    database: "tessera",
  };
  for (;;) {
    if (await answers(connection)) break;
    if (ending !== null) return { reason: ending, log: readFrom(prepared.logFile, logStart) };
    if (Date.now() > deadline) {
      child.kill("SIGQUIT");
      return { reason: `no answer within ${START_TIMEOUT_MS / 1000} s`, log: "" };
    }
    await sleep(20);
  }
  const pid = child.pid as number;
  const stop = async () => {
    if (ending !== null) return;
    await stopServer(prepared, pid, () => ending !== null);
    await settlesWithin(ended, 1_000);
  };
  return { pid, ended, stop, connection, url: urlOf(connection) };
}

async function answers(connection: DatabaseConnection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 });
  client.on("error", () => {});
  try {
    await client.connect();
    await client.query("SELECT 1");
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

/** What keeps statements and their values out of the log: an ERROR repeats the value that it refuses. */
const quietLog = {
  log_min_messages: "log",
  log_statement: "none",
  log_min_error_statement: "panic",
  log_min_duration_statement: "-1",
  log_parameter_max_length: "0",
  log_parameter_max_length_on_error: "0",
  log_error_verbosity: "terse",
};

function serverSettings(port: number): Record<string, string> {
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    max_connections: "100",
    timezone: "UTC",
    log_timezone: "UTC",
    log_checkpoints: "off",
    ...quietLog,
  };
}

function flags(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

/** From a folder that everybody may enter, and without this process's PG… variables and secrets. */
function spawnOptions({ folder, runAs }: PreparedPostgres) {
  const { PATH = "", SystemRoot } = process.env;
  return {
    cwd: path.parse(folder).root,
    env: { PATH, LC_ALL: "C", TZ: "UTC", NODE_ENV: process.env.NODE_ENV, ...(SystemRoot && { SystemRoot }) },
    ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
  };
}

/** A port of this machine that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject).listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

function readFrom(file: string, start: number): string {
  const descriptor = openSync(file, "r");
  const buffer = Buffer.alloc(Math.max(0, Math.min(fstatSync(descriptor).size - start, 64 * 1024)));
  readSync(descriptor, buffer, 0, buffer.length, start);
  closeSync(descriptor);
  return buffer.toString("utf8");
}
