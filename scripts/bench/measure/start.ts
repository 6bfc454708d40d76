import { setTimeout as sleep } from "node:timers/promises";
import { partOf } from "../clean-up.ts";
import { openDesk } from "../desk.ts";
import { atMost, milliseconds, type Section } from "../report.ts";
import { spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

/** From the command, on a home that has its database, to the ready line and to the first page. */
export async function measureStart({ settings, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const { repeats, say } = settings;
  const { tessera } = await openDesk(mine);
  const ready: number[] = [];
  const served: number[] = [];
  for (let start = 1; start <= repeats.starts; start += 1) {
    await tessera.stop();
    const started = performance.now();
    await tessera.up();
    ready.push(performance.now() - started);
    await firstPage(`${tessera.url}/sign-in`);
    served.push(performance.now() - started);
    say(`start ${start} of ${repeats.starts}: ${milliseconds(served.at(-1) ?? 0)}`);
  }
  return {
    title: "Start, database in place, emulator included",
    rows: [
      { what: "to the ready line", value: spreadOf(ready), format: milliseconds },
      {
        what: "to the first page",
        value: spreadOf(served),
        format: milliseconds,
        budget: atMost(3_000, " ms"),
      },
    ],
  };
}

async function firstPage(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => null);
    await response?.text();
    if (response?.status === 200) return;
    await sleep(10);
  }
}
