import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { codeOf } from "./failure.ts";

/** A digest of files and whole folders (relative to `root`) that changes whenever a name or a byte of them does. */
export function digest(root: string, names: readonly string[], isLeftOut: (file: string) => boolean): string {
  const hash = createHash("sha256");
  for (const name of names) add(name);
  return hash.digest("hex");

  function add(name: string): void {
    if (isLeftOut(name)) return;
    try {
      const content = readFileSync(path.join(root, name));
      hash.update(`${name}\0${content.length}\0`).update(content);
    } catch (error) {
      if (codeOf(error) === "EISDIR") {
        for (const entry of readdirSync(path.join(root, name)).sort()) add(`${name}/${entry}`);
      } else if (codeOf(error) !== "ENOENT") throw error;
    }
  }
}

/** Whether the stamp file says this digest: what it stands beside was made from exactly these inputs. */
export function isStamped(file: string, stamp: string): boolean {
  try {
    return readFileSync(file, "utf8") === stamp;
  } catch {
    return false;
  }
}
