import type { Target } from "../load.ts";
import { atLeast, atMost, type Row, ratio, type Section, times } from "../report.ts";
import { measureRounds } from "../rounds.ts";
import { ratioOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";
import { rateRows } from "./rate-rows.ts";

const lists = {
  "50 by name": "/api/v1/credentials?limit=50",
  "23 tiles": "/api/v1/credentials?connector=people-ai&sort=best&limit=23",
};

/** A page of tiles at every size, beside an empty route handler and beside the smallest size. */
export async function measureList({ settings, desks }: Bench): Promise<Section> {
  const { sizes } = settings;
  const targets: Record<string, Target> = {};
  const seeding: string[] = [];
  for (const size of sizes) {
    const { tessera, cookie, seedSeconds } = await desks.with(size);
    const pid = tessera.run.pids.server;
    const headers = { cookie };
    targets.X ??= { url: `${tessera.url}/api/health/live`, pid, headers };
    for (const [name, path] of Object.entries(lists)) {
      targets[nameOf(name, size)] = { url: `${tessera.url}${path}`, pid, headers };
    }
    seeding.push(`${size.toLocaleString("en")} in ${seedSeconds.toFixed(1)} s`);
  }
  const found = await measureRounds(targets, settings);
  const of = (name: string) => found[name] ?? { rates: [], cpuMs: [] };

  const rows = Object.keys(lists).flatMap((list) =>
    sizes.flatMap((size): Row[] => {
      const what = nameOf(list, size);
      const smallest = nameOf(list, sizes[0] ?? size);
      const { rates } = of(what);
      return [
        ...rateRows(what, of(what)),
        { what: "  ÷ X", value: ratioOf(rates, of("X").rates), format: ratio, budget: atLeast(0.5) },
        ...(what === smallest
          ? []
          : [
              {
                what: `  slower than ${smallest}`,
                value: ratioOf(of(smallest).rates, rates),
                format: times,
                budget: atMost(1.5, " ×"),
              },
            ]),
      ];
    }),
  );
  return {
    title: "List a page of tiles over the API, 8 connections",
    rows: [...rateRows("X  empty Next route handler", of("X")), ...rows],
    notes: [`Seeded ${seeding.join(", ")}; a database and a server each.`],
  };
}

function nameOf(list: string, size: number): string {
  return `${list}, of ${size.toLocaleString("en")}`;
}
