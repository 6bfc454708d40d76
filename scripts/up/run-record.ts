import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { writePrivateFile } from "./files.ts";

/** What runs at the moment, for scripts and tests: `<home>/run.json`, there from ready to stopped, for its owner only. */
export type RunRecord = {
  url: string;
  databaseUrl: string;
  emulatorUrl: string | null;
  /** Null for what this start does without. */
  pids: { up: number; server: number | null; postgres: number | null; emulator: number | null };
};

export function writeRunRecord(home: string, record: RunRecord): void {
  writePrivateFile(path.join(home, "run.json"), `${JSON.stringify(record, null, 2)}\n`);
}

export function removeRunRecord(home: string): void {
  rmSync(path.join(home, "run.json"), { force: true });
}

/** What runs from this home, or ran when it was killed; null where nothing does. */
export function readRunRecord(home: string): RunRecord | null {
  try {
    return JSON.parse(readFileSync(path.join(home, "run.json"), "utf8")) as RunRecord;
  } catch {
    return null;
  }
}
