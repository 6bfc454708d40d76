/**
 * Prisma's schema engine without its binary, which the CLI would download: the same engine compiled to
 * WebAssembly, in this process, over the `pg` driver.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm";
import * as bindings from "@prisma/schema-engine-wasm/schema_engine_bg";
import type { DatabaseConnection } from "./connection.ts";
import { MigrationAdapter } from "./migration-adapter.ts";
import { projectRoot } from "./project.ts";

export type { SchemaEngine };
export const everything = { externalTables: [], externalEnums: [] };

const schemaFile = path.join(projectRoot, "prisma/schema.prisma");
const migrationsFolder = path.join(projectRoot, "prisma/migrations");

export type OpenEngine = {
  engine: SchemaEngine;
  /** The database's own words about the last script it refused: the engine's error has only a number. */
  refusal(): Error | null;
  close(): Promise<void>;
};

export async function openSchemaEngine(connection: DatabaseConnection): Promise<OpenEngine> {
  await load();
  const adapter = new MigrationAdapter(connection);
  const datamodels = readSchema().files.map(({ path, content }): [string, string] => [path, content]);
  const bound = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await bindings.SchemaEngine.new({ datamodels }, () => {}, bound);
  const close = async () => {
    engine.free();
    await adapter.pool?.end(); // Or the engine's lock lives on in an idle connection.
  };
  return { engine, refusal: () => adapter.refusal, close };
}

export function readSchema(): SchemasContainer {
  return { files: [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }] };
}

/** The migrations in this checkout, in their order. */
export function readMigrations(): MigrationList {
  const lockFile = path.join(migrationsFolder, "migration_lock.toml");
  const names = existsSync(migrationsFolder)
    ? readdirSync(migrationsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    : [];
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: existsSync(lockFile) ? readFileSync(lockFile, "utf8") : null,
    },
    shadowDbInitScript: "",
    migrationDirectories: names
      .map(({ name }) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: readText(path.join(migrationsFolder, name, "migration.sql")),
        },
      }))
      .sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}

function readText(file: string) {
  try {
    return { tag: "ok", value: readFileSync(file, "utf8") } as const;
  } catch (error) {
    return { tag: "error", value: String(error) } as const;
  }
}

function fail(message: string): never {
  throw new Error(message);
}

let loading: Promise<void> | undefined;

function load(): Promise<void> {
  loading ??= (async () => {
    const require = createRequire(import.meta.url);
    const file = path.join(
      path.dirname(require.resolve("@prisma/schema-engine-wasm")),
      "schema_engine_bg.wasm",
    );
    // Where the engine leaves its last words: without it, a panic reads "Cannot read properties of undefined".
    Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: { set_message: fail } });
    const module = await WebAssembly.compile(readFileSync(file));
    const instance = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": bindings as never });
    bindings.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loading;
}
