import type { Locator, Page } from "@playwright/test";
import { type Credential, createCredential, createDestination, createSource } from "../http/credentials.ts";
import { addMember } from "../http/members.ts";
import { AUTHENTICATE, addTile, chooseFromMenu, tileRadio } from "./authenticate.ts";
import { countCredentials, expect, sidewaysScroll, test } from "./desk.ts";
import { lookOnce } from "./look.ts";

const UNDO_MS = 10_000;
const MINUTE_MS = 60_000;

const undoOf = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: `Undo the deletion of ${name}`, exact: true });
const deletedTile = (page: Page, name: string): Locator =>
  page.getByRole("group", { name: `${name} deleted`, exact: true });
const actionsOf = (page: Page, name: string): Locator =>
  page.getByRole("button", { name: `Actions for ${name}`, exact: true });

// They set the clock.
test.use({ ownContext: true });

/** Lets the time pass that an Undo is offered, from whenever the page notices that nobody stays on it. */
async function timeIsOver(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward(UNDO_MS);
    await expect(deletedTile(page, name)).toBeHidden({ timeout: 200 });
  }).toPass();
}

test("what is free is deleted at once, and for ten seconds Undo brings it back: by mouse and by keyboard", async ({
  desk,
  api,
  tessera,
  organization,
}) => {
  for (const name of ["Ash", "Birch", "Cedar"]) await createCredential(api, { name });
  await desk.clock.install();
  await desk.goto(AUTHENTICATE);

  await test.step("Undo brings the tile back to its place, and the focus to it", async () => {
    await tileRadio(desk, "Ash").check();
    await chooseFromMenu(desk, "Ash", "Delete");
    await expect(desk.getByText("Ash deleted", { exact: true }).first()).toBeAttached();
    await expect(desk.getByText("No credential selected")).toBeVisible();
    expect(await countCredentials(tessera, organization)).toBe(2);
    await expect(undoOf(desk, "Ash")).toBeFocused();
    await desk.keyboard.press("Enter");
    await expect(tileRadio(desk, "Ash")).toBeFocused();
    await expect(desk.getByRole("status").filter({ hasText: "Ash restored" })).toBeAttached();
    expect(await countCredentials(tessera, organization)).toBe(3);
  });

  await test.step("the pointer on it stops the time; then it goes, and the focus to the next tile", async () => {
    await chooseFromMenu(desk, "Ash", "Delete");
    await deletedTile(desk, "Ash").hover();
    await desk.clock.fastForward(MINUTE_MS);
    await expect(undoOf(desk, "Ash")).toBeFocused();
    await desk.getByRole("heading", { level: 1 }).hover();
    await timeIsOver(desk, "Ash");
    await expect(tileRadio(desk, "Birch")).toBeFocused();
  });

  await test.step("the focus of a keyboard on it stops the time, and leaving it lets it go", async () => {
    await actionsOf(desk, "Birch").focus();
    await desk.keyboard.press("ArrowDown");
    await desk.keyboard.press("End");
    await desk.keyboard.press("Enter");
    await expect(undoOf(desk, "Birch")).toBeFocused();
    await desk.clock.fastForward(MINUTE_MS);
    await expect(undoOf(desk, "Birch")).toBeFocused();
    await desk.keyboard.press("Tab");
    await expect(undoOf(desk, "Birch")).not.toBeFocused();
    await timeIsOver(desk, "Birch");
    await desk.reload();
    await expect(tileRadio(desk, "Cedar")).toBeVisible();
    await expect(tileRadio(desk, "Birch")).toHaveCount(0);
  });

  await test.step("the last one leaves the focus on the tile that adds one", async () => {
    await chooseFromMenu(desk, "Cedar", "Delete");
    await expect(undoOf(desk, "Cedar")).toBeFocused();
    await desk.getByRole("heading", { level: 1 }).hover();
    await timeIsOver(desk, "Cedar");
    await expect(addTile(desk)).toBeFocused();
    expect(await countCredentials(tessera, organization)).toBe(0);
  });
});

