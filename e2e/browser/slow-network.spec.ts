import type { Page } from "@playwright/test";
import { createCredential } from "../http/credentials.ts";
import { AUTHENTICATE, addTile, overlayOf, tile } from "./authenticate.ts";
import { expect, owner, test } from "./desk.ts";

/*
 * On a slow network a page is there before its script is. What a person does in between counts.
 */

// No page before has fetched the script.
test.use({ ownContext: true });

test("a tile that is selected before the script arrives is selected", async ({ desk, api }) => {
  await createCredential(api, { name: "Ash" });
  await createCredential(api, { name: "Birch" });
  const script = await holdScript(desk);
  await desk.goto(AUTHENTICATE, { waitUntil: "commit" });
  await tile(desk, "Birch").click();
  script.release();
  await expect(desk.getByText("Selected: Birch")).toBeVisible();
  await desk.getByRole("button", { name: "Next", exact: true }).click();
  await expect(desk.getByRole("region", { name: "Selected credential" })).toContainText("Birch");
});

test("the Add Credential tile, followed before the script arrives, opens the overlay", async ({ desk }) => {
  const script = await holdScript(desk);
  await desk.goto(AUTHENTICATE, { waitUntil: "commit" });
  await addTile(desk).click();
  script.release();
  await expect(overlayOf(desk).name).toBeFocused();
});

test("a name that is typed before the script arrives stays", async ({ desk, api }) => {
  const { id } = await createCredential(api);
  const script = await holdScript(desk);
  await desk.goto(`${AUTHENTICATE}/configure?credential=${id}`, { waitUntil: "commit" });
  const name = desk.getByLabel("Name", { exact: true });
  await expect(name).toHaveValue("People.ai accounts");
  await name.fill("Typed early");
  script.release();
  // Only the script can show rows.
  await expect(async () => {
    await desk.getByRole("button", { name: "Test", exact: true }).click();
    await expect(desk.getByRole("table")).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(name).toHaveValue("Typed early");
  await desk.getByRole("button", { name: "Create", exact: true }).click();
  await expect(desk.getByRole("heading", { name: "Typed early" })).toBeVisible();
});

test("what is typed to sign in before the script arrives stays", async ({ browser, tessera }) => {
  const context = await browser.newContext({ baseURL: tessera.url });
  const page = await context.newPage();
  const script = await holdScript(page);
  await page.goto("/sign-in", { waitUntil: "commit" });
  await page.getByLabel("Email", { exact: true }).fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  script.release();
  // Only the script can show the password.
  await expect(async () => {
    await page.getByRole("button", { name: "Show password", exact: true }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAttribute("type", "text", {
      timeout: 2_000,
    });
  }).toPass();
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByText("Add your first source", { exact: true })).toBeVisible();
  await context.close();
});

/** Holds the page's own script until it is released. */
async function holdScript(page: Page): Promise<{ release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/_next/static/**/*.js*", async (route) => {
    await released;
    await route.continue();
  });
  return { release };
}
