import { existsSync, readdirSync, readFileSync } from "node:fs";

/** Linux counts the time of processes in hundredths of a second, whatever its kernel's own clock. */
const TICK_MS = 10;
const STATE_FIELD = 3;
const USER_TIME_FIELD = 14;

/** Milliseconds of CPU that a process has used, all its threads together; null where there is no /proc. */
export function cpuMilliseconds(pid: number): number | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  // The second field is a name in parentheses, which may hold anything.
  const fields = readFileSync(file, "utf8")
    .replace(/^.*\) /s, "")
    .split(" ");
  const [userTicks, systemTicks] = fields.slice(USER_TIME_FIELD - STATE_FIELD).map(Number);
  return ((userTicks ?? 0) + (systemTicks ?? 0)) * TICK_MS;
}

/** Resident memory of a process and of those that it started. Throws where there is no /proc. */
export function residentMegabytes(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  const threads = readdirSync(`/proc/${pid}/task`);
  const children = threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").map(Number),
  );
  const ofChildren = children.filter((child) => child > 0).map(residentMegabytes);
  return ofChildren.reduce((sum, child) => sum + child, Number(kilobytes) / 1_024);
}
