import type { Page } from "@playwright/test";
import { createCredential, createDestination, createSource, unique } from "../http/credentials.ts";
import type { Tessera } from "../tessera.ts";
import {
  AUTHENTICATE,
  addTile,
  chooseFromMenu,
  tile,
  tileNames,
  tileRadio,
  tileRadios,
} from "./authenticate.ts";
import { countCredentials, expect, sidewaysScroll, test } from "./desk.ts";

const NEXT = { name: "Next", exact: true };
/** With the Add tile. */
const TILES_A_PAGE = 24;

test.describe("selecting", () => {
  test.beforeEach(async ({ api, desk }) => {
    for (const name of ["Ash", "Birch", "Cedar"]) await createCredential(api, { name });
    await desk.goto(AUTHENTICATE);
  });

  test("by keyboard: arrows move, Space selects, Enter goes on", async ({ desk }) => {
    await tileRadio(desk, "Ash").focus();
    await desk.keyboard.press("Space");
    await expect(tileRadio(desk, "Ash")).toBeChecked();
    await desk.keyboard.press("ArrowDown");
    await expect(tileRadio(desk, "Birch")).toBeFocused();
    await expect(tileRadio(desk, "Birch")).toBeChecked();
    await desk.keyboard.press("ArrowRight");
    await desk.keyboard.press("ArrowLeft");
    await expect(tileRadio(desk, "Birch")).toBeChecked();
    await expect(desk.getByText("Selected: Birch")).toBeVisible();
    await desk.keyboard.press("Enter");
    await expect(desk.getByRole("region", { name: "Selected credential" })).toContainText("Birch");
  });

  test("is a click anywhere on the tile", async ({ desk }) => {
    const box = await tile(desk, "Cedar").boundingBox();
    if (box === null) throw new Error("The tile has no box.");
    for (const [name, x, y] of [
      ["Cedar", 4, 4],
      ["Cedar", box.width / 2, box.height / 2],
      ["Cedar", 12, box.height - 12],
    ] as const) {
      await tileRadio(desk, "Ash").check();
      await tile(desk, name).click({ position: { x, y } });
      await expect(tileRadio(desk, name)).toBeChecked();
    }
  });

  test("is asked for by Next when nothing is selected, and that is all Next does", async ({ desk }) => {
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByText("Select a credential first.", { exact: true })).toBeVisible();
    await expect(tileRadio(desk, "Ash")).toBeFocused();
    await expect(desk).toHaveURL(AUTHENTICATE);
    await tileRadio(desk, "Ash").check();
    await expect(desk.getByText("Select a credential first.", { exact: true })).toBeHidden();
  });

  test("survives a search that does not find it", async ({ desk }) => {
    await tileRadio(desk, "Birch").check();
    await searchFor(desk, "cedar");
    await expect(tileRadio(desk, "Birch")).toBeHidden();
    await expect(desk.getByText("Selected: Birch")).toBeVisible();
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByRole("region", { name: "Selected credential" })).toContainText("Birch");
  });

  test("offers first what this person used last", async ({ desk, api }) => {
    const { data } = await (await api.get("/api/v1/credentials")).json();
    const cedar = data.find(({ name }: { name: string }) => name === "Cedar");
    await createSource(api, cedar.id);
    await desk.goto(AUTHENTICATE);
    await expect(tileRadio(desk, "Cedar")).toBeVisible();
    expect(await tileNames(desk)).toEqual(["Cedar", "Ash", "Birch"]);
  });
});

