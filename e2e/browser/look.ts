import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
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
  // Legacy mode leaves out the frames of other origins, of which there are none, and with them a page for each look.
  const axe = new AxeBuilder({ page })
    .options({ resultTypes: ["violations"] })
    .include(within)
    .withTags(STANDARDS)
    .setLegacyMode();
  const { violations } = await axe.analyze();
  const findings = violations.map(({ id, nodes }) => ({
    id,
    nodes: nodes.map(({ html, any }) => [html, any[0]?.message]),
  }));
  expect.soft(findings, `axe at ${where}`).toEqual([]);
  expect.soft(await sidewaysScroll(page), `sideways scroll at ${where}`).toBe(0);
}
