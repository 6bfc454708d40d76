/**
 * `npm run bench`: the budgets of DESIGN.md beside what they are measured against, taken in one run. A table for
 * reading: a budget that does not hold is a mark in it, and only what could not be measured makes this fail.
 *
 *     npm run bench                         everything, about 20 minutes
 *     npm run bench -- --quick              short rounds, without the million credentials
 *     npm run bench -- --only create,list   some of it
 *     npm run bench -- --only memory --load-minutes 60   the memory after so much load
 */
import { parseArgs, stripVTControlCharacters } from "node:util";
import { cleanUpOnSignals } from "./clean-up.ts";
import { Desks } from "./desks.ts";
import { describeMachine } from "./machine.ts";
import { measureAuthenticatePage } from "./measure/authenticate-page.ts";
import { measureColdPage } from "./measure/cold-page.ts";
import { measureCreate } from "./measure/create.ts";
import { measureCredentialsPage } from "./measure/credentials-page.ts";
import { measureList } from "./measure/list.ts";
import type { Measurement } from "./measure/measurement.ts";
import { measureMemory } from "./measure/memory.ts";
import { measureOpenKey } from "./measure/open-key.ts";
import { measureOverlay } from "./measure/overlay.ts";
import { measureSearch } from "./measure/search.ts";
import { measureSendThrough } from "./measure/send-through.ts";
import { measureStart } from "./measure/start.ts";
import { measureStatements } from "./measure/statements.ts";
import { formatSection } from "./report.ts";
import { settingsFor } from "./settings.ts";

const measurements: Record<string, Measurement> = {
  create: measureCreate,
  statements: measureStatements,
  "open-key": measureOpenKey,
  "send-through": measureSendThrough,
  start: measureStart,
  memory: measureMemory,
  overlay: measureOverlay,
  "cold-page": measureColdPage,
  list: measureList,
  page: measureAuthenticatePage,
  "credentials-page": measureCredentialsPage,
  search: measureSearch,
};

const { only, ...asked } = readArguments();
await using cleanUp = new AsyncDisposableStack();
const signal = cleanUpOnSignals(cleanUp);
const started = performance.now();
/** Which measurement runs. */
let current = "";
const say = (line: string) => {
  const seconds = String(Math.round((performance.now() - started) / 1_000)).padStart(4);
  process.stderr.write(`${seconds} s  ${current}: ${line}\n`);
};
const settings = settingsFor(asked, say, signal);
const bench = { settings, cleanUp, desks: new Desks(cleanUp, say) };

console.log(`${describeMachine()}\n${describeRounds()}\n`);
for (const name of only) {
  current = name;
  say("begins");
  try {
    const section = await measurements[name]?.(bench);
    if (section) console.log(`${formatSection(section)}\n`);
  } catch (error) {
    if (signal.aborted) break;
    process.exitCode = 1;
    console.log(`${name}: could not be measured. ${reasonOf(error)}\n`);
  }
}
say("cleaning up");
await cleanUp.disposeAsync();
if (!signal.aborted) process.exit();

/** On one line, without the colours that Playwright's messages have. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return stripVTControlCharacters(message).replace(/\s+/g, " ").trim();
}

function readArguments(): { quick: boolean; loadMinutes: number | undefined; only: string[] } {
  const names = Object.keys(measurements);
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: "boolean" },
        only: { type: "string" },
        "load-minutes": { type: "string" },
      },
    });
    const { quick = false, only = names.join(","), "load-minutes": minutes } = values;
    const loadMinutes = minutes === undefined ? undefined : Number(minutes);
    const unknown = only.split(",").find((name) => !names.includes(name));
    if (unknown !== undefined) {
      process.stderr.write(`There is no measurement "${unknown}": choose from ${names.join(",")}.\n`);
    } else if (loadMinutes !== undefined && !(loadMinutes > 0)) {
      process.stderr.write("Say the minutes of load as a number: --load-minutes 60.\n");
    } else {
      return { quick, loadMinutes, only: only.split(",") };
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  }
  process.exit(1);
}

function describeRounds(): string {
  const { rounds, roundSeconds } = settings;
  return `${rounds} interleaved rounds of ${roundSeconds} s; median (min – max); of ratios, those of each round`;
}
