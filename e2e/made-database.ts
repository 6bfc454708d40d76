import { execFileSync } from "node:child_process";
import { chmodSync, lstatSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { preparePostgres, startPostgres } from "../scripts/up/embedded-postgres.ts";
import { applyMigrations } from "../scripts/up/migrate.ts";

/** Where this run of the tests has the home of which the others copy the database. */
const PLACE = "TESSERA_E2E_MADE_DATABASE";

/**
 * Runs once, before all tests: makes a database with nothing in it but the tables. A Tessera that is started in
 * a test begins with a copy, which takes a tenth of the time. The function that it gives removes it in the end.
 */
export default async function makeDatabase(): Promise<() => void> {
  const home = newHome();
  const prepared = await preparePostgres(home, () => {});
  const postgres = await startPostgres(prepared);
  await applyMigrations(postgres.connection);
  await postgres.stop();
  process.env[PLACE] = home;
  return () => rmSync(home, { recursive: true, force: true });
}

/** Gives a home, with nothing in it yet, that database and the password for it. */
export function copyDatabaseTo(home: string): void {
  const from = process.env[PLACE];
  if (from === undefined) return; // The pictures and the bench are no tests: `up` makes theirs.
  // PostgreSQL's user may not enter the home, so the database lies elsewhere: `up` makes one there.
  if (lstatSync(join(from, "database")).isSymbolicLink()) return;
  // Unlike Node's own copy, it keeps whose the files are.
  execFileSync("cp", ["-a", join(from, "database"), join(from, "database-password"), home]);
}

/** A folder for a Tessera of its own, which PostgreSQL's user may enter. */
export function newHome(): string {
  const home = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
  chmodSync(home, 0o711);
  return home;
}
