import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { projectRoot } from "../../up/project.ts";
import { openBrowser, openContext } from "../chromium.ts";
import { partOf } from "../clean-up.ts";
import { atMost, count, kilobytes, milliseconds, type Section } from "../report.ts";
import { spreadOf } from "../statistics.ts";
import { authenticatePath } from "./authenticate-page.ts";
import type { Bench } from "./measurement.ts";

/** What the click left behind in the page. */
interface Opening {
  /** When the click happened, and when a field of the overlay had focus, by the page's clock. */
  clickedAt?: number;
  focusedAt?: number;
}

/** Kilobytes of script bodies, as they came over the wire. */
interface Scripts {
  all: number;
  /** Of them, what every page of any Next app loads: React and Next. */
  framework: number;
}

/** Opens the overlay on fresh pages: how long that takes, what it asks the network for, and how much JavaScript it took. */
export async function measureOverlay({ settings, desks, cleanUp }: Bench): Promise<Section> {
  await using mine = partOf(cleanUp);
  const { repeats, say, signal } = settings;
  const browser = await openBrowser(mine, say);
  const desk = await desks.with(100);
  const visits: { delayMs: number; requests: number; loaded: Scripts; opened: Scripts; left: Scripts }[] = [];
  for (let click = 0; click <= repeats.clicks; click += 1) {
    signal.throwIfAborted();
    await using context = await openContext(browser, desk);
    const page = await context.newPage();
    const scripts = watchScripts(page);
    await page.goto(authenticatePath, { waitUntil: "networkidle" });
    const loaded = await scripts();
    const opening = await openOverlay(page);
    const opened = await scripts();
    await leaveFieldEmpty(page);
    if (click === 0) continue; // The first visit warms up the server.
    visits.push({ ...opening, loaded, opened, left: await scripts() });
    say(`click ${click} of ${repeats.clicks}: ${milliseconds(opening.delayMs)}`);
  }
  const of = (read: (visit: (typeof visits)[number]) => number) => spreadOf(visits.map(read));
  return {
    title: "The Authenticate screen and its overlay, in Chromium",
    rows: [
      {
        what: "JavaScript, overlay included, compressed",
        value: of(({ opened }) => opened.all),
        format: kilobytes,
        budget: atMost(150, " kB"),
      },
      { what: "  of it, React and Next", value: of(({ opened }) => opened.framework), format: kilobytes },
      {
        what: "  of it, loaded when the overlay opens",
        value: of(({ loaded, opened }) => opened.all - loaded.all),
        format: kilobytes,
      },
      {
        what: "  besides, loaded when a field is left, to check it",
        value: of(({ opened, left }) => left.all - opened.all),
        format: kilobytes,
      },
      {
        what: "click on Add Credential → first field has focus",
        value: of(({ delayMs }) => delayMs),
        format: milliseconds,
        budget: atMost(50, " ms"),
      },
      {
        what: "  requests of the page in between",
        value: of(({ requests }) => requests),
        format: count,
        budget: atMost(0),
      },
    ],
    notes: ["Each click is the first one of a fresh page."],
  };
}

function watchScripts(page: Page): () => Promise<Scripts> {
  const manifest = JSON.parse(readFileSync(join(projectRoot, ".next/build-manifest.json"), "utf8"));
  const ofFramework = new Set<string>(manifest.rootMainFiles.map((file: string) => `/_next/${file}`));
  const bodies: Promise<{ pathname: string; bytes: number }>[] = [];
  page.on("requestfinished", (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.endsWith(".js")) return;
    bodies.push(request.sizes().then(({ responseBodySize: bytes }) => ({ pathname, bytes })));
  });
  return async () => {
    const all = await Promise.all(bodies);
    const sum = (some: typeof all) => some.reduce((total, { bytes }) => total + bytes, 0) / 1_000;
    return { all: sum(all), framework: sum(all.filter(({ pathname }) => ofFramework.has(pathname))) };
  };
}

/** Waits for what the form says of it: by then everything that checks it has come. */
async function leaveFieldEmpty(page: Page): Promise<void> {
  await page.locator("dialog[open] input").first().fill("");
  await page.keyboard.press("Tab");
  await page.getByText("Enter a name for the credential.").waitFor();
}

/** Clicks the Add Credential tile, and proves that the field with focus takes what is typed. */
async function openOverlay(page: Page): Promise<{ delayMs: number; requests: number }> {
  await page.evaluate(() => {
    const opening: Opening = {};
    Object.assign(window, { opening });
    addEventListener("click", ({ timeStamp }) => (opening.clickedAt ??= timeStamp), { capture: true });
    addEventListener("focusin", ({ target }) => {
      if (opening.clickedAt === undefined || !(target instanceof HTMLElement)) return;
      if (target.matches("dialog[open] :is(input, textarea, select)"))
        opening.focusedAt ??= performance.now();
    });
  });
  await page.getByRole("link", { name: "Add Credential" }).click();
  await page.waitForFunction(
    () => (window as unknown as { opening: Opening }).opening.focusedAt !== undefined,
  );
  await page.keyboard.type("Revenue team");
  const typed = await page.evaluate(() => (document.activeElement as HTMLInputElement).value);
  if (typed !== "Revenue team")
    throw new Error("The first field of the overlay did not take what was typed.");
  await page.waitForLoadState("networkidle");
  return page.evaluate(() => {
    const { clickedAt = Number.NaN, focusedAt = Number.NaN } = (window as unknown as { opening: Opening })
      .opening;
    const resources = performance.getEntriesByType("resource");
    const between = resources.filter(({ startTime }) => startTime >= clickedAt && startTime <= focusedAt);
    return { delayMs: focusedAt - clickedAt, requests: between.length };
  });
}
