/** Writes the migration from what the existing migrations make to what prisma/schema.prisma says. */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { preparePostgres, startPostgres } from "./up/embedded-postgres.ts";
import { Failure } from "./up/failure.ts";
import { applyMigrations } from "./up/migrate.ts";
import { projectRoot } from "./up/project.ts";
import { everything, openSchemaEngine, readSchema } from "./up/schema-engine.ts";

const migrationsFolder = path.join(projectRoot, "prisma/migrations");

try {
  await writeMigration(process.argv[2]);
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}

async function writeMigration(name: string | undefined): Promise<void> {
  if (!name || !/^[a-z0-9_]+$/.test(name)) {
    throw new Failure("Name the migration: npm run migration:new -- add_something (a-z, 0-9 and _).");
  }
  const script = await diffFromMigrations();
  if (script.trim() === "" || script.includes("-- This is an empty migration.")) {
    console.log(
      "prisma/schema.prisma asks for nothing that the migrations do not make: no migration written.",
    );
    return;
  }
  const timestamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
  const folder = path.join(migrationsFolder, `${timestamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), script);
  const lockFile = path.join(migrationsFolder, "migration_lock.toml");
  if (!existsSync(lockFile)) writeFileSync(lockFile, 'provider = "postgresql"\n');
  console.log(path.relative(process.cwd(), path.join(folder, "migration.sql")));
}

/** Applies the migrations to a database of its own, thrown away afterwards, and compares. */
async function diffFromMigrations(): Promise<string> {
  const home = mkdtempSync(path.join(tmpdir(), "tessera-migration-"));
  chmodSync(home, 0o711);
  const postgres = await startPostgres(await preparePostgres(home, () => {}));
  try {
    await applyMigrations(postgres.connection);
    const { engine, close } = await openSchemaEngine(postgres.connection);
    const schema = readSchema();
    const difference = await engine.diff({
      from: { tag: "schemaDatasource", ...schema, configDir: projectRoot },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: null,
      filters: everything,
    });
    await close();
    return difference.stdout ?? "";
  } finally {
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
  }
}
