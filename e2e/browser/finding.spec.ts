import type { Locator, Page } from "@playwright/test";
import { createCredential, createDestination, createSource, unique } from "../http/credentials.ts";
import { expect, sidewaysScroll, test } from "./desk.ts";
import { lookOnce } from "./look.ts";

const PATH = "/credentials";
const TILES_A_PAGE = 24;

/** The names on the tiles, in their order. */
function tileNames(page: Page): Promise<string[]> {
  return page.locator("[data-credential] [id$='-name']").allInnerTexts();
}

function tileLink(page: Page, name: string) {
  return page.locator("[data-credential]").getByRole("link", { name, exact: true });
}

function choose(page: Page, filter: string, option: string) {
  return page.getByRole("combobox", { name: filter, exact: true }).selectOption(option);
}

function palette(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Go to", exact: true });
  return {
    dialog,
    field: dialog.getByRole("combobox"),
    options: dialog.getByRole("option"),
    marked: dialog.getByRole("option", { selected: true }),
  };
}

test.describe("the Credentials page", () => {
  test("finds one of sixty as one types, and Back leads to where one was", async ({ desk, api }) => {
    const names = Array.from({ length: 60 }, (_, index) => `Credential ${String(index).padStart(2, "0")}`);
    const made = await Promise.all(
      names.map((name, index) => {
        // A search finds the end of a key, too: none of these ends in what is looked for.
        const apiKey = `demo-valid-${unique()}-ends`;
        return createCredential(api, { name, apiKey, environment: index < 5 ? "staging" : "mock" });
      }),
    );
    const used = made[57];
    if (used === undefined) throw new Error("There are no sixty.");
    await createSource(api, used.id, { name: "Nightly accounts" });

    await test.step("search and filters are in the address while one types", async () => {
      await desk.goto(PATH);
      await expect.poll(() => tileNames(desk)).toEqual(names.slice(0, TILES_A_PAGE));
      await desk.getByRole("searchbox").pressSequentially("credential 0");
      await expect.poll(() => tileNames(desk)).toEqual(names.slice(0, 10));
      await choose(desk, "Environment", "Mock");
      await expect.poll(() => tileNames(desk)).toEqual(names.slice(5, 10));
      await choose(desk, "Sort", "Newest");
      await desk.getByText("More filters", { exact: true }).click();
      await choose(desk, "Owner", "Mine");
      await choose(desk, "Use", "Not used");
      await expect(desk).toHaveURL(
        `${PATH}?query=credential+0&environment=mock&sort=newest&owner=me&used=no`,
      );
      await desk.reload();
      await expect.poll(async () => (await tileNames(desk)).sort()).toEqual(names.slice(5, 10));
      await expect(desk.getByRole("combobox", { name: "Owner", exact: true })).toHaveValue("me");
      await choose(desk, "Expiry", "Expires in 30 days");
      await desk.getByRole("link", { name: "Clear search" }).click();
      await expect.poll(async () => (await tileNames(desk)).length).toBe(TILES_A_PAGE);
      await expect(desk.getByRole("searchbox")).toHaveValue("");
    });

    await test.step("opening and closing the details scrolls nothing", async () => {
      await desk.goto(PATH);
      for (const last of [names[24], names[48]]) {
        await desk.getByRole("link", { name: "More", exact: true }).click();
        await expect(tileLink(desk, last ?? "")).toBeVisible();
      }
      await tileLink(desk, used.name).scrollIntoViewIfNeeded();
      const place = await scrolled(desk);
      await tileLink(desk, used.name).click();
      await expect(desk.getByRole("complementary", { name: used.name })).toBeVisible();
      expect(Math.abs((await scrolled(desk)) - place)).toBeLessThan(2);
      await clickWhereItIs(desk.getByRole("button", { name: "Close the details" }));
      await expect(desk.getByRole("complementary", { name: used.name })).toBeHidden();
      await expect(tileLink(desk, used.name)).toBeFocused();
      expect(Math.abs((await scrolled(desk)) - place)).toBeLessThan(2);
    });

    await test.step("Back from elsewhere leads to the same page, place and details", async () => {
      await tileLink(desk, used.name).click();
      await expect(desk.getByRole("complementary", { name: used.name })).toBeVisible();
      const before = { url: desk.url(), place: await scrolled(desk), names: await tileNames(desk) };
      await desk.keyboard.press("Control+k");
      await palette(desk).field.fill("nightly accounts");
      await expect(palette(desk).marked).toContainText("Nightly accounts");
      await desk.keyboard.press("Enter");
      await expect(desk.getByRole("heading", { name: "Nightly accounts", level: 1 })).toBeVisible();
      await desk.goBack();
      await expect(desk.getByRole("complementary", { name: used.name })).toBeVisible();
      expect(desk.url()).toBe(before.url);
      expect(await tileNames(desk)).toEqual(before.names);
      await expect.poll(async () => Math.abs((await scrolled(desk)) - before.place)).toBeLessThan(2);
    });

    await test.step("an address with a cursor that is none shows the first page", async () => {
      await desk.goto(`${PATH}?cursor=W10`);
      await expect.poll(() => tileNames(desk)).toEqual(names.slice(0, TILES_A_PAGE));
    });

    await test.step("on a phone the details are alone, and closing them leads back to the tile", async () => {
      await desk.setViewportSize({ width: 360, height: 740 });
      await desk.goto(PATH);
      const name = names[20] ?? "";
      await tileLink(desk, name).scrollIntoViewIfNeeded();
      const place = await scrolled(desk);
      expect(place).toBeGreaterThan(500);
      await tileLink(desk, name).click();
      await expect(desk.getByRole("button", { name: "Close the details" })).toBeInViewport();
      await expect(tileLink(desk, name)).toBeHidden();
      await desk.getByRole("button", { name: "Close the details" }).click();
      await expect(tileLink(desk, name)).toBeFocused();
      expect(Math.abs((await scrolled(desk)) - place)).toBeLessThan(2);
      expect(await sidewaysScroll(desk)).toBe(0);
    });
  });
});

