import { statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Env } from "../env.ts";

/** Nobody but its owner may do anything with these. */
const PRIVATE = 0o077;
/** Others may pass through, not write. */
const WRITABLE_BY_OTHERS = 0o022;

/**
 * What of a home others than its owner could read or change, each with the command that puts it right. What is not
 * there needs none. Windows has no such modes.
 */
export function findLooseFiles({ home, keyringPath }: Pick<Env, "home" | "keyringPath">): string[] {
  if (process.platform === "win32") return [];
  const files: [string, number, string][] = [
    [home, WRITABLE_BY_OTHERS, "go-w"],
    [keyringPath, PRIVATE, "600"],
    [join(home, "session-secret"), PRIVATE, "600"],
    [join(home, "database-password"), PRIVATE, "600"],
    [join(home, "run.json"), PRIVATE, "600"],
    [join(home, "database"), PRIVATE, "700"],
    [join(home, "logs"), PRIVATE, "700"],
  ];
  return files.flatMap(([file, forbidden, mode]) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat === undefined || (stat.mode & forbidden) === 0) return [];
    const name = relative(home, file).startsWith("..") ? file : relative(home, file) || "the home itself";
    return [`${name} (chmod ${mode})`];
  });
}
