import { spawn } from "node:child_process";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { compressStaticFiles } from "./compress.ts";
import { Failure } from "./failure.ts";
import { waitForLock } from "./lock.ts";
import { projectRoot } from "./project.ts";
import { endingOf } from "./running.ts";
import { digest, isStamped } from "./stamp.ts";

const clientStamp = path.join(projectRoot, "lib/server/generated/made-from");
const buildFolder = path.join(projectRoot, ".next");
const buildStamp = path.join(buildFolder, "made-from"); // Inside, so that build and stamp live and die together.

/** Generates the database client unless it was made from this schema. Answers whether there was anything to do. */
export function generateClient(signal?: AbortSignal): Promise<boolean> {
  const stamp = digest(
    projectRoot,
    ["prisma/schema.prisma", "node_modules/prisma/package.json"],
    () => false,
  );
  const isDone = () =>
    isStamped(clientStamp, stamp) &&
    existsSync(path.join(projectRoot, "lib/server/generated/prisma/client.ts"));
  return once(isDone, signal, async () => {
    rmSync(clientStamp, { force: true });
    await runNode(
      "The database client could not be generated",
      ["node_modules/prisma/build/index.js", "generate"],
      signal,
    );
    writeFileSync(clientStamp, stamp);
  });
}

/** Builds the app unless it was built from these sources. Answers whether there was anything to do. */
export function buildApp(signal?: AbortSignal): Promise<boolean> {
  const stamp = digestOfSources();
  const isDone = () => isStamped(buildStamp, stamp) && existsSync(path.join(buildFolder, "BUILD_ID"));
  return once(isDone, signal, async () => {
    rmSync(buildStamp, { force: true });
    await runNode("The app could not be built", ["node_modules/next/dist/bin/next", "build"], signal);
    await compressStaticFiles(path.join(buildFolder, "static"));
    writeFileSync(buildStamp, stamp);
  });
}

/** Everything that a build is made from; tests and generated files are not. */
function digestOfSources(): string {
  const atRoot = readdirSync(projectRoot)
    .filter((name) =>
      /^(next\.config|postcss\.config|tsconfig\.json|instrumentation|proxy|package-lock)/.test(name),
    )
    .sort();
  const sources = [...atRoot, "app", "components", "lib", "public", "prisma/schema.prisma"];
  return digest(
    projectRoot,
    sources,
    (file) => file === "lib/server/generated" || /\.test\.tsx?$/.test(file),
  );
}

/** One at a time for the whole checkout: of two that start together, the second finds the work done. */
async function once(
  isDone: () => boolean,
  signal: AbortSignal | undefined,
  work: () => Promise<void>,
): Promise<boolean> {
  if (isDone()) return false;
  refuseReadOnly();
  const folder = path.join(projectRoot, "node_modules/.cache");
  mkdirSync(folder, { recursive: true });
  const lock = await waitForLock(path.join(folder, "tessera-build.lock"), signal);
  try {
    if (isDone()) return false;
    await work();
    return true;
  } finally {
    lock.release();
  }
}

function refuseReadOnly(): void {
  for (const folder of [projectRoot, buildFolder].filter((folder) => existsSync(folder))) {
    try {
      accessSync(folder, constants.W_OK);
    } catch {
      throw new Failure(
        `You may not write to ${folder}, where Tessera has to be built: make yourself its owner.`,
      );
    }
  }
}

/** Runs a tool of node_modules with this Node. What it prints is shown only when it fails. */
async function runNode(failure: string, args: string[], signal: AbortSignal | undefined): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: projectRoot,
    env: toolEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
    signal,
  });
  let output = "";
  child.stdout.on("data", (chunk) => {
    output += chunk;
  });
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const ending = await endingOf(child);
  signal?.throwIfAborted();
  if (ending === "exit code 0") return;
  process.stderr.write(`${output.trimEnd()}\n`);
  throw new Failure(`${failure} (${ending}): the lines above say why.`);
}

/** For tools that build: no telemetry, no downloads, and none of the secrets and settings of a running Tessera. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  const { DATABASE_URL, SESSION_SECRET, NODE_OPTIONS, ...rest } = process.env;
  return {
    ...Object.fromEntries(Object.entries(rest).filter(([name]) => !name.startsWith("TESSERA_"))),
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    PRISMA_HIDE_UPDATE_MESSAGE: "1",
    // Prisma wants to see its engine before it generates, and does not use it: any program will do.
    PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
  };
}

/** The version of an installed package, for the lines that name it. */
export function versionOf(name: string): string {
  const file = path.join(projectRoot, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
