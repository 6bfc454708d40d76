import { type Exit, exits, failureOf, refuseSecretsIn } from "./failure.ts";
import { tell } from "./output.ts";
import { makeProgram } from "./program.ts";

const args = process.argv.slice(2);
const stop = new AbortController();

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => {
    if (stop.signal.aborted) process.exit(exits.interrupted); // Asked twice: at once.
    stop.abort();
  });
}
// Whoever read the output has enough of it, as `head` does.
process.stdout.on("error", () => process.exit(exits.partly));

process.exitCode = await run();
process.stdin.destroy();

async function run(): Promise<Exit> {
  try {
    refuseSecretsIn(args);
    await makeProgram(stop.signal).parseAsync(args, { from: "user" });
    return (process.exitCode ?? exits.done) as Exit;
  } catch (error) {
    const failure = failureOf(error, stop.signal);
    if (failure === null) return exits.done;
    tell(failure, args.includes("--json"));
    return failure.exit;
  }
}
