import type { Locator, Page } from "@playwright/test";
import { unique } from "../http/credentials.ts";
import { addTile, overlayOf, tile, tileRadio } from "./authenticate.ts";
import { expect, test } from "./desk.ts";

/** More presses of Tab than any screen here has controls before the wanted one. */
const MOST_PRESSES = 40;

const directions = [
  { one: "source", segment: "sources", endpoint: "Opportunities" },
  { one: "destination", segment: "destinations", endpoint: "Email activities" },
] as const;

for (const width of [360, 1440]) {
  for (const { one, segment, endpoint } of directions) {
    test.describe(`at ${width} px`, () => {
      test.use({ viewport: { width, height: 800 } });

      test(`a new ${one} is added, with its credential, by keyboard alone`, async ({ desk }) => {
        await desk.goto(`/${segment}`);
        await pressOn(desk, desk.getByRole("link", { name: `Add ${one}`, exact: true }));
        await expect(desk.getByRole("heading", { name: `New ${one}` })).toBeVisible();
        await pressOn(desk, desk.getByRole("link", { name: /^People\.ai/ }));
        await expect(desk.getByRole("heading", { name: "Authenticate" })).toBeVisible();

        await test.step("adding a credential", () => addByKeyboard(desk));
        await test.step("selecting another one, and this one again", () => selectByKeyboard(desk));

        await expect(desk.getByRole("heading", { name: `Configure the new ${one}` })).toBeVisible();
        if (one === "source") await test.step("looking at rows", () => previewByKeyboard(desk, endpoint));
        const name = desk.getByLabel("Name", { exact: true });
        await tabTo(desk, name);
        await desk.keyboard.press("ControlOrMeta+a");
        await desk.keyboard.type("By keyboard");
        await pressOn(desk, desk.getByRole("button", { name: "Create", exact: true }));
        await expect(desk.getByRole("heading", { name: "By keyboard" })).toBeVisible();
        await expect(desk.getByRole("main")).toContainText(endpoint);
        await expect(desk.getByRole("main")).toContainText("Second");
      });
    });
  }
}

async function addByKeyboard(page: Page): Promise<void> {
  for (const name of ["First", "Second"]) {
    // After the first one is saved, focus is on its tile: the Add tile is a step back.
    await tabTo(page, addTile(page), name === "First" ? "Tab" : "Shift+Tab");
    await page.keyboard.press("Enter");
    const overlay = overlayOf(page);
    await expect(overlay.name).toBeFocused();
    await page.keyboard.type(name);
    await tabTo(page, overlay.description);
    await page.keyboard.type("Typed by keyboard");
    await tabTo(page, overlay.key);
    await page.keyboard.type(`demo-valid-${unique()}`);
    await tabTo(page, overlay.baseUrl);
    await chooseMock(page, overlay.baseUrl);
    await tabTo(page, overlay.test);
    await page.keyboard.press("Space");
    await expect(overlay.outcome).toContainText("Verified");
    await tabTo(page, overlay.key, "Shift+Tab");
    await tabTo(page, overlay.save);
    await page.keyboard.press("Enter");
    await expect(overlay.dialog).toBeHidden();
    await expect(tileRadio(page, name)).toBeFocused();
    await expect(tile(page, name)).toContainText("Verified");
  }
}

/** Production is chosen; Mock is the last of three. */
async function chooseMock(page: Page, select: Locator): Promise<void> {
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(select).toHaveValue("mock");
  await expect(select).toBeFocused();
}

async function selectByKeyboard(page: Page): Promise<void> {
  await expect(tileRadio(page, "Second")).toBeChecked();
  await page.keyboard.press("ArrowRight");
  await expect(tileRadio(page, "First")).toBeChecked();
  await page.keyboard.press("ArrowLeft");
  await expect(tileRadio(page, "Second")).toBeChecked();
  await page.keyboard.press("Enter");
}

async function previewByKeyboard(page: Page, endpoint: string): Promise<void> {
  const endpoints = page.getByRole("group", { name: "Endpoint" }).getByRole("radio");
  await tabTo(page, endpoints.first());
  await page.keyboard.press("ArrowDown");
  await expect(endpoints.nth(1)).toBeChecked();
  await tabTo(page, page.getByRole("button", { name: "Test", exact: true }), "Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("table", { name: new RegExp(`^${endpoint}: 10 sample rows`) })).toBeVisible();
  // What scrolls can be reached, and so be scrolled.
  await tabTo(page, page.getByRole("region", { name: `Sample rows of ${endpoint}` }));
}

/** Moves focus step by step until it is where it should be, and shows there. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await expect(target).toBeVisible();
  const isFocused = () => target.evaluate((element) => element === document.activeElement);
  for (let press = 0; !(await isFocused()); press += 1) {
    expect(press, "Focus gets there.").toBeLessThan(MOST_PRESSES);
    await page.keyboard.press(key);
  }
  await expect(target).toBeInViewport();
}

async function pressOn(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}