test.describe("finding", () => {
  test("search, filters and order are in the address, and a reload restores them", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash one", environment: "mock" });
    await createCredential(api, { name: "Ash two", environment: "mock" });
    await createCredential(api, { name: "Ash three", environment: "staging" });
    await createCredential(api, { name: "Birch", environment: "mock" });
    await desk.goto(AUTHENTICATE);
    await searchFor(desk, "ash");
    await expect(tileRadios(desk)).toHaveCount(3);
    await desk.getByRole("combobox", { name: "Environment", exact: true }).selectOption("Mock");
    await expect(tileRadios(desk)).toHaveCount(2);
    await desk.getByRole("combobox", { name: "Status", exact: true }).selectOption("Not tested yet");
    await desk.getByRole("combobox", { name: "Sort", exact: true }).selectOption("Newest");
    await expect(desk).toHaveURL(`${AUTHENTICATE}?query=ash&environment=mock&verdict=untested&sort=newest`);
    await expect.poll(() => tileNames(desk)).toEqual(["Ash two", "Ash one"]);

    await desk.reload();
    await expect(desk.getByRole("searchbox")).toHaveValue("ash");
    await expect(desk.getByRole("combobox", { name: "Environment", exact: true })).toHaveValue("mock");
    await expect(desk.getByRole("combobox", { name: "Status", exact: true })).toHaveValue("untested");
    await expect(desk.getByRole("combobox", { name: "Sort", exact: true })).toHaveValue("newest");
    await expect.poll(() => tileNames(desk)).toEqual(["Ash two", "Ash one"]);
  });

  test("nothing still leaves the Add Credential tile, and a way back to all", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash" });
    await desk.goto(AUTHENTICATE);
    await searchFor(desk, "no such name %_");
    await expect(desk.getByText("No credential matches.")).toBeVisible();
    await expect(addTile(desk)).toBeVisible();
    await expect(tileRadios(desk)).toHaveCount(0);
    await desk.getByRole("link", { name: "Clear search" }).click();
    await expect(tileRadio(desk, "Ash")).toBeVisible();
    await expect(desk.getByRole("searchbox")).toHaveValue("");
  });

  test("the search field takes the key /", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash" });
    await desk.goto(AUTHENTICATE);
    // What Next says shows that the page's script has arrived.
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByText("Select a credential first.", { exact: true })).toBeVisible();
    await desk.keyboard.press("/");
    await expect(desk.getByRole("searchbox")).toBeFocused();
    await expect(desk.getByRole("searchbox")).toHaveValue("");
  });
});

test.describe("60 credentials", () => {
  test("are shown a page at a time, all of them, and the selection goes along", async ({ desk, api }) => {
    const names = Array.from({ length: 60 }, (_, index) => `Credential ${String(index).padStart(2, "0")}`);
    await Promise.all(names.map((name) => createCredential(api, { name })));
    await desk.goto(AUTHENTICATE);
    await tileRadio(desk, "Credential 03").check();

    const seen: string[] = [];
    for (const last of [false, false, true]) {
      await expect(addTile(desk)).toBeVisible();
      const shown = await tileNames(desk);
      expect(shown.length + 1).toBeLessThanOrEqual(TILES_A_PAGE);
      seen.push(...shown);
      const more = desk.getByRole("link", { name: "More", exact: true });
      if (last) await expect(more).toHaveCount(0);
      else {
        await more.click();
        await expect(desk.getByText(shown[0] ?? "", { exact: true })).toBeHidden();
      }
    }
    expect(seen).toEqual(names);

    await expect(desk.getByText("Selected: Credential 03")).toBeVisible();
    await desk.getByRole("link", { name: "First page", exact: true }).click();
    await expect(tileRadio(desk, "Credential 03")).toBeChecked();
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByRole("region", { name: "Selected credential" })).toContainText("Credential 03");
  });
});

test.describe("Back to the Authenticate screen", () => {
  test("leads to the same page, place and selection", async ({ desk, api }) => {
    const names = Array.from({ length: 40 }, (_, index) => `Credential ${String(index).padStart(2, "0")}`);
    const made = await Promise.all(names.map((name) => createCredential(api, { name })));
    await desk.goto(`${AUTHENTICATE}?sort=name`);
    await desk.getByRole("link", { name: "More", exact: true }).click();
    await tileRadio(desk, "Credential 38").check();
    const place = await desk.evaluate(() => window.scrollY);
    expect(place).toBeGreaterThan(100);
    const address = desk.url();
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByRole("region", { name: "Selected credential" })).toContainText("Credential 38");
    await desk.goBack();
    await expect(desk).toHaveURL(`${address}&credential=${made[38]?.id}`);
    await expect(tileRadio(desk, "Credential 38")).toBeChecked();
    expect(await tileNames(desk)).toEqual(names.slice(23));
    await expect
      .poll(async () => Math.abs((await desk.evaluate(() => window.scrollY)) - place))
      .toBeLessThan(2);
    await expect(desk.getByText("Selected: Credential 38")).toBeVisible();
  });
});

