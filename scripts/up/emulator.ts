import path from "node:path";
import { createInterface } from "node:readline";
import { Failure } from "./failure.ts";
import { startNode } from "./node-child.ts";
import { projectRoot } from "./project.ts";
import { type Running, settlesWithin } from "./running.ts";

const START_TIMEOUT_MS = 20_000;
const program = path.join(projectRoot, "e2e/people-ai-emulator/main.ts");

/** The pair of connector and environment that the emulator stands in for. */
export const emulatedPair = "people-ai/mock";

export type RunningEmulator = Running & { url: string };

interface EmulatorSettings {
  /** Any free one, by default. */
  port?: number;
  /** Of each key; null: as many as the service takes. */
  requestsPerSecond: number | null;
}

/** Starts the People.ai emulator and waits until it listens. */
export async function startEmulator(
  log: number,
  { port = 0, requestsPerSecond }: EmulatorSettings,
): Promise<RunningEmulator> {
  const { PATH } = process.env;
  const env = {
    PATH,
    PORT: String(port),
    NODE_ENV: "production" as const,
    ...(requestsPerSecond !== null && { REQUESTS_PER_SECOND: String(requestsPerSecond) }),
  };
  const running = startNode({ program, env, log, readsOutput: true });
  const url = new Promise<string>((resolve) => {
    createInterface({ input: running.child.stdout as NodeJS.ReadableStream }).on("line", (line) => {
      const listening = /"listening":"(http:[^"]+)"/.exec(line)?.[1];
      if (listening) resolve(listening);
    });
  });
  await settlesWithin(Promise.race([url, running.ended]), START_TIMEOUT_MS);
  const listening = await Promise.race([url, new Promise<null>((resolve) => setTimeout(resolve, 0, null))]);
  if (listening) return { ...running, url: listening };
  await running.stop();
  throw new Failure(`The People.ai emulator did not start: ${lastLine(running.lastWords())}`);
}

function lastLine(words: string): string {
  return words.split("\n").findLast((line) => line.trim() !== "") ?? "it said nothing.";
}
