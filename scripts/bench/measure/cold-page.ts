import type { Browser } from "@playwright/test";
import { openBrowser, openContext } from "../chromium.ts";
import { partOf } from "../clean-up.ts";
import type { Desk } from "../desk.ts";
import { atMost, milliseconds, type Section } from "../report.ts";
import { spreadOf } from "../statistics.ts";
import { authenticatePath } from "./authenticate-page.ts";
import type { Bench } from "./measurement.ts";

const SIZES = [100, 10_000];

/** A first visit to the Authenticate screen, from the start of the navigation until a tile has been painted. */
export async function measureColdPage({ settings, desks, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const { repeats, say, signal } = settings;
  const browser = await openBrowser(mine, say);
  const spent = new Map<number, number[]>(SIZES.map((size) => [size, []]));
  for (const size of SIZES) await firstTile(browser, await desks.with(size)); // Warms up the server.
  for (let visit = 1; visit <= repeats.pages; visit += 1) {
    for (const size of SIZES) {
      signal.throwIfAborted();
      spent.get(size)?.push(await firstTile(browser, await desks.with(size)));
    }
    say(`visit ${visit} of ${repeats.pages}`);
  }
  return {
    title: "Cold page in Chromium, empty cache → first tile visible",
    rows: SIZES.map((size) => ({
      what: `of ${size.toLocaleString("en")} credentials`,
      value: spreadOf(spent.get(size) ?? []),
      format: milliseconds,
      budget: atMost(600, " ms"),
    })),
  };
}

/** Milliseconds, by the page's own clock, which starts with the navigation. */
async function firstTile(browser: Browser, desk: Desk): Promise<number> {
  await using context = await openContext(browser, desk);
  const page = await context.newPage();
  await page.addInitScript(() => {
    const look = () => {
      const tile = document.querySelector('input[type="radio"][name="credential"]')?.closest("label");
      if (!tile || tile.getBoundingClientRect().height === 0) {
        requestAnimationFrame(look);
        return;
      }
      // A task that is queued before a frame is drawn runs after it.
      setTimeout(() => Object.assign(window, { firstTileAt: performance.now() }));
    };
    requestAnimationFrame(look);
  });
  await page.goto(authenticatePath, { waitUntil: "commit" });
  const handle = await page.waitForFunction(() => (window as { firstTileAt?: number }).firstTileAt);
  return Number(await handle.jsonValue());
}
