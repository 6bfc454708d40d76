import { accessSync, chmodSync, constants, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { codeOf, Failure, messageOf } from "./failure.ts";
import { type Lock, takeLock } from "./lock.ts";

/**
 * Makes the home where there is none, for its owner only, and takes it: two that serve one home would fight over
 * its database. Under root others may pass through (not look), since PostgreSQL runs as somebody else there.
 */
export function takeHome(home: string): Lock {
  try {
    const mode = process.getuid?.() === 0 ? 0o711 : 0o700;
    if (!existsSync(home)) mkdirSync(home, { recursive: true, mode });
    if (!statSync(home).isDirectory()) throw new Failure(`TESSERA_HOME (${home}) is a file: name a folder.`);
    accessSync(home, constants.R_OK | constants.W_OK | constants.X_OK);
    if (readdirSync(home).length === 0) chmodSync(home, mode); // Made by hand, and still ours to arrange.
    mkdirSync(path.join(home, "logs"), { recursive: true, mode: 0o700 });
    const lock = takeLock(path.join(home, "up.lock"));
    if ("release" in lock) return lock;
    throw new Failure(
      `Tessera already runs on ${home} (process ${lock.heldBy}): stop that one, or choose another TESSERA_HOME.`,
    );
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(sentenceFor(home, error));
  }
}

function sentenceFor(home: string, error: unknown): string {
  switch (codeOf(error)) {
    case "EACCES":
    case "EPERM":
      return `You may not write to ${home}: make yourself its owner, or choose another TESSERA_HOME.`;
    case "EROFS":
      return `${home} is on a disk that cannot be written to: choose another TESSERA_HOME.`;
    case "ENOSPC":
      return `The disk that holds ${home} is full: make room, or choose another TESSERA_HOME.`;
    case "ENOTDIR":
    case "EEXIST":
      return `TESSERA_HOME (${home}) lies inside something that is not a folder: name another.`;
    default:
      return `TESSERA_HOME (${home}) cannot be used: ${messageOf(error)}.`;
  }
}
