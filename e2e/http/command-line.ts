import { spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const program = join(import.meta.dirname, "../../bin/tessera.mjs");

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
    const child = spawn(process.execPath, [program, ...args], {
      env: {
        NODE_ENV: "production",
        PATH: process.env.PATH,
        XDG_CONFIG_HOME: this.config,
        ...this.#settings,
      },
      stdio: ["pipe", "pipe", "pipe"],
    });
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
}
