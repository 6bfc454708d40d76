import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { copyDatabaseTo, newHome } from "./made-database.ts";

const projectRoot = join(import.meta.dirname, "..");
const READY = /Tessera is ready at (http:\/\/\S+)/;

const blank = Object.fromEntries(
  [
    "DATABASE_URL",
    "HOST",
    "SESSION_SECRET",
    "TESSERA_KEYRING",
    "TESSERA_URL",
    "TESSERA_TRUSTED_PROXIES",
    "TESSERA_EMULATOR_URL",
    "SMTP_URL",
    "SMTP_FROM",
    "OIDC_ISSUER",
    "OIDC_CLIENT_ID",
    "OIDC_CLIENT_SECRET",
    "OIDC_NAME",
  ].map((name) => [name, ""]),
);

/** No test runs into the limits of the API, but those that set them lower again. */
const unlimited = { TESSERA_REQUESTS_PER_MINUTE: "999999999", TESSERA_KEY_TESTS_PER_MINUTE: "999999999" };

/** No test waits for its turn at the emulator, but those of the turns. */
const unpaced = { TESSERA_EMULATOR_REQUESTS_PER_SECOND: "1000" };

/** No test is disturbed by checks that are due, but those of the checks. */
const withoutChecks = { TESSERA_RECHECK_HOURS: "0" };

/** What `up` says of itself while it runs. */
interface Run {
  databaseUrl: string;
  emulatorUrl: string | null;
  pids: { up: number; server: number; postgres: number | null; emulator: number | null };
}

/** A whole Tessera of its own: `npm run up` on a home of its own, with a database, an emulator and a server. */
export class Tessera {
  readonly home: string;
  /** Everything that `up` printed, on both streams. */
  output = "";
  url = "";
  readonly #environment: Record<string, string>;
  #process: ChildProcess | undefined;
  #exited: Promise<number | null> = Promise.resolve(null);
  #pool: pg.Pool | undefined;

  private constructor(home: string, environment: Record<string, string>) {
    this.home = home;
    this.#environment = environment;
  }

  /** Starts one on a new home with an empty database in it, unless it is to use another, and waits until it answers. */
  static async start(environment: Record<string, string> = {}): Promise<Tessera> {
    const tessera = Tessera.prepare(environment);
    if (environment.DATABASE_URL === undefined) copyDatabaseTo(tessera.home);
    await tessera.up();
    return tessera;
  }

  /** Another instance on the database of one that runs, with its secrets and its emulator. */
  static async startBeside(one: Tessera, environment: Record<string, string> = {}): Promise<Tessera> {
    return Tessera.start({
      TESSERA_EMULATOR_URL: one.emulatorUrl,
      DATABASE_URL: one.run.databaseUrl,
      TESSERA_KEYRING: join(one.home, "keyring.json"),
      SESSION_SECRET: one.sessionSecret(),
      ...environment,
    });
  }

  /** The same on a home without anything in it, as on a new machine. */
  static async startFromNothing(environment: Record<string, string> = {}): Promise<Tessera> {
    const tessera = Tessera.prepare(environment);
    await tessera.up();
    return tessera;
  }

  /** A home without anything in it, not started yet. */
  static prepare(environment: Record<string, string> = {}): Tessera {
    return new Tessera(newHome(), environment);
  }

  /** Runs `up` on this home. Rejects with what it printed when it ends before it is ready. */
  async up(environment: Record<string, string> = {}): Promise<void> {
    this.output = "";
    const child = spawn(process.execPath, ["scripts/up.ts"], {
      cwd: projectRoot,
      env: this.#environmentWith(environment),
      // Through the channel it notices when this process is gone, however that happens, and stops.
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    this.#process = child;
    this.#exited = new Promise((resolve) => child.once("exit", (code) => resolve(code)));
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        this.output += chunk.toString();
        const ready = READY.exec(this.output);
        if (ready?.[1] !== undefined) {
          this.url = ready[1];
          resolve();
        }
      };
      child.stdout?.on("data", read);
      child.stderr?.on("data", read);
      child.once("exit", (code) => reject(new Error(`up ended with ${code}:\n${this.output}`)));
    });
  }

  #environmentWith(changes: Record<string, string>): NodeJS.ProcessEnv {
    const { PATH = "", HOME = "", CI } = process.env;
    return {
      NODE_ENV: "production",
      PATH,
      HOME,
      ...(CI === undefined ? {} : { CI }),
      // A developer's own settings, from the environment or from .env, must not reach a test.
      ...blank,
      ...unlimited,
      ...unpaced,
      ...withoutChecks,
      PORT: "0",
      TESSERA_HOME: this.home,
      ...this.#environment,
      ...changes,
    };
  }

  /** `npm run doctor` on this home, whether or not it is up: its exit code and what it printed. */
  async doctor(...args: string[]): Promise<{ code: number | null; output: string }> {
    const child = spawn(process.execPath, ["scripts/doctor.ts", ...args], {
      cwd: projectRoot,
      env: this.#environmentWith({}),
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    });
    let output = "";
    child.stdout?.on("data", (chunk: Buffer) => (output += chunk));
    child.stderr?.on("data", (chunk: Buffer) => (output += chunk));
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, output };
  }

  /** Runs `up` where it cannot start: its exit code and what it printed. */
  async upFails(environment: Record<string, string> = {}): Promise<{ code: number | null; output: string }> {
    const started = await this.up(environment).then(
      () => true,
      () => false,
    );
    if (started) throw new Error(`up was expected to fail, but printed:\n${this.output}`);
    return { code: await this.#exited, output: this.output };
  }

  get run(): Run {
    return JSON.parse(readFileSync(join(this.home, "run.json"), "utf8")) as Run;
  }

  get emulatorUrl(): string {
    const { emulatorUrl } = this.run;
    if (emulatorUrl === null) throw new Error("This Tessera runs without the emulator.");
    return emulatorUrl;
  }

  /** What signs the cookies of sessions. */
  sessionSecret(): string {
    return readFileSync(join(this.home, "session-secret"), "utf8").trim();
  }

  /** What the server has written into its log. */
  log(): string {
    return readFileSync(join(this.home, "logs/tessera.log"), "utf8");
  }

  /** Rows of one statement, straight from the database. */
  async sql<Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> {
    this.#pool ??= newPool(this.run.databaseUrl);
    return (await this.#pool.query<Row>(text, values)).rows;
  }

  /** Ends everything in order, as Ctrl-C does, and gives the exit code. Waits for nothing but the end. */
  async stop(signal: NodeJS.Signals = "SIGTERM"): Promise<number | null> {
    await this.closeDatabase();
    this.#process?.kill(signal);
    return this.#exited;
  }

  /** kill -9 of `up` itself, as when the machine's out-of-memory killer picks it. */
  async killUp(): Promise<void> {
    await this.closeDatabase();
    this.#process?.kill("SIGKILL");
    await this.#exited;
  }

  /** Lets go of the connections that `sql` keeps, before the database goes away. */
  async closeDatabase(): Promise<void> {
    await this.#pool?.end();
    this.#pool = undefined;
  }

  /** Stops it and removes its home. */
  async dispose(): Promise<void> {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

function newPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2 });
  // A database that is killed on purpose breaks idle connections; the next query says so.
  pool.on("error", () => {});
  return pool;
}
