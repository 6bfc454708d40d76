import { get } from "../desk.ts";
import { atMost, milliseconds, type Row, type Section } from "../report.ts";
import { percentileOf, spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

/** What people type of the seeded names, letter by letter: what much begins with, what is rare, and what is nowhere. */
const searches = [
  ...["a", "ac", "acm", "acme", "acme re", "acme renewal", "acme renewal forecasts"],
  ...["renewal", "forecasts finance", "e", "emea", "pipeline umbrella", "umbrella nightly export 77"],
  ...["0042", "0042-", "4f2a", "999", "99", "zz", "qqq", "no such name", "%", "100%"],
];
const SEARCHES_A_ROUND = 2;
const BUDGET_MS = 50;

/** How long a search takes over the API as one types, one visitor at a time: the 95th percentile of each round. */
export async function measureSearch({ settings, desks }: Bench): Promise<Section> {
  const { sizes, rounds, say, signal } = settings;
  const spent = new Map<number, { p95: number[]; median: number[] }>();
  const look = async (size: number, query: string) => {
    const parameters = new URLSearchParams({ query, sort: "best", limit: "24" });
    const desk = await desks.with(size);
    const started = performance.now();
    await get(desk, `/api/v1/credentials?${parameters}`);
    return performance.now() - started;
  };
  for (const size of sizes) {
    spent.set(size, { p95: [], median: [] });
    for (const query of searches) await look(size, query);
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const size of sizes) {
      const times: number[] = [];
      for (let again = 0; again < SEARCHES_A_ROUND; again += 1) {
        signal.throwIfAborted();
        for (const query of searches) times.push(await look(size, query));
      }
      spent.get(size)?.median.push(percentileOf(times, 50));
      spent.get(size)?.p95.push(percentileOf(times, 95));
    }
    say(`round ${round} of ${rounds}`);
  }
  const rows = sizes.flatMap((size): Row[] => {
    const { median, p95 } = spent.get(size) ?? { median: [], p95: [] };
    const what = `search, of ${size.toLocaleString("en")}`;
    return [
      { what: `${what}, median`, value: spreadOf(median), format: milliseconds },
      {
        what: `${what}, 95th percentile`,
        value: spreadOf(p95),
        format: milliseconds,
        budget: atMost(BUDGET_MS, " ms"),
      },
    ];
  });
  return {
    title: "Search as one types, over the API, one visitor",
    rows,
    notes: [
      `${searches.length} searches: what a fifth or all of the names hold, what few do, and what none does.`,
    ],
  };
}
