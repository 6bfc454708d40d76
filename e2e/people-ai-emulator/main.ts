import { startEmulator } from "./emulator.ts";

/**
 * Runs the emulator as a process of its own: on 127.0.0.1, at PORT or any free port, which it prints
 * as one line of JSON. Ends on SIGTERM, SIGINT, and when the process that forked it is gone.
 */
const emulator = await startEmulator({ port: Number(process.env.PORT ?? 0) });
console.log(JSON.stringify({ listening: emulator.url }));

let isEnding = false;

async function end() {
  if (isEnding) return;
  isEnding = true;
  await emulator.close();
  process.exit(0);
}

process.once("SIGTERM", end);
process.once("SIGINT", end);
process.once("disconnect", end);
