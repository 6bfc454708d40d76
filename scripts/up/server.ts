import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { Failure } from "./failure.ts";
import { startNode } from "./node-child.ts";
import { projectRoot } from "./project.ts";
import type { Running } from "./running.ts";

const START_TIMEOUT_MS = 60_000;
const program = path.join(projectRoot, "node_modules/next/dist/bin/next");

/**
 * What keeps the server small (docs/decisions/0012): V8 sizes its heap by the machine's memory, and glibc keeps
 * freed memory for every thread. NODE_OPTIONS of whoever starts it come later, and so win.
 */
const V8_OPTIONS = "--max-semi-space-size=8 --max-old-space-size=512";
const MALLOC_ARENAS = "2";

/** The environment of the server's process. */
function environmentOf(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    MALLOC_ARENA_MAX: MALLOC_ARENAS,
    ...env,
    NODE_ENV: "production",
    NODE_OPTIONS: [V8_OPTIONS, env.NODE_OPTIONS].filter(Boolean).join(" "),
  };
}

/** Starts the built app and waits until it says itself that it is ready, database included. */
export async function startServer(options: {
  host: string;
  port: number;
  env: NodeJS.ProcessEnv;
  log: number;
  logFile: string;
  signal: AbortSignal;
}): Promise<Running> {
  const { host, port, env, log, logFile, signal } = options;
  const args = ["start", "--port", String(port), "--hostname", host];
  const running = startNode({ program, args, env: environmentOf(env), log });
  let ending: string | null = null;
  running.ended.then((how) => {
    ending = how;
  });
  const deadline = Date.now() + START_TIMEOUT_MS;
  const ready = `${localUrl(host, port)}/api/health/ready`;
  let answer = "it does not answer";
  while (ending === null && !signal.aborted) {
    const response = await fetch(ready, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (response?.status === 200) return running;
    if (response) answer = `it answers ${response.status}, ${(await response.text()).trim()}`;
    if (Date.now() > deadline) {
      await running.stop();
      throw new Failure(`Tessera did not become ready within ${START_TIMEOUT_MS / 1000} s: ${answer}.`);
    }
    await sleep(25);
  }
  await running.stop();
  signal.throwIfAborted();
  // A start that cannot work ends with one sentence (lib/server/boot-or-exit.ts). Anything else is for the log.
  const sentence = running
    .lastWords()
    .split("\n")
    .findLast((line) => /^\S.*\.$/.test(line));
  throw new Failure(sentence ?? `Tessera's server ended while it started (${ending}): ${logFile} says why.`);
}

/** How this machine reaches a server that listens on `host`. */
export function localUrl(host: string, port: number): string {
  if (host === "0.0.0.0" || host === "::") return `http://127.0.0.1:${port}`;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
