import { statement } from "../db.ts";

/** The server's version, as it says it itself. Rejects when the database does not answer. */
export async function findServerVersion(): Promise<string> {
  const rows = await statement<{ version: string }>`SELECT current_setting('server_version') AS version`;
  return rows[0]?.version ?? "";
}

/** The names of the migrations that the database has; none in an empty one. */
export async function findMigrations(): Promise<string[]> {
  const [table] = await statement<{ exists: boolean }>`
    SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS exists`;
  if (table?.exists !== true) return [];
  const rows = await statement<{ name: string }>`
    SELECT "migration_name" AS name FROM "_prisma_migrations"
    WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL`;
  return rows.map(({ name }) => name);
}
