import { cpus, totalmem } from "node:os";
import { findPostgresBinaries } from "../up/postgres-binaries.ts";
import { postgresUser } from "../up/system-user.ts";

/** What the numbers were measured on, in two lines. Only their ratios mean anything on another machine. */
export function describeMachine(): string {
  const date = new Date().toISOString().slice(0, 16).replace("T", " ");
  const cores = `${cpus().length} × ${cpus()[0]?.model.trim() ?? "unknown core"}`;
  const memory = `${Math.round(totalmem() / 1_024 ** 3)} GB`;
  const postgres = findPostgresBinaries(postgresUser()).version;
  return [
    `Tessera bench · ${date} UTC · Node ${process.versions.node} · PostgreSQL ${postgres}`,
    `${process.platform} ${process.arch} · ${cores} · ${memory}`,
  ].join("\n");
}