test.describe("a tile's menu", () => {
  test("tests the saved key and shows the new verdict, without moving any tile", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash", apiKey: `demo-rejected-${unique()}` });
    await createCredential(api, { name: "Birch", apiKey: `demo-activity-${unique()}` });
    await createCredential(api, { name: "Cedar" });
    await desk.goto(AUTHENTICATE);
    await expect(tile(desk, "Cedar")).toContainText("Not tested yet");
    const before = await tileNames(desk);

    // Best match puts verified ones first: the next page would, this one does not move.
    await chooseFromMenu(desk, "Cedar", "Test");
    await expect(tile(desk, "Cedar")).toContainText("Verified");
    await chooseFromMenu(desk, "Ash", "Test");
    await expect(tile(desk, "Ash")).toContainText("Key rejected");
    await chooseFromMenu(desk, "Birch", "Test");
    await expect(tile(desk, "Birch")).toContainText("Accepted, without access to teams and accounts");
    expect(await tileNames(desk)).toEqual(before);

    await desk.reload();
    // The tiles come after the page's first part: once one is there, all of them are.
    await expect(tile(desk, "Ash")).toContainText("Key rejected");
    expect(await tileNames(desk)).toEqual(["Cedar", "Ash", "Birch"]);
  });

  test("makes the shell count a key that turned bad, and no longer one that works, without a reload", async ({
    desk,
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { name: "Ash", apiKey: `demo-rejected-${unique()}` });
    await createCredential(api, { name: "Birch" });
    await desk.goto(AUTHENTICATE);
    const menu = desk.getByRole("navigation", { name: "Main", exact: true });
    await expect(menu.getByRole("link", { name: "Credentials", exact: true })).toBeVisible();
    await chooseFromMenu(desk, "Birch", "Test");
    await expect(tile(desk, "Birch")).toContainText("Verified");
    await chooseFromMenu(desk, "Ash", "Test");
    const counted = menu.getByRole("link", { name: "Credentials 1 needs attention", exact: true });
    await expect(counted).toBeVisible();
    await api.put(`/api/v1/credentials/${id}/key`, { data: { apiKey: `demo-valid-${unique()}` } });
    await tessera.sql(`UPDATE "Credential" SET verdict = 'rejected' WHERE id = $1`, [id]);
    await chooseFromMenu(desk, "Ash", "Test");
    await expect(tile(desk, "Ash")).toContainText("Verified");
    await expect(counted).toBeHidden();
  });

  test("keeps the known verdict when the service cannot be reached, and says both", async ({
    desk,
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { name: "Ash", apiKey: `demo-broken-${unique()}` });
    await tessera.sql(
      `UPDATE "Credential" SET verdict = 'valid', "testedAt" = now() - interval '2 hours' WHERE id = $1`,
      [id],
    );
    await desk.goto(AUTHENTICATE);
    await chooseFromMenu(desk, "Ash", "Test");
    await expect(tile(desk, "Ash")).toContainText("could not check just now");
    await expect(tile(desk, "Ash")).toContainText("Verified 2 h ago");
  });

  test("does not delete what is in use, and links to who uses it", async ({
    desk,
    api,
    tessera,
    organization,
  }) => {
    const { id } = await createCredential(api, { name: "Ash" });
    const source = await createSource(api, id, { name: "Nightly accounts" });
    const destination = await createDestination(api, id, { name: "Sent emails" });
    await desk.goto(AUTHENTICATE);
    await expect(tile(desk, "Ash")).toContainText("used by 2");
    await chooseFromMenu(desk, "Ash", "Delete");
    const inUse = desk.getByRole("group", { name: "Ash is in use", exact: true });
    await expect(inUse.getByRole("link", { name: "Nightly accounts", exact: true })).toHaveAttribute(
      "href",
      `/sources/${source.id}`,
    );
    await expect(inUse.getByRole("link", { name: "Sent emails", exact: true })).toHaveAttribute(
      "href",
      `/destinations/${destination.id}`,
    );
    expect(await countCredentials(tessera, organization)).toBe(1);
    await inUse.getByRole("button", { name: "Close", exact: true }).click();
    await expect(tileRadio(desk, "Ash")).toBeVisible();
    await expect(desk.getByRole("button", { name: "Actions for Ash", exact: true })).toBeFocused();
  });

  test("names fifty that use it, and says how many more there are", async ({ desk, api }) => {
    const { id } = await createCredential(api, { name: "Ash" });
    await Promise.all(Array.from({ length: 53 }, () => createSource(api, id)));
    await desk.goto(AUTHENTICATE);
    await chooseFromMenu(desk, "Ash", "Delete");
    const inUse = desk.getByRole("group", { name: "Ash is in use", exact: true });
    await expect(inUse.getByRole("link")).toHaveCount(50);
    await expect(inUse.getByRole("listitem").last()).toHaveText("and 3 more");
  });

  test("forgets the selection of a deleted tile", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash" });
    await desk.goto(AUTHENTICATE);
    await tileRadio(desk, "Ash").check();
    await chooseFromMenu(desk, "Ash", "Delete");
    await expect(desk.getByText("No credential selected")).toBeVisible();
    await expect(desk.getByRole("button", { name: "Undo the deletion of Ash", exact: true })).toBeFocused();
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByText("Select a credential first.", { exact: true })).toBeVisible();
  });
});

