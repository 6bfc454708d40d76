import type { Page } from "@playwright/test";
import axe from "axe-core";
import { expect, sidewaysScroll } from "./desk.ts";

const STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Contrast depends on the theme and room on the width, and neither on the other: two looks see all of both. */
export const looks = [
  { colorScheme: "light", width: 360 },
  { colorScheme: "dark", width: 1440 },
] as const;

/**
 * What every page owes, in each of the looks: as it is now, and then in the other one, in which it stays. So of one
 * way through the pages, half of them load in each.
 */
export async function look(page: Page, where: string, within?: string): Promise<void> {
  await lookOnce(page, where, within);
  const width = page.viewportSize()?.width;
  for (const other of looks.filter((candidate) => candidate.width !== width)) {
    await show(page, other);
    await lookOnce(page, `${where}, then ${other.colorScheme} at ${other.width} px`, within);
  }
}

/** Shows the page in one of the looks. */
export async function show(page: Page, { colorScheme, width }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 800 });
}

/** The same for the page as it is now alone: no finding of axe, and no scrolling sideways. */
export async function lookOnce(page: Page, where: string, within = "html"): Promise<void> {
  await standsStill(page);
  const { violations } = await axeOn(page, within);
  const findings = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, any }) => [html, any[0]?.message]),
  }));
  expect.soft(findings, `axe at ${where}`).toEqual([]);
  expect.soft(await sidewaysScroll(page), `sideways scroll at ${where}`).toBe(0);
}

/** What axe finds. It is brought into a page once: that takes longer than to look. */
async function axeOn(page: Page, within: string): Promise<axe.AxeResults> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  return page.evaluate(
    ({ selector, tags }) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      return inPage.run(selector, {
        runOnly: { type: "tag", values: tags },
        resultTypes: ["violations"],
      });
    },
    { selector: within, tags: STANDARDS },
  );
}

/** Waits until no colour is on its way to another, as after a change of the theme. */
async function standsStill(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const moving = () =>
      document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    // What inherits a colour that moves begins to move after it.
    do {
      await new Promise(requestAnimationFrame);
      await Promise.allSettled(moving().map(({ finished }) => finished));
    } while (moving().length > 0);
  });
}
