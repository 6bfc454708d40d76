import { get } from "../desk.ts";
import { atMost, milliseconds, type Row, type Section } from "../report.ts";
import { percentileOf, spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

const texts = (...queries: string[]) => queries.map((query): Record<string, string> => ({ query }));

/** What people type of the seeded names, letter by letter, and how they narrow it. */
const kinds: Record<string, Record<string, string>[]> = {
  "one word that is common": texts("a", "ac", "acm", "acme", "e", "emea", "renewal", "nightly", "igh"),
  "words that are common": [
    ...texts("acme re", "acme renewal", "acme renewal forecasts", "forecasts finance", "pipeline umbrella"),
    ...texts("nightly export", "forecasts umbrella team", "umbrella nightly renewal", "pipeline review 5"),
  ],
  "common words that are rare together": texts("acme wayne", "hooli stark", "umbrella nightly export 77"),
  "a few characters of numbers": texts("999", "99", "9999", "4f", "1-1", "-77"),
  "what is rare": texts("0042-", "4f2a", "777123", "0512-77", "acme 4f2a"),
  "what is nowhere": texts("zz", "qqq", "no such name", "%", "100%", "acme zzz"),
  "with a filter": [
    { query: "acme", environment: "mock" },
    { query: "nightly export", environment: "staging" },
    { query: "acme", verdict: "limited" },
    { query: "renewal", used: "yes" },
    { query: "renewal", expiring: "yes" },
    { query: "wayne", owner: "me" },
    { query: "umbrella", attention: "yes" },
  ],
  "in another order": [
    { query: "acme", sort: "newest" },
    { query: "nightly export", sort: "used" },
    { query: "4f2a", sort: "name" },
    { query: "nightly export", sort: "name" },
  ],
};
/** What is asked for, by the name of its rows: the tiles as one types, and everything as the palette asks for it. */
const ways: Record<string, string[]> = {
  search: Object.values(kinds)
    .flat()
    .map((query) => `/api/v1/credentials?${new URLSearchParams({ sort: "best", limit: "24", ...query })}`),
  palette: Object.values(kinds)
    .flat()
    .filter((query) => Object.keys(query).length === 1)
    .map((query) => `/api/v1/search?${new URLSearchParams(query)}`),
};
const SEARCHES_A_ROUND = 2;
const BUDGET_MS = 50;

/** How long a search takes over the API as one types, one visitor at a time: the 95th percentile of each round. */
export async function measureSearch({ settings, desks }: Bench): Promise<Section> {
  const { sizes, rounds, say, signal } = settings;
  const targets = Object.entries(ways).flatMap(([way, paths]) =>
    sizes.map((size) => ({ what: `${way}, of ${size.toLocaleString("en")}`, size, paths })),
  );
  const spent = new Map(targets.map(({ what }) => [what, { p95: [] as number[], median: [] as number[] }]));
  for (const { size, paths } of targets) for (const path of paths) await get(await desks.with(size), path);
  for (let round = 1; round <= rounds; round += 1) {
    for (const { what, size, paths } of targets) {
      const desk = await desks.with(size);
      const times: number[] = [];
      for (let again = 0; again < SEARCHES_A_ROUND; again += 1) {
        signal.throwIfAborted();
        for (const path of paths) {
          const started = performance.now();
          await get(desk, path);
          times.push(performance.now() - started);
        }
      }
      spent.get(what)?.median.push(percentileOf(times, 50));
      spent.get(what)?.p95.push(percentileOf(times, 95));
    }
    say(`round ${round} of ${rounds}`);
  }
  const rows = [...spent].flatMap(([what, { median, p95 }]): Row[] => [
    { what: `${what}, median`, value: spreadOf(median), format: milliseconds },
    {
      what: `${what}, 95th percentile`,
      value: spreadOf(p95),
      format: milliseconds,
      budget: atMost(BUDGET_MS, " ms"),
    },
  ]);
  return {
    title: "Search as one types, over the API, one visitor",
    rows,
    notes: [
      `${ways.search?.length} searches: ${Object.keys(kinds).join(", ")}.`,
      `Of the palette, which finds sources and destinations too, the ${ways.palette?.length} without a filter or order.`,
    ],
  };
}
