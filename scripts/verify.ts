/**
 * `npm run verify`: lint, types, unit tests, and the API and browser tests against a production build. Says for
 * each how long it took, shows output where something failed, and ends with the line `N passed, N failed`.
 */
import { spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildApp, generateClient } from "./up/build.ts";
import { Failure, messageOf } from "./up/failure.ts";
import { projectRoot } from "./up/project.ts";
import { endingOf } from "./up/running.ts";
import { stopOnSignals } from "./up/stop-on-signals.ts";
import { secondsSince } from "./up/terminal.ts";
import { cleanEnvironment } from "./verify/clean-environment.ts";
import { findChromium } from "./verify/find-chromium.ts";
import { findCurl } from "./verify/find-curl.ts";
import { type Result, readPlaywright, readVitest } from "./verify/results.ts";

process.chdir(projectRoot);
const { signal } = stopOnSignals();
const scratch = mkdtempSync(path.join(tmpdir(), "tessera-verify-"));
chmodSync(scratch, 0o711); // Homes are made in here, and under root PostgreSQL is somebody else.
process.once("exit", () => rmSync(scratch, { recursive: true, force: true }));

const total = { passed: 0, failed: 0 };
try {
  await verify();
} catch (error) {
  if (signal.aborted) process.exit(1);
  total.failed += 1;
  console.error(error instanceof Failure ? error.message : error);
}
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed > 0 || total.passed === 0 ? 1 : 0);

/** Two lanes for two processor cores; only the browser tests have the machine to themselves. */
async function verify(): Promise<void> {
  let chromium = "";
  const say = (what: string) => console.log(`  ${what} …`);
  await check("Browser and curl", async () => {
    chromium = findChromium(say);
    findCurl(say);
    return ok(0);
  });
  await check("Database client", async () => {
    await generateClient(signal);
    return ok(0);
  });
  const [isBuilt] = await Promise.all([buildAndTypes(), lintAndUnits()]);
  if (!isBuilt || chromium === "") {
    console.log("✗ API and browser tests were not run");
    return;
  }
  await check("API and browser tests", () => playwright(chromium));
}

async function buildAndTypes(): Promise<boolean> {
  const isBuilt = await check("Production build", async () => {
    await buildApp(signal);
    return ok(1);
  });
  // After the build, which empties the folder that the route types are generated into.
  await check("Types", async () => {
    await node(["node_modules/next/dist/bin/next", "typegen"]);
    await node(["node_modules/typescript/bin/tsc", "--noEmit"]);
    return ok(1);
  });
  return isBuilt;
}

async function lintAndUnits(): Promise<void> {
  await check("Lint", async () => {
    await node(["node_modules/@biomejs/biome/bin/biome", "ci", "."]);
    return ok(1);
  });
  await check("Unit tests", async () => {
    const report = path.join(scratch, "vitest.json");
    const args = ["run", "--reporter=json", `--outputFile=${report}`];
    const ending = await node(["node_modules/vitest/vitest.mjs", ...args]).catch(messageOfFailure);
    return read(report, readVitest, ending);
  });
}

async function playwright(chromium: string): Promise<Result> {
  const report = path.join(scratch, "playwright.json");
  const additions = { CHROMIUM: chromium, TMPDIR: scratch, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const args = ["node_modules/@playwright/test/cli.js", "test", "--reporter=list,json"];
  const ending = await node(args, additions, "inherit").catch(messageOfFailure);
  return read(report, readPlaywright, ending);
}

/** What a test runner reports; where it failed and reports no failure, or nothing, that is one. */
function read<T>(file: string, reader: (report: T) => Result, ending: string | undefined): Result {
  if (!existsSync(file)) return { passed: 0, failures: [ending ?? "It reported nothing."] };
  const result = reader(JSON.parse(readFileSync(file, "utf8")) as T);
  if (ending !== undefined && result.failures.length === 0) result.failures.push(ending);
  if (result.passed === 0 && result.failures.length === 0) result.failures.push("There was nothing to run.");
  return result;
}

/** Runs a check, says how it went, and counts. A check that throws counts as one failure. */
async function check(name: string, run: () => Promise<Result>): Promise<boolean> {
  const started = performance.now();
  const result = await run().catch((error): Result => {
    if (signal.aborted) throw error;
    return {
      passed: 0,
      failures: [error instanceof Failure ? error.message : String(error?.stack ?? error)],
    };
  });
  total.passed += result.passed;
  total.failed += result.failures.length;
  const isGood = result.failures.length === 0;
  console.log(`${isGood ? "✓" : "✗"} ${name}  ${secondsSince(started)}`);
  for (const failure of result.failures) if (failure !== "") console.error(failure);
  return isGood;
}

function ok(passed: number): Result {
  return { passed, failures: [] };
}

function messageOfFailure(error: unknown): string {
  if (signal.aborted) throw error;
  return messageOf(error);
}

/** Runs a tool of node_modules; throws a Failure that holds what it printed. */
async function node(
  args: string[],
  additions: Record<string, string> = {},
  output: "pipe" | "inherit" = "pipe",
): Promise<undefined> {
  const child = spawn(process.execPath, args, {
    env: cleanEnvironment(additions) as NodeJS.ProcessEnv,
    stdio: ["ignore", output, output],
    signal,
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      printed += chunk;
    });
  }
  const ending = await endingOf(child);
  signal.throwIfAborted();
  if (ending !== "exit code 0") throw new Failure(printed.trim() || `${args[1] ?? args[0]}: ${ending}`);
}
