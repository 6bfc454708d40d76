/** `npm run up`: everything that Tessera needs, started in its order, watched, and stopped in the opposite one. */
import { appendFileSync } from "node:fs";
import path from "node:path";
import { Failure } from "./up/failure.ts";
import { projectRoot } from "./up/project.ts";
import { serve } from "./up/serve.ts";
import { readSettings } from "./up/settings.ts";
import { stopOnSignals } from "./up/stop-on-signals.ts";
import { openTerminal } from "./up/terminal.ts";

process.chdir(projectRoot);
const stop = stopOnSignals();
let logFile = path.join(projectRoot, "up.log");

process.on("uncaughtException", (error) => {
  report(error);
  stop.abort();
  setTimeout(() => process.exit(), 20_000).unref();
});

try {
  const env = readSettings();
  logFile = path.join(env.home, "logs/up.log");
  await serve(env, openTerminal(), stop.signal);
} catch (error) {
  if (!stop.signal.aborted) report(error);
}
process.exit();

/** One sentence for what was foreseen; for a bug, one that says where its stack is. */
function report(error: unknown): void {
  process.exitCode = 1;
  if (error instanceof Failure) {
    console.error(error.message);
    return;
  }
  const stack = error instanceof Error ? error.stack : String(error);
  try {
    appendFileSync(logFile, `${new Date().toISOString()} ${stack}\n`, { mode: 0o600 });
    console.error(`Tessera stopped because of a mistake in itself: ${logFile} has the details.`);
  } catch {
    console.error(stack);
  }
}
