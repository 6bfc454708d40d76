import type { MigrationList } from "@prisma/schema-engine-wasm";
import pg from "pg";
import type { DatabaseConnection } from "./connection.ts";
import { codeOf, Failure, messageOf } from "./failure.ts";
import { everything, openSchemaEngine, readMigrations } from "./schema-engine.ts";

/** Any number that no other program uses: whoever migrates this database holds it. */
const MIGRATION_LOCK = 7_355_372;

/**
 * Brings the database to this checkout's schema and answers the names of the migrations that it took. Two at once
 * take turns. One that fails, or is killed half way, leaves the database as it was, and is tried again next time.
 */
export async function applyMigrations(
  connection: DatabaseConnection,
  migrationsList: MigrationList = readMigrations(),
): Promise<string[]> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 5_000 });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await settleHistory(client, migrationsList);
    return await apply(connection, migrationsList);
  } finally {
    await client.end().catch(() => {});
  }
}

/** Forgets attempts that did not finish, and refuses a database that is ahead of this checkout. */
async function settleHistory(client: pg.Client, { migrationDirectories }: MigrationList): Promise<void> {
  const table = await client.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS exists`);
  if (!table.rows[0].exists) return;
  await client.query(
    `UPDATE "_prisma_migrations" SET "rolled_back_at" = now() WHERE "finished_at" IS NULL AND "rolled_back_at" IS NULL`,
  );
  const known = migrationDirectories.map((migration) => migration.path);
  const ahead = await client.query(
    `SELECT "migration_name" AS name FROM "_prisma_migrations"
     WHERE "rolled_back_at" IS NULL AND "migration_name" <> ALL ($1) ORDER BY "started_at" LIMIT 1`,
    [known],
  );
  if (ahead.rows[0]) {
    throw new Failure(
      `The database was used by a newer Tessera (it has the migration ${ahead.rows[0].name}, this checkout does not): update this checkout.`,
    );
  }
}

async function apply(connection: DatabaseConnection, migrationsList: MigrationList): Promise<string[]> {
  const { engine, refusal, close } = await openSchemaEngine(connection);
  try {
    return (await engine.applyMigrations({ migrationsList, filters: everything })).appliedMigrationNames;
  } catch (error) {
    throw new Failure(sentenceFor(error, refusal(), connection.database));
  } finally {
    await close();
  }
}

function sentenceFor(error: unknown, refusal: Error | null, database: string): string {
  const migration = /migration_name="([^"]+)"/.exec(messageOf(error))?.[1];
  const reason = messageOf(refusal ?? error).replace(/ +0: .*$/, "");
  if (migration) return `The migration ${migration} failed and was undone: ${reason}.`;
  if (codeOf(error) === "P3005") {
    return `The database "${database}" holds something that is not Tessera's: give Tessera a database of its own.`;
  }
  return `The database "${database}" could not be migrated: ${reason}.`;
}