test.describe("the Credentials page, where not all is well,", () => {
  test("shows a credential of a service that is not known any more, and lets it be deleted", async ({
    desk,
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { name: "Left over" });
    await createCredential(api, { name: "Sound" });
    await tessera.sql(`UPDATE "Credential" SET connector = 'gone' WHERE id = $1`, [id]);
    await desk.goto(PATH);
    await expect(tileLink(desk, "Sound")).toBeVisible();
    await tileLink(desk, "Left over").click();
    const panel = desk.getByRole("complementary", { name: "Left over", exact: true });
    await expect(panel).toContainText("gone ·mock");
    await panel.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(
      desk.getByRole("button", { name: "Undo the deletion of Left over", exact: true }),
    ).toBeVisible();
  });

  test("waits as it is told where all are tested and that is too many, says so, and can be stopped", async ({
    desk,
    api,
  }) => {
    const names = ["Ash", "Birch", "Cedar"];
    await Promise.all(names.map((name) => createCredential(api, { name })));
    let allowed = 1;
    let retryAfter = "1";
    await desk.route("**/api/v1/credentials/*/test", async (route) => {
      allowed -= 1;
      if (allowed >= 0) return route.continue();
      // Whoever waits as long as was said may go on.
      allowed = 5;
      await route.fulfill({
        status: 429,
        headers: { "retry-after": retryAfter },
        contentType: "application/problem+json",
        body: JSON.stringify({
          type: "about:blank",
          title: "Too Many Requests",
          status: 429,
          code: "too_many_tests",
          detail: "Too many tests of keys.",
          requestId: "1",
        }),
      });
    });
    await desk.goto(`${PATH}?sort=name`);
    const all = desk.getByRole("button", { name: "Test all shown", exact: true });
    await all.click();
    await expect(desk.getByText("the rest follows in 1 s.")).toBeVisible();
    await expect(desk.getByText("3 of 3 tested.", { exact: true })).toBeVisible();
    for (const name of names) {
      await expect(desk.locator("[data-credential]").filter({ hasText: name })).toContainText("Verified");
    }

    [allowed, retryAfter] = [1, "600"];
    await all.click();
    await expect(desk.getByText("the rest follows in 600 s.")).toBeVisible();
    await desk.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(desk.getByText(/^Stopped: \d of 3 tested\.$/)).toBeVisible();
  });
});

