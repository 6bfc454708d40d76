import { type ChildProcess, fork } from "node:child_process";
import { writeSync } from "node:fs";
import { endingOfOwn, type Running, settlesWithin } from "./running.ts";

const STOP_PATIENCE_MS = 10_000;
const exitWithParent = new URL("./exit-with-parent.mjs", import.meta.url).href;

export type NodeChild = Running & {
  child: ChildProcess;
  /** What it has written to stderr so far, from the end as much as a terminal shows. */
  lastWords(): string;
};

/**
 * Starts a program of ours with this Node. Secrets go through `env`, never through `args`, which everybody can read.
 * Its stderr goes to the log; its stdout too, unless `readsOutput`.
 */
export function startNode(options: {
  program: string;
  args?: string[];
  env: NodeJS.ProcessEnv;
  log: number;
  readsOutput?: boolean;
}): NodeChild {
  const { program, args = [], env, log } = options;
  const child = fork(program, args, {
    env,
    execArgv: ["--import", exitWithParent],
    stdio: ["ignore", options.readsOutput ? "pipe" : log, "pipe", "ipc"],
    // Ctrl-C reaches `up` only, which stops things in their order.
    detached: true,
  });
  let words = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    writeSync(log, chunk);
    words = (words + chunk.toString("utf8")).slice(-4_000);
  });
  const ended = endingOfOwn(child, "SIGKILL");
  const stop = async () => {
    child.kill("SIGTERM");
    if (await settlesWithin(ended, STOP_PATIENCE_MS)) return;
    child.kill("SIGKILL");
    await settlesWithin(ended, 1_000);
  };
  return { pid: child.pid ?? 0, child, ended, stop, lastWords: () => words.trim() };
}
