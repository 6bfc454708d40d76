import { spawnSync } from "node:child_process";
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { codeOf } from "./failure.ts";
import { isAlive } from "./running.ts";

/** A file that one living process holds. One left by a process that is gone counts for nothing. */
export type Lock = { release(): void };
type Holder = { pid: number; started: string };

/** Takes the lock, or answers the number of the process that holds it. */
export function takeLock(file: string): Lock | { heldBy: number } {
  const me = JSON.stringify({ pid: process.pid, started: startOf(process.pid) } satisfies Holder);
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, me, { mode: 0o600 });
  try {
    for (;;) {
      try {
        linkSync(mine, file); // Appears with its content, and only where there is none.
        return { release: () => releaseLock(file, me) };
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw error;
      }
      const found = readIfThere(file);
      const holder = found === null ? null : parseHolder(found);
      if (holder && isAlive(holder.pid) && startOf(holder.pid) === holder.started)
        return { heldBy: holder.pid };
      if (found !== null) removeStale(file, found);
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** Takes the lock, when need be after whoever holds it. */
export async function waitForLock(file: string, signal?: AbortSignal): Promise<Lock> {
  for (;;) {
    const lock = takeLock(file);
    if ("release" in lock) return lock;
    await sleep(100, undefined, { signal });
  }
}

/** Moves it aside before it looks again, so that a lock which somebody took in between is not lost but put back. */
function removeStale(file: string, stale: string): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, "utf8") !== stale) linkSync(aside, file);
  } catch {
    // Another one was faster.
  }
  rmSync(aside, { force: true });
}

function releaseLock(file: string, me: string): void {
  if (readIfThere(file) === me) rmSync(file, { force: true });
}

function readIfThere(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}

function parseHolder(text: string): Holder | null {
  try {
    const holder = JSON.parse(text) as Holder;
    return Number.isInteger(holder.pid) ? holder : null;
  } catch {
    return null;
  }
}

/** When a process began, in the system's own words: with its number it is unmistakable, after a restart too. */
function startOf(pid: number): string {
  if (process.platform === "win32") return "";
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const [, fields = ""] = readFileSync(`/proc/${pid}/stat`, "utf8").split(/\) (?!.*\) )/);
    return `${boot} ${fields.split(" ")[19]}`;
  } catch {
    return spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  }
}
