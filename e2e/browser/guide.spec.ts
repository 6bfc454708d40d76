import type { Browser, Page } from "@playwright/test";
import { test as base, expect, owner } from "../fixtures.ts";
import { Tessera } from "../tessera.ts";
import { addTile, overlayOf, tile, tileNames, tileRadio } from "./authenticate.ts";
import { watch } from "./desk.ts";

/*
 * The user's guide "Authorization" for People.ai, followed as it is written. Its words stand here as the
 * guide has them; "Nexla" is the only one that the screen leaves out.
 */

const guide = {
  description:
    "Resource descriptions are recommended but are not required. They should be used to provide information " +
    "about the resource purpose, data freshness, etc. that can help the owner and other users efficiently " +
    "understand and utilize the resource.",
  sent: "ent as the X-API-Key header on every request.",
  secure: "Keep this value secure and do not share it with unauthorized users.",
  environments: [
    {
      label: "Production",
      baseUrl: "https://api.people.ai/v0/public",
      line: "he live People.ai environment. Select this option for all standard data integration workflows.",
    },
    {
      label: "Staging",
      baseUrl: "https://api-staging.people.ai/v0/public",
      line: "non-production environment used for testing integrations before promoting them to production.",
    },
    {
      label: "Mock",
      baseUrl: "https://api-mock.people.ai/v0/public",
      line: "mock API environment suitable for development and automated testing without affecting real data.",
    },
  ],
  steps: [
    "Sign in to your People.ai platform account at https://app.people.ai",
    "Navigate to Settings in the left navigation panel.",
    "Locate the API Keys or Integrations section within Settings.",
    "Generate a new API key and copy it immediately for safekeeping. Store the key securely, as it grants access to your People.ai data.",
  ],
  important:
    "Treat your People.ai API key as a password. Do not share it in publicly accessible locations such as " +
    "source control repositories, chat messages, or emails.",
};

const credential = {
  name: "Revenue team",
  description: "Accounts and teams of the revenue team, fresh every night.",
  key: "demo-valid-the-guide-4f2a",
};

const test = base.extend<{ fresh: Tessera }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
  fresh: async ({}, use) => {
    const tessera = await Tessera.start();
    await use(tessera);
    await tessera.dispose();
  },
});
test.describe.configure({ timeout: 240_000 });

test("the guide leads from an empty Tessera to a source and a destination that use one credential", async ({
  browser,
  fresh,
}) => {
  const context = await browser.newContext({ baseURL: fresh.url });
  const wrong = watch(context, fresh.url);
  const page = await context.newPage();
  await rememberAnnouncements(page);

  await test.step("the first visitor creates the owner account", () => createOwner(page));
  await test.step("after selecting the source type, the Add Credential tile opens the overlay", async () => {
    await page.getByRole("link", { name: "Add source", exact: true }).click();
    await expect(page.getByRole("heading", { name: "New source" })).toBeVisible();
    await page.getByRole("link", { name: /^People\.ai/ }).click();
    await expect(page.getByRole("heading", { name: "Authenticate" })).toBeVisible();
    await addTile(page).click();
    await expect(overlayOf(page).dialog).toBeVisible();
  });
  await test.step("the overlay has the guide's fields and words", () => readOverlay(page));
  await test.step("Test says whether the key works and what was sent, without the key", () => tryKey(page));
  await test.step("Save brings the tile onto the Authenticate screen, selected", () => save(page));
  await test.step("the credential serves a new source", () => createSource(page));
  await test.step("and a new destination", () => createDestination(page));
  await test.step("whoever signs out and in again finds it all", () => signOutAndIn(page));
  await test.step("a later visitor is asked to sign in, not to create an account", () =>
    visitLater(browser, fresh));

  expect(wrong, "No page throws, and none asks another host for anything.").toEqual([]);
});

async function createOwner(page: Page) {
  await page.goto("/");
  await expect(page).toHaveURL("/welcome");
  await page.getByLabel("Name", { exact: true }).fill(owner.name);
  await page.getByLabel("Email", { exact: true }).fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Create account", exact: true }).click();
  await expect(page.getByText("Add your first source", { exact: true })).toBeVisible();
}