test("what was deleted comes back under another name where its own is taken, or leaves after a while", async ({
  desk,
  api,
  tessera,
  organization,
}) => {
  await createCredential(api, { name: "Ash" });
  await desk.clock.install();
  await desk.goto(AUTHENTICATE);
  await chooseFromMenu(desk, "Ash", "Delete");
  await expect(undoOf(desk, "Ash")).toBeFocused();
  await createCredential(api, { name: "Ash" });
  await desk.keyboard.press("Enter");
  const field = deletedTile(desk, "Ash").getByLabel("New name", { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveAccessibleDescription(/name/);
  await lookOnce(desk, "a deleted tile whose name was taken", "#content");
  await desk.clock.fastForward(MINUTE_MS);
  await field.fill("Ash of old");
  await desk.keyboard.press("Enter");
  await expect(tileRadio(desk, "Ash of old")).toBeFocused();
  expect(await countCredentials(tessera, organization)).toBe(2);

  await chooseFromMenu(desk, "Ash of old", "Delete");
  await expect(undoOf(desk, "Ash of old")).toBeVisible();
  await createCredential(api, { name: "Ash of old" });
  await undoOf(desk, "Ash of old").click();
  await expect(deletedTile(desk, "Ash of old").getByLabel("New name", { exact: true })).toBeFocused();
  await desk.getByRole("heading", { level: 1 }).click();
  await timeIsOver(desk, "Ash of old");
});

test("what is used is not deleted before all that uses it has another credential", async ({
  desk,
  api,
  tessera,
  organization,
}) => {
  const ash = await createCredential(api, { name: "Ash" });
  for (const name of ["Birch", "Cedar"]) await createCredential(api, { name });
  const source = await createSource(api, ash.id, { name: "Nightly accounts" });
  await createDestination(api, ash.id, { name: "Sent emails" });

  await desk.goto("/credentials");
  await desk.getByRole("link", { name: "Ash", exact: true }).click();
  const panel = desk.getByRole("complementary", { name: "Ash" });
  await expect(
    panel.getByRole("list", { name: "Used by" }).getByRole("link", { name: "Nightly accounts" }),
  ).toHaveAttribute("href", `/sources/${source.id}`);

  await test.step("the list, with the last use, from the menu", async () => {
    await chooseFromMenu(desk, "Ash", "Used by…");
    const dialog = desk.getByRole("dialog", { name: "Used by", exact: true });
    await expect(dialog.getByRole("listitem")).toHaveCount(2);
    await expect(dialog.getByText("Its key has not been used yet.")).toBeVisible();
    await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
    await expect(actionsOf(desk, "Ash")).toBeFocused();
  });

  await test.step("refused, with a way on", async () => {
    await panel.getByRole("button", { name: "Delete", exact: true }).click();
    const inUse = desk.getByRole("group", { name: "Ash is in use", exact: true });
    await expect(inUse.getByRole("link", { name: "Sent emails", exact: true })).toBeVisible();
    expect(await countCredentials(tessera, organization)).toBe(3);
    await inUse.getByRole("button", { name: "Replace with another credential…", exact: true }).click();
  });

  await test.step("replaced", async () => {
    const dialog = desk.getByRole("dialog", { name: "Replace with another credential", exact: true });
    await expect(dialog.getByRole("radio")).toHaveCount(2);
    await dialog.getByRole("button", { name: "Replace", exact: true }).click();
    await expect(dialog.getByRole("alert")).toHaveText("Choose a credential first.");
    await dialog.getByRole("searchbox").fill("ced");
    await expect(dialog.getByRole("radio")).toHaveCount(1);
    await dialog.getByRole("radio", { name: "Cedar" }).check();
    await dialog.getByRole("button", { name: "Replace", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(desk.getByRole("status").filter({ hasText: "2 use Cedar now" })).toBeAttached();
    await expect(panel.getByText("Nothing yet.")).toBeVisible();
    await expect(desk.locator(`[data-credential="${ash.id}"]`)).toContainText("not used");
    await expect(desk.getByText("used by 2")).toBeVisible();
  });

  await test.step("and deleted then: on a phone, where the details stand alone, the focus comes along", async () => {
    await desk.setViewportSize({ width: 360, height: 740 });
    await panel.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(undoOf(desk, "Ash")).toBeFocused();
    await expect(undoOf(desk, "Ash")).toBeInViewport({ ratio: 1 });
    await expect(panel).toBeHidden();
    await expect(desk).toHaveURL("/credentials");
    await expect(undoOf(desk, "Ash")).toBeFocused();
    expect(await countCredentials(tessera, organization)).toBe(2);
    await desk.goto(`/sources/${source.id}`);
    await expect(desk.getByText("Cedar").first()).toBeVisible();
  });
});

test("what was deleted can be found by its address and in the bin, restored, and destroyed", async ({
  desk,
  api,
  browser,
  tessera,
  organization,
}) => {
  const made: Credential[] = [];
  for (const name of ["Ash", "Birch", "Cedar"]) made.push(await createCredential(api, { name }));
  for (const { id } of made) expect((await api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
  const [ash, , cedar] = made;
  await createCredential(api, { name: "ash" });

  await test.step("its address says so, and restores it under another name where its own is taken", async () => {
    await desk.goto(`/credentials?credential=${ash?.id}`);
    const notice = desk.getByRole("region", { name: "Deleted credential" });
    await expect(notice).toContainText("Ash was deleted by Ada Lovelace just now.");
    await expect(notice).toContainText("in 30 days");
    await notice.getByRole("button", { name: "Restore Ash", exact: true }).click();
    await expect(notice.getByLabel("New name")).toHaveValue("Ash");
    await expect(notice.getByLabel("New name")).toHaveAccessibleDescription(/under another name/);
    await notice.getByLabel("New name").fill("Ash, once more");
    await notice.getByRole("button", { name: "Restore", exact: true }).click();
    await expect(notice).toBeHidden();
    await expect(desk.getByRole("complementary", { name: "Ash, once more" })).toBeVisible();
  });

  await test.step("whoever may not restore it only reads that", async () => {
    const viewer = await addMember(tessera, organization, "viewer");
    const context = await browser.newContext({
      baseURL: tessera.url,
      storageState: await viewer.api.storageState(),
    });
    const page = await context.newPage();
    await page.goto(`/credentials?credential=${cedar?.id}`);
    const notice = page.getByRole("region", { name: "Deleted credential" });
    await expect(notice).toContainText("its owner or an admin can restore it");
    await expect(notice.getByRole("button")).toHaveCount(0);
    await expect(page.getByRole("link", { name: "Deleted credentials" })).toHaveCount(0);
    await context.close();
    await viewer.api.dispose();
  });

  await test.step("the bin restores", async () => {
    await desk.goto("/credentials");
    await desk.getByRole("link", { name: "Deleted credentials", exact: true }).click();
    await expect(desk.getByRole("row")).toHaveCount(3);
    await desk.getByRole("button", { name: "Restore Cedar", exact: true }).click();
    await expect(desk.getByRole("status").filter({ hasText: "Cedar is restored." })).toBeFocused();
    await expect(desk.getByRole("row")).toHaveCount(2);
  });

  await test.step("the bin destroys, after asking", async () => {
    const row = desk.getByRole("row").filter({ hasText: "Birch" });
    const destroy = row.getByRole("button", { name: "Destroy now: Birch", exact: true });
    await destroy.click();
    await expect(row.getByRole("button", { name: "Keep", exact: true })).toBeFocused();
    await desk.keyboard.press("Escape");
    await expect(destroy).toBeFocused();
    await destroy.click();
    await row.getByRole("button", { name: "Destroy", exact: true }).click();
    await expect(desk.getByRole("status").filter({ hasText: "Birch is destroyed." })).toBeFocused();
    await expect(desk.getByText("Nothing is deleted")).toBeVisible();
    expect(await sidewaysScroll(desk)).toBe(0);
  });
});
