import { startEmulator } from "./emulator.ts";

/**
 * Runs the emulator as a process of its own: on 127.0.0.1, at PORT or any free port, which it prints
 * as one line of JSON, for REQUESTS_PER_SECOND of each key. Ends on SIGTERM, SIGINT, and when the process that forked it is gone.
 */
const { PORT = 0, REQUESTS_PER_SECOND } = process.env;
const emulator = await startEmulator({
  port: Number(PORT),
  ...(REQUESTS_PER_SECOND && { requestsPerSecond: Number(REQUESTS_PER_SECOND) }),
});
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
