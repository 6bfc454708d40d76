import type { ChildProcess } from "node:child_process";
import { readFileSync } from "node:fs";
import { codeOf } from "./failure.ts";

/** How a process ended, in words: `exit code 1`, `signal SIGKILL`. */
export type Ending = string;

/** A process of ours: it runs until `ended` settles. `stop` is safe to call twice, and after the end. */
export type Running = {
  pid: number;
  ended: Promise<Ending>;
  stop(): Promise<void>;
};

/** Settles when the process has ended, or could not be started. Never rejects. */
export function endingOf(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`));
    child.once("error", (error) => resolve(error.message));
  });
}

const alive = new Map<ChildProcess, NodeJS.Signals>();

/** Like {@link endingOf}, for what must not outlive this process: should it still run then, `signal` ends it. */
export function endingOfOwn(child: ChildProcess, signal: NodeJS.Signals): Promise<Ending> {
  alive.set(child, signal);
  const ended = endingOf(child);
  ended.then(() => alive.delete(child));
  return ended;
}

process.once("exit", () => {
  for (const [child, signal] of alive) child.kill(signal);
});

/** `true` when the promise settled in time. */
export async function settlesWithin(promise: Promise<unknown>, timeoutMs: number): Promise<boolean> {
  const { promise: timeout, resolve } = Promise.withResolvers<boolean>();
  const timer = setTimeout(resolve, timeoutMs, false);
  const settled = await Promise.race([promise.then(() => true), timeout]);
  clearTimeout(timer);
  return settled;
}

/** Whether a process of this number runs. One that has ended and was never collected (a container without init) does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) !== "EPERM") return false;
  }
  try {
    return !/\) [ZX]/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch (error) {
    return process.platform !== "linux" || codeOf(error) !== "ENOENT";
  }
}
