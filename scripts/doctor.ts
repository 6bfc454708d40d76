/**
 * `npm run doctor`: looks at settings, files, database, keyring and audit trail, changes nothing, and ends with 0 only
 * when all is well. `--json` prints one JSON document; `--head <organization>:<position>:<hash>`, as often as there
 * are heads noted down, checks that the chains still have them.
 */
import { parseArgs } from "node:util";
import type { Check, NotedHead } from "../lib/server/doctor/doctor.ts";
import { openDatabase } from "./doctor/open-database.ts";
import { linesOf } from "./doctor/report.ts";
import { generateClient } from "./up/build.ts";
import { Failure, messageOf } from "./up/failure.ts";
import { projectRoot } from "./up/project.ts";
import { readMigrations } from "./up/schema-engine.ts";
import { readSettings } from "./up/settings.ts";
import { stopOnSignals } from "./up/stop-on-signals.ts";

process.chdir(projectRoot);
const stop = stopOnSignals();
const { json, heads } = readArguments();
const checks: Check[] = [];

try {
  await examineAll();
} catch (error) {
  if (!stop.signal.aborted) tell({ name: "Doctor", isWell: false, says: sentenceFor(error) });
}
if (stop.signal.aborted) process.exit(130);
const isWell = checks.every((check) => check.isWell);
if (json) console.log(JSON.stringify({ isWell, checks }, null, 2));
else console.log(isWell ? "All is well." : "Something is wrong: see the lines that begin with ✗.");
process.exit(isWell ? 0 : 1);

async function examineAll(): Promise<void> {
  const settings = readSettings();
  const database = await openDatabase(settings, stop.signal);
  try {
    Object.assign(process.env, database.environment);
    await generateClient(stop.signal);
    // Only now: the settings are read, and the client exists.
    const { examine } = await import("../lib/server/doctor/doctor.ts");
    const migrations = readMigrations().migrationDirectories.map(({ path }) => path);
    const { isRunning } = database;
    for await (const check of examine({ migrations, isRunning, heads, signal: stop.signal })) tell(check);
  } finally {
    await database.close();
  }
}

function tell(check: Check): void {
  checks.push(check);
  if (!json) for (const line of linesOf(check)) console.log(line);
}

function sentenceFor(error: unknown): string {
  if (error instanceof Failure) return error.message;
  const stack = error instanceof Error ? error.stack : String(error);
  process.stderr.write(`${stack}\n`);
  return `It stopped because of a mistake in itself: ${messageOf(error)}.`;
}

function readArguments(): { json: boolean; heads: NotedHead[] } {
  try {
    const { values } = parseArgs({
      options: {
        json: { type: "boolean", default: false },
        head: { type: "string", multiple: true, default: [] },
      },
    });
    return { json: values.json, heads: values.head.map(readHead) };
  } catch (error) {
    console.error(`${messageOf(error)}. Use: npm run doctor -- [--json] [--head organization:position:hash]`);
    process.exit(2);
  }
}

function readHead(text: string): NotedHead {
  const parts = /^([^:]+):(\d{1,15}):([0-9a-f]{64})$/.exec(text.trim());
  if (parts === null) throw new Error("A head is noted down as organization:position:hash");
  return { organizationId: parts[1] ?? "", position: Number(parts[2]), hash: parts[3] ?? "" };
}
