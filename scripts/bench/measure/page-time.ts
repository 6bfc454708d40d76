import { get } from "../desk.ts";
import { atMost, milliseconds, type Row, type Section, times } from "../report.ts";
import { ratioOf, spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

const WARM_UP_PAGES = 20;
const PAGES_A_ROUND = 10;

interface PageToMeasure {
  /** What the page is called in the table. */
  name: string;
  path: string;
  /** Stands in the HTML of a page that came with its tiles: one that failed half way is a 200 all the same. */
  mark: string;
  /** How many times as long as with the fewest credentials it may take with more. */
  budget: number;
}

/** How long the server takes for the HTML of a page, one visitor at a time, at every size, interleaved. */
export async function measurePageTime(
  { name, path, mark, budget }: PageToMeasure,
  { settings, desks }: Bench,
): Promise<Section> {
  const { sizes, rounds, say, signal } = settings;
  const spent = new Map<number, number[]>(sizes.map((size) => [size, []]));
  const load = async (size: number) => {
    const html = await get(await desks.with(size), path);
    if (!html.includes(mark)) throw new Error(`The ${name} came without its tiles.`);
  };
  for (const size of sizes) {
    for (let page = 0; page < WARM_UP_PAGES; page += 1) await load(size);
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const size of sizes) {
      signal.throwIfAborted();
      const started = performance.now();
      for (let page = 0; page < PAGES_A_ROUND; page += 1) await load(size);
      spent.get(size)?.push((performance.now() - started) / PAGES_A_ROUND);
    }
    say(`round ${round} of ${rounds}`);
  }
  const smallest = sizes[0] ?? 0;
  const rows = sizes.flatMap((size): Row[] => {
    const what = `HTML, of ${size.toLocaleString("en")}`;
    const row = { what, value: spreadOf(spent.get(size) ?? []), format: milliseconds };
    if (size === smallest) return [row];
    const slower = ratioOf(spent.get(size) ?? [], spent.get(smallest) ?? []);
    return [
      row,
      {
        what: `slower than of ${smallest.toLocaleString("en")}`,
        value: slower,
        format: times,
        budget: atMost(budget, " ×"),
      },
    ];
  });
  return { title: `Server time of the ${name}, one visitor`, rows };
}