async function readOverlay(page: Page) {
  const overlay = overlayOf(page);
  const { dialog, name, description, key, baseUrl } = overlay;
  await expect(name).toBeFocused();

  const labels = await dialog.locator("label, legend").allInnerTexts();
  expect(labels).toEqual([
    "Credential Name",
    "Credential Description",
    "API Key Settings",
    "API Key",
    "Base URL",
  ]);
  await expect(description).toHaveAccessibleDescription(guide.description);
  await expect(dialog.getByText(guide.description)).toBeVisible();
  await expect(key).toHaveAccessibleDescription(new RegExp(escaped(guide.sent)));
  await expect(key).toHaveAccessibleDescription(new RegExp(escaped(guide.secure)));
  await expect(key).toHaveAttribute("type", "password");

  await expect(dialog.getByRole("heading", { name: "Obtain a People.ai API Key" })).toBeVisible();
  const steps = dialog.getByRole("listitem");
  await expect(steps).toHaveCount(guide.steps.length);
  for (const [index, step] of guide.steps.entries()) await expect(steps.nth(index)).toContainText(step);
  await expect(dialog.getByRole("link", { name: /^https:\/\/app\.people\.ai/ })).toHaveAttribute(
    "href",
    "https://app.people.ai",
  );
  const important = dialog.getByText("Important", { exact: true });
  await expect(important).toBeVisible();
  await expect(important.locator("..")).toContainText(guide.important);

  await expect(baseUrl.locator("option:checked")).toHaveText("Production — https://api.people.ai/v0/public");
  await expect(baseUrl.locator("option")).toHaveText(
    guide.environments.map(({ label, baseUrl: address }) => `${label} — ${address}`),
  );
  for (const { label, baseUrl: address, line } of guide.environments) {
    await baseUrl.selectOption({ label: `${label} — ${address}` });
    await expect(baseUrl).toHaveAccessibleDescription(new RegExp(escaped(line)));
    await expect(dialog.getByText(line).first()).toBeVisible();
  }
}

async function tryKey(page: Page) {
  const { name, description, key, baseUrl, test: testButton, outcome, dialog } = overlayOf(page);
  await name.fill(credential.name);
  await description.fill(credential.description);
  await key.fill(credential.key);
  await baseUrl.selectOption({ label: "Mock — https://api-mock.people.ai/v0/public" });
  await testButton.click();
  await expect(outcome).toContainText("Verified");
  await expect(outcome).toContainText(/GET http\S+\/v0\/public\/teams\?limit=1/);
  await expect(outcome).toContainText(/X-API-Key: ●●●●masked 4f2a/);
  await expect(outcome).toContainText("status 200");
  await expect(dialog).not.toContainText(credential.key);
}

async function save(page: Page) {
  const { save, dialog } = overlayOf(page);
  await save.click();
  await expect(dialog).toBeHidden();
  await expect(page).toHaveURL(/\/sources\/new\/people-ai(?!.*[?&]add)/);
  await expect(tileRadio(page, credential.name)).toBeChecked();
  await expect(tileRadio(page, credential.name)).toBeFocused();
  expect(await tileNames(page)).toEqual([credential.name]);
  // The Add tile stays before it.
  const add = await addTile(page).boundingBox();
  const saved = await tile(page, credential.name).boundingBox();
  expect(add?.x).toBeLessThan(saved?.x ?? 0);
  await expect(tile(page, credential.name)).toContainText(credential.description);
  await expect(tile(page, credential.name)).toContainText("Verified");
  await expect(tile(page, credential.name)).toContainText("not used");
  expect(await announcements(page)).toContain(`${credential.name} saved`);
  await expect(page.getByText(`Selected: ${credential.name}`)).toBeVisible();
}

async function createSource(page: Page) {
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Configure the new source" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Selected credential" })).toContainText(credential.name);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  const rows = page.getByRole("table", { name: /^Accounts: 10 sample rows of 2,000$/ }).getByRole("row");
  await expect(rows).toHaveCount(1 + 10);
  await page.getByLabel("Name", { exact: true }).fill("Accounts of the revenue team");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Accounts of the revenue team" })).toBeVisible();
  await expect(page).toHaveURL(/\/sources\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main")).toContainText(credential.name);
}

async function createDestination(page: Page) {
  await page.getByRole("link", { name: /^Destinations/ }).click();
  await page.getByRole("link", { name: "Add destination", exact: true }).click();
  await page.getByRole("link", { name: /^People\.ai/ }).click();
  await expect(tile(page, credential.name)).toContainText("1 source");
  await tile(page, credential.name).click();
  await page.getByRole("button", { name: "Next", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Configure the new destination" })).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Emails of the revenue team");
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Emails of the revenue team" })).toBeVisible();
  await expect(page).toHaveURL(/\/destinations\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main")).toContainText(credential.name);
}

async function signOutAndIn(page: Page) {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto("/destinations");
  await expect(page).toHaveURL("/sign-in?next=%2Fdestinations");
  await page.getByLabel("Email", { exact: true }).fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("row", { name: /Emails of the revenue team/ })).toContainText(credential.name);
  await page.getByRole("link", { name: /^Sources/ }).click();
  await expect(page.getByRole("row", { name: /Accounts of the revenue team/ })).toContainText(
    credential.name,
  );
}

async function visitLater(browser: Browser, tessera: Tessera) {
  const context = await browser.newContext({ baseURL: tessera.url });
  const page = await context.newPage();
  await page.goto("/welcome");
  await expect(page).toHaveURL("/sign-in");
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await context.close();
}

/** Remembers what live regions say while no dialog covers them: then a screen reader reads it. */
async function rememberAnnouncements(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    new MutationObserver((changes) => {
      if (document.querySelector("dialog[open]") !== null) return;
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement;
        const region = element?.closest("[role=status]");
        if (region?.textContent) heard.push(region.textContent);
      }
    }).observe(document, { subtree: true, childList: true, characterData: true });
  });
}

function announcements(page: Page): Promise<string[]> {
  return page.evaluate(() => (window as unknown as { heard: string[] }).heard);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
