import { type Desk, get } from "../desk.ts";
import { milliseconds, type Row, type Section, times } from "../report.ts";
import { ratioOf, spreadOf } from "../statistics.ts";
import type { Bench } from "./measurement.ts";

export const authenticatePath = "/sources/new/people-ai";
const WARM_UP_PAGES = 20;
const PAGES_A_ROUND = 10;

/** How long the server takes for the HTML of the Authenticate screen, one visitor at a time. No budget of its own. */
export async function measureAuthenticatePage({ settings, desks }: Bench): Promise<Section> {
  const { sizes, rounds, say, signal } = settings;
  const spent = new Map<number, number[]>(sizes.map((size) => [size, []]));
  for (const size of sizes) {
    const desk = await desks.with(size);
    for (let page = 0; page < WARM_UP_PAGES; page += 1) await getPage(desk);
  }
  for (let round = 1; round <= rounds; round += 1) {
    for (const size of sizes) {
      signal.throwIfAborted();
      const desk = await desks.with(size);
      const started = performance.now();
      for (let page = 0; page < PAGES_A_ROUND; page += 1) await getPage(desk);
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
    return [row, { what: `slower than of ${smallest.toLocaleString("en")}`, value: slower, format: times }];
  });
  return { title: "Server time of the Authenticate screen, one visitor", rows };
}

/** A page that failed half way is a 200 all the same: the tiles are what counts. */
async function getPage(desk: Desk): Promise<void> {
  const html = await get(desk, authenticatePath);
  if (!html.includes('name="credential"')) throw new Error("The Authenticate screen came without its tiles.");
}