test.describe("a key that cannot be opened", () => {
  test("is one tile that says so; the others work", async ({ desk, api, tessera }) => {
    const damaged = await createCredential(api, { name: "Ash" });
    await createCredential(api, { name: "Birch" });
    await damage(tessera, damaged.id);
    await desk.goto(AUTHENTICATE);
    await chooseFromMenu(desk, "Ash", "Test");
    await expect(tile(desk, "Ash")).toContainText("Cannot be opened");
    await expect(tile(desk, "Ash")).toContainText("Damaged or tampered with");

    await desk.reload();
    await expect(tile(desk, "Ash")).toContainText("Cannot be opened");
    await tile(desk, "Ash").click({ position: { x: 60, y: 30 } });
    await expect(desk.getByText("No credential selected")).toBeVisible();
    await expect(tileRadios(desk)).toHaveCount(1);
    await tile(desk, "Ash").getByRole("button", { name: "Replace its key", exact: true }).click();
    await expect(desk.getByRole("dialog", { name: "Replace key", exact: true })).toBeVisible();
    await desk.keyboard.press("Escape");
    await tileRadio(desk, "Birch").check();
    await chooseFromMenu(desk, "Birch", "Test");
    await expect(tile(desk, "Birch")).toContainText("Verified");

    await chooseFromMenu(desk, "Ash", "Delete");
    await expect(desk.getByRole("group", { name: "Ash deleted", exact: true })).toBeVisible();
    await expect(tileRadio(desk, "Birch")).toBeChecked();
  });

  test("is no longer selected once that is known", async ({ desk, api, tessera }) => {
    const { id } = await createCredential(api, { name: "Ash" });
    await damage(tessera, id);
    await desk.goto(AUTHENTICATE);
    await tileRadio(desk, "Ash").check();
    await chooseFromMenu(desk, "Ash", "Test");
    await expect(tile(desk, "Ash")).toContainText("Cannot be opened");
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByText("Select a credential first.", { exact: true })).toBeVisible();
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 780 } });

  test("no name and no description is too long or too foreign for its tile", async ({ desk, api }) => {
    const names = ["W".repeat(80), "🏺".repeat(40), "فريق الإيرادات والمبيعات ٢٠٢٦"];
    const description = `${"x".repeat(1_000)} ${"Fresh every night. ".repeat(50)}`.slice(0, 2_000);
    for (const name of names) await createCredential(api, { name, description });
    await desk.goto(AUTHENTICATE);
    await expect(tileRadios(desk)).toHaveCount(names.length);
    expect(await sidewaysScroll(desk)).toBe(0);
    for (const radio of await tileRadios(desk).all()) {
      const box = await radio.locator("xpath=ancestor::label/..").boundingBox();
      expect(box?.x).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(360);
      expect(box?.height).toBeLessThan(320);
    }
    const [first] = names;
    await tileRadio(desk, first ?? "").check();
    await desk.getByRole("button", NEXT).click();
    await expect(desk.getByRole("region", { name: "Selected credential" })).toBeVisible();
    expect(await sidewaysScroll(desk)).toBe(0);
  });

  test("a search without a result, and what a tile is used by, stay within the window", async ({
    desk,
    api,
  }) => {
    const name = "M".repeat(80);
    const { id } = await createCredential(api, { name });
    await createSource(api, id, { name: "S".repeat(80) });
    await desk.goto(AUTHENTICATE);
    await chooseFromMenu(desk, name, "Delete");
    await expect(desk.getByRole("link", { name: "S".repeat(80), exact: true })).toBeVisible();
    expect(await sidewaysScroll(desk)).toBe(0);
    await searchFor(desk, "nothing of this name");
    await expect(desk.getByText("No credential matches.")).toBeVisible();
    expect(await sidewaysScroll(desk)).toBe(0);
  });
});

/** Types into the search field; the page follows by itself. */
async function searchFor(page: Page, text: string): Promise<void> {
  await page.getByRole("searchbox").fill(text);
  await page.waitForURL((url) => url.searchParams.get("query") === text);
}

/** Changes one character of a sealed key, as somebody with access to the database could. */
async function damage(tessera: Tessera, id: string): Promise<void> {
  await tessera.sql(
    `UPDATE "Credential"
     SET "sealedKey" = overlay("sealedKey" placing CASE WHEN substr("sealedKey", 60, 1) = 'A' THEN 'B' ELSE 'A' END FROM 60)
     WHERE id = $1`,
    [id],
  );
}