test.describe("the palette", () => {
  test("goes anywhere by keyboard, and is fetched only when it is asked for", async ({ desk, api }) => {
    const { id } = await createCredential(api, { name: "Revenue team" });
    await createSource(api, id, { name: "Revenue accounts" });
    await createDestination(api, id, { name: "Revenue emails" });
    const asked: string[] = [];
    desk.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      if (pathname === "/api/v1/search") asked.push(search);
    });
    await desk.goto("/settings/account");
    await expect(desk.getByRole("button", { name: /Go to…/ })).toBeVisible();
    const { dialog, field, options, marked } = palette(desk);

    await test.step("by the name of a page", async () => {
      await desk.getByRole("button", { name: /Go to…/ }).click();
      await expect(field).toBeFocused();
      await expect(options.first()).toHaveText(/Sources/);
      await field.pressSequentially("new des");
      await expect(options).toHaveText([/New destination/]);
      await lookOnce(desk, "the palette", "dialog[open]");
      await desk.keyboard.press("Enter");
      await expect(desk).toHaveURL("/destinations/new");
      await expect(dialog).toBeHidden();
    });

    await test.step("to a credential, a source or a destination, asking once for what was typed at once", async () => {
      await desk.keyboard.press("Control+k");
      asked.length = 0;
      await field.fill("revenue");
      await expect(options).toHaveText([/Revenue team/, /Revenue/, /Revenue/]);
      expect(asked).toEqual(["?query=revenue"]);
      await expect(field).toHaveAttribute(
        "aria-activedescendant",
        (await options.nth(0).getAttribute("id")) ?? "",
      );
      await desk.keyboard.press("ArrowUp");
      await expect(options.nth(2)).toHaveAttribute("aria-selected", "true");
      await desk.keyboard.press("ArrowDown");
      await expect(marked).toContainText("Revenue team");
      await desk.keyboard.press("Enter");
      await expect(desk).toHaveURL(`/credentials?credential=${id}`);
      await expect(desk.getByRole("complementary", { name: "Revenue team" })).toBeVisible();
    });

    await test.step("says when nothing is called so, and Esc gives the focus back", async () => {
      const button = desk.getByRole("button", { name: /Go to…/ });
      await button.click();
      await field.fill("no such thing %_");
      await expect(dialog.getByText("Nothing is called “no such thing %_”.")).toBeVisible();
      await desk.keyboard.press("Escape");
      await expect(dialog).toBeHidden();
      await expect(button).toBeFocused();
    });

    await test.step("never lies over the overlay, which may hold something typed", async () => {
      await desk.getByRole("link", { name: "Add Credential", exact: true }).click();
      const overlay = desk.getByRole("dialog", { name: "Add New Credential", exact: true });
      await overlay.getByLabel("Credential Name", { exact: true }).fill("Half typed");
      await desk.keyboard.press("Control+k");
      await expect(dialog).toBeHidden();
      await expect(overlay.getByLabel("Credential Name", { exact: true })).toHaveValue("Half typed");
      await desk.keyboard.press("Escape");
      await overlay.getByRole("button", { name: "Discard", exact: true }).click();
      await expect(overlay).toBeHidden();
    });

    await test.step("opens the overlay itself, and on a phone leaves no menu over where it goes", async () => {
      await desk.setViewportSize({ width: 360, height: 740 });
      await desk.goto("/sources");
      for (const _twice of ["from elsewhere", "from where the overlay is"]) {
        await desk.getByRole("button", { name: "Menu", exact: true }).click();
        await desk.getByRole("button", { name: /Go to…/ }).click();
        await field.fill("add cred");
        await expect(options).toHaveText([/Add credential/]);
        await desk.keyboard.press("Enter");
        const overlay = desk.getByRole("dialog", { name: "Add New Credential", exact: true });
        await expect(overlay.getByLabel("Credential Name", { exact: true })).toBeFocused();
        await desk.keyboard.press("Escape");
        await expect(overlay).toBeHidden();
        await expect(desk.getByRole("link", { name: "Destinations", exact: true })).toBeHidden();
      }
    });
  });
});

/** As a person clicks. Playwright scrolls to what it clicks, also to what sticks to the top and is in view. */
async function clickWhereItIs(target: Locator): Promise<void> {
  await expect(target).toBeInViewport();
  const box = await target.boundingBox();
  if (box === null) throw new Error("There is nothing to click.");
  await target.page().mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

/** How far down the page is scrolled, in pixels. */
function scrolled(page: Page): Promise<number> {
  return page.evaluate(() => Math.round(window.scrollY));
}
