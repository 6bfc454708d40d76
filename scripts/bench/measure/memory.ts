import { setTimeout as sleep } from "node:timers/promises";
import { partOf } from "../clean-up.ts";
import { type Desk, openDesk, withoutEmulator } from "../desk.ts";
import { putLoad } from "../load.ts";
import { newCredentialBodies } from "../new-credentials.ts";
import { atMost, megabytes, type Section } from "../report.ts";
import { residentMegabytes } from "../server-process.ts";
import { spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

const QUIET_MS = 3_000;
const LOADS = 3;
const HOUR_SECONDS = 3_600;

/** Resident memory of the server's process, and of any that it started. */
export async function measureMemory({ settings, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const desk = await openDesk(mine, withoutEmulator);
  const { tessera } = desk;
  // The start that made the database is not an ordinary one.
  await tessera.stop();
  await tessera.up();
  await (await fetch(`${tessera.url}/sign-in`)).text();
  await sleep(QUIET_MS);
  const { server } = tessera.run.pids;
  const idle = residentMegabytes(server);
  const nextBody = newCredentialBodies();
  const seconds = settings.loadSeconds / LOADS / 2;
  const loaded: number[] = [];
  for (let load = 1; load <= LOADS; load += 1) {
    settings.signal.throwIfAborted();
    await work(desk, nextBody, seconds);
    await sleep(QUIET_MS);
    loaded.push(residentMegabytes(server));
    settings.say(`after load ${load} of ${LOADS}: ${megabytes(loaded.at(-1) ?? 0)}`);
  }
  return {
    title: "Memory of the server (resident)",
    rows: [
      {
        what: "idle, one page served",
        value: spreadOf([idle]),
        format: megabytes,
        budget: atMost(200, " MB"),
      },
      ...loaded.map((value, index) => ({
        what: `after ${Math.round((index + 1) * 2 * seconds)} s of creates and lists, 8 connections`,
        value: spreadOf([value]),
        format: megabytes,
        budget: atMost(300, " MB"),
      })),
    ],
    notes: settings.loadSeconds < HOUR_SECONDS ? ["The budget speaks of an hour: --load-minutes 60."] : [],
  };
}

async function work({ tessera, cookie }: Desk, nextBody: () => string, seconds: number): Promise<void> {
  const url = `${tessera.url}/api/v1/credentials`;
  await putLoad({ url, headers: { cookie }, nextBody }, seconds);
  await putLoad({ url, headers: { cookie } }, seconds);
}
