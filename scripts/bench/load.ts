import { setTimeout as sleep } from "node:timers/promises";
import autocannon from "autocannon";
import { cpuMilliseconds } from "./server-process.ts";

export const CONNECTIONS = 8;
/** autocannon looks this often whether a round is over. */
const SAMPLE_MS = 50;
/** Lets requests that were on their way at the end of a round come to theirs. */
const SETTLE_MS = 150;

/** One thing to ask for, over and over, by the same client for all. */
export interface Target {
  url: string;
  headers?: Record<string, string>;
  /** Makes the next body; with it the request is a POST, else a GET. */
  nextBody?: () => string;
  /** The process that answers. */
  pid?: number;
}

export interface Load {
  /** Answers a second. */
  rate: number;
  /** Milliseconds of the answering process's CPU for one answer; null where that is not known. */
  cpuMs: number | null;
}

/** Asks for `seconds`, one request after the other on each connection. Throws when anything but a 2xx came back. */
export async function putLoad(target: Target, seconds: number): Promise<Load> {
  const { url, headers = {}, nextBody, pid } = target;
  const cpuBefore = pid === undefined ? null : cpuMilliseconds(pid);
  const run = autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    sampleInt: SAMPLE_MS,
    headers,
    ...(nextBody && { requests: [requestWith(nextBody)] }),
  } as autocannon.Options);
  const result = await run;
  await sleep(SETTLE_MS);
  if (result.non2xx > 0 || result.errors > 0) {
    const codes = Object.entries(result.statusCodeStats ?? {}).map(
      ([code, { count }]) => `${count} × ${code}`,
    );
    throw new Error(`${url} failed under load: ${codes.join(", ")}, ${result.errors} without an answer.`);
  }
  const cpuAfter = pid === undefined ? null : cpuMilliseconds(pid);
  return {
    rate: result["2xx"] / result.duration,
    cpuMs: cpuBefore === null || cpuAfter === null ? null : (cpuAfter - cpuBefore) / result["2xx"],
  };
}

function requestWith(nextBody: () => string): autocannon.Request {
  return {
    method: "POST",
    setupRequest: (request) => ({
      ...request,
      headers: { ...request.headers, "content-type": "application/json" },
      body: nextBody(),
    }),
  };
}
