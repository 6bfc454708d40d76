import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../bin/tessera.mjs");

/** Whether this machine can give a program a terminal: `script` of util-linux does. */
export const hasTerminal = /util-linux/.test(
  spawnSync("script", ["--version"], { encoding: "utf8" }).stdout ?? "",
);

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

export interface Run {
  code: number | null;
  out: string;
  error: string;
}

/** A person's own machine, as far as `tessera` knows of it: where it keeps its login, and what is set. */
export class Shell {
  readonly config = mkdtempSync(join(tmpdir(), "tessera-shell-"));
  readonly #settings: Record<string, string>;
  /** All that was printed, on both streams. */
  printed = "";

  constructor(settings: Record<string, string> = {}) {
    this.#settings = settings;
  }

  /** Runs `tessera` with this on its standard input; `meanwhile` can send it a signal. */
  async tessera(
    args: string[],
    {
      input = "",
      meanwhile,
    }: { input?: string; meanwhile?: (kill: (signal: NodeJS.Signals) => void) => void } = {},
  ): Promise<Run> {
    const child = spawn(process.execPath, [program, ...args], { env: this.#env });
    child.stdin.on("error", () => {}); // It need not read.
    child.stdin.end(input);
    const run: Run = { code: null, out: "", error: "" };
    child.stdout.on("data", (chunk) => (run.out += chunk));
    child.stderr.on("data", (chunk) => (run.error += chunk));
    meanwhile?.((signal) => child.kill(signal));
    run.code = await new Promise((resolve) => child.once("close", resolve));
    this.printed += run.out + run.error;
    return run;
  }

  /** Runs `tessera` on a terminal of its own; whoever watches it is told of all that it shows so far, and can type. */
  async onTerminal(
    args: string[],
    watch: (shown: string, type: (text: string) => void) => void,
  ): Promise<{ code: number | null; shown: string }> {
    const command = [process.execPath, program, ...args].map(quoted).join(" ");
    const child = spawn("script", ["-qec", command, "/dev/null"], { env: { ...this.#env, TERM: "xterm" } });
    child.stdin.on("error", () => {}); // It can have ended.
    let shown = "";
    child.stdout.setEncoding("utf8").on("data", (text) => {
      shown += text;
      watch(shown, (typed) => child.stdin.write(typed));
    });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    this.printed += shown;
    return { code, shown };
  }

  get #env(): NodeJS.ProcessEnv {
    return {
      NODE_ENV: "production",
      PATH: process.env.PATH,
      XDG_CONFIG_HOME: this.config,
      ...this.#settings,
    };
  }
}
