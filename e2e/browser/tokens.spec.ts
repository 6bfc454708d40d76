import type { Page } from "@playwright/test";
import { createCredential, unique } from "../http/credentials.ts";
import { apiWith, createToken } from "../http/tokens.ts";
import { expect, sidewaysScroll, test } from "./desk.ts";

const TOKENS = "/settings/tokens";

/** The dialog that makes a token, by what a person reads on it. */
function dialogOf(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Create token", exact: true });
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  return {
    dialog,
    name: dialog.getByLabel("Name", { exact: true }),
    scope: (scope: string) => dialog.getByRole("checkbox", { name: scope }),
    all: dialog.getByRole("radio", { name: "All credentials" }),
    onlyThese: dialog.getByRole("radio", { name: "Only these" }),
    search: dialog.getByRole("searchbox", { name: "Search credentials" }),
    credential: (name: string) => dialog.getByRole("checkbox", { name }),
    expires: dialog.getByRole("combobox", { name: "Expires" }),
    date: dialog.getByLabel("Date", { exact: true }),
    create: button("Create token"),
    cancel: button("Cancel"),
    discard: button("Discard"),
    keepEditing: button("Keep editing"),
  };
}

/** The dialog that shows a token, this once. */
function createdOf(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Save this token now", exact: true });
  return {
    dialog,
    token: dialog.getByText(/^tsr_/),
    example: dialog.getByText(/^curl/),
    copy: dialog.getByRole("button", { name: "Copy the token", exact: true }),
    saved: dialog.getByRole("button", { name: "I have saved it", exact: true }),
    question: dialog.getByText(/^Close without saving/),
    goBack: dialog.getByRole("button", { name: "Go back", exact: true }),
  };
}

async function openDialog(page: Page) {
  await page.goto(TOKENS);
  await page.getByRole("button", { name: "Create token", exact: true }).click();
  const dialog = dialogOf(page);
  await expect(dialog.name).toBeFocused();
  return dialog;
}

test("A token is created, copied, used, and ends when it is revoked", async ({ desk, api, tessera }) => {
  const { id, name } = await createCredential(api, { name: "Revenue team" });
  await createCredential(api, { name: "Sandbox" });
  await desk.context().grantPermissions(["clipboard-read", "clipboard-write"], { origin: tessera.url });

  await desk.goto(TOKENS);
  await expect(desk.getByText(/^curl -H "Authorization: Bearer \$TESSERA_TOKEN"/)).toContainText(tessera.url);
  const dialog = await openDialog(desk);
  await dialog.name.fill("Nightly load");
  await dialog.scope("credentials:read").check();
  await dialog.scope("credentials:use").check();
  await dialog.onlyThese.check();
  await dialog.search.fill("reven");
  await expect(dialog.credential("Sandbox")).toBeHidden();
  await dialog.credential(name).check();
  await dialog.expires.selectOption("In 30 days");
  await dialog.create.click();

  const created = createdOf(desk);
  await expect(created.copy).toBeFocused();
  const token = (await created.token.textContent()) ?? "";
  await expect(created.example).toHaveText(
    `curl -H "Authorization: Bearer $TESSERA_TOKEN" \\ ${tessera.url}/api/v1/credentials`,
  );
  await created.copy.click();
  await expect(created.dialog.getByText("Copied the token", { exact: true })).toBeAttached();
  await created.saved.click();
  await expect(created.dialog).toBeHidden();
  await expect(desk.getByText("Nightly load created", { exact: true })).toBeAttached();
  await expect(desk.getByRole("button", { name: "Create token", exact: true })).toBeFocused();

  // Pasted, since no page of Tessera may read the clipboard; elsewhere, since this one moves its focus.
  const elsewhere = await desk.context().newPage();
  await elsewhere.setContent("<textarea></textarea>");
  await elsewhere.locator("textarea").press("ControlOrMeta+V");
  await expect(elsewhere.locator("textarea")).toHaveValue(token);
  await elsewhere.close();

  const active = desk.getByRole("region", { name: "Active tokens" });
  await expect(active).toContainText(`tsr_… ${token.slice(-4)}`);
  await expect(active).toContainText("Only Revenue team");
  await expect(active).toContainText("Never used");
  expect(await desk.content()).not.toContain(token);

  const program = await apiWith(tessera, token);
  const { data } = await (await program.get("/api/v1/credentials")).json();
  expect(data.map((credential: { id: string }) => credential.id)).toEqual([id]);
  await desk.reload();
  await expect(active).toContainText("Used just now");

  await active.getByRole("button", { name: "Revoke Nightly load", exact: true }).click();
  const question = active.getByRole("group", { name: "Revoke Nightly load?" });
  await expect(question.getByRole("button", { name: "Keep", exact: true })).toBeFocused();
  await desk.keyboard.press("Escape");
  await expect(question).toBeHidden();
  await active.getByRole("button", { name: "Revoke Nightly load", exact: true }).click();
  await question.getByRole("button", { name: "Revoke", exact: true }).click();
  const ended = desk.getByRole("region", { name: "Ended tokens" });
  await expect(ended).toContainText("Nightly load");
  await expect(ended).toContainText("Revoked just now");
  await expect(active).toBeHidden();
  expect((await program.get("/api/v1/credentials")).status()).toBe(401);
  await program.dispose();
});

test.describe("creating a token", () => {
  test("says what is missing, on the fields, and loses nothing", async ({ desk }) => {
    const dialog = await openDialog(desk);
    await dialog.create.click();
    await expect(dialog.name).toHaveAccessibleDescription(/Enter a name for the token\./);
    await expect(dialog.dialog.getByText("Choose at least one thing that the token may do.")).toBeVisible();
    await dialog.name.fill("Nightly load");
    await dialog.scope("integrations:read").check();
    await dialog.onlyThese.check();
    await expect(dialog.dialog.getByText("There is no credential yet.")).toBeVisible();
    await dialog.expires.selectOption("On a date");
    await dialog.create.click();
    await expect(dialog.dialog.getByText("Choose at least one credential, or all of them.")).toBeVisible();
    await expect(dialog.date).toHaveAccessibleDescription(/Choose a date\./);
    await dialog.all.check();
    await dialog.expires.selectOption("Never");
    await expect(dialog.name).toHaveValue("Nightly load");
    await dialog.create.click();
    await expect(createdOf(desk).token).toBeVisible();
  });

  test("asks before what was typed is discarded, and before a token is left unsaved", async ({ desk }) => {
    const dialog = await openDialog(desk);
    await desk.keyboard.press("Escape");
    await expect(dialog.dialog).toBeHidden();
    await desk.getByRole("button", { name: "Create token", exact: true }).click();
    await dialog.name.fill("Nightly load");
    await desk.keyboard.press("Escape");
    await expect(dialog.keepEditing).toBeFocused();
    await dialog.keepEditing.click();
    await expect(dialog.name).toBeFocused();
    await dialog.scope("credentials:read").check();
    await dialog.create.click();

    const created = createdOf(desk);
    const token = (await created.token.textContent()) ?? "";
    for (const leave of [
      () => desk.keyboard.press("Escape"),
      () => created.dialog.getByRole("button", { name: "Close", exact: true }).first().click(),
      () => desk.mouse.click(5, 5),
    ]) {
      await leave();
      await expect(created.question).toBeVisible();
      await created.goBack.click();
      await expect(created.token).toHaveText(token);
    }
    await created.saved.click();
    await expect(created.dialog).toBeHidden();
  });

  test("keeps what was chosen in view, however often the search changes", async ({ desk, api, tessera }) => {
    for (const name of ["Ash", "Birch", "Cedar"]) await createCredential(api, { name });
    const dialog = await openDialog(desk);
    await dialog.name.fill("Trees");
    await dialog.scope("credentials:use").check();
    await dialog.onlyThese.check();
    const chosen = dialog.dialog.getByRole("list", { name: "Chosen credentials" });
    for (const name of ["Ash", "Cedar"]) {
      await dialog.search.fill(name);
      await dialog.credential(name).check();
    }
    await dialog.search.fill(`nothing ${unique()}`);
    await expect(dialog.dialog.getByText("No credential matches.")).toBeVisible();
    await expect(chosen.getByRole("button")).toHaveText([/Ash/, /Cedar/]);
    await chosen.getByRole("button", { name: "Remove Ash", exact: true }).click();
    // Enter searches: it does not create.
    await dialog.search.press("Enter");
    await dialog.create.click();
    await createdOf(desk).saved.click();
    await expect(desk.getByRole("region", { name: "Active tokens" })).toContainText("Only Cedar");
    const rows = await tessera.sql(`SELECT 1 FROM "ApiToken" WHERE name = 'Trees'`);
    expect(rows).toHaveLength(1);
  });

  test("says that Tessera did not answer, and keeps everything for another try", async ({ desk }) => {
    const dialog = await openDialog(desk);
    await dialog.name.fill("Nightly load");
    await dialog.scope("credentials:read").check();
    await desk.route("**/api/v1/tokens", (route) => route.abort());
    await dialog.create.click();
    await expect(dialog.dialog.getByRole("alert")).toContainText("Tessera did not answer.");
    await desk.unroute("**/api/v1/tokens");
    await dialog.create.click();
    await expect(createdOf(desk).token).toBeVisible();
  });
});

test("Revoking that gets no answer says that the token may still work", async ({ desk, api }) => {
  await createToken(api, { name: "Nightly load" });
  await desk.goto(TOKENS);
  await desk.getByRole("button", { name: "Revoke Nightly load", exact: true }).click();
  await desk.route("**/api/v1/tokens/*", (route) => route.abort());
  const question = desk.getByRole("group", { name: "Revoke Nightly load?" });
  await question.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(question.getByRole("alert")).toContainText("may still work");
  await desk.unroute("**/api/v1/tokens/*");
  await question.getByRole("button", { name: "Revoke", exact: true }).click();
  await expect(desk.getByRole("region", { name: "Ended tokens" })).toContainText("Nightly load");
});

test("Whoever may not manage tokens finds neither the tab nor the page", async ({
  desk,
  organization,
  tessera,
}) => {
  await tessera.sql(`UPDATE "Member" SET role = 'member' WHERE "organizationId" = $1`, [organization]);
  try {
    await desk.goto(TOKENS);
    await expect(desk.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    await expect(desk.getByRole("link", { name: "API tokens" })).toHaveCount(0);
  } finally {
    await tessera.sql(`UPDATE "Member" SET role = 'owner' WHERE "organizationId" = $1`, [organization]);
  }
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test("a token with long names fits", async ({ desk, api }) => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) {
      const { id } = await createCredential(api, { name: `${count} ${"long".repeat(18)}` });
      ids.push(id);
    }
    await createToken(api, { name: "x".repeat(80), credentialIds: ids });
    await desk.goto(TOKENS);
    await desk.getByText(/and 2 more$/).click();
    expect(await sidewaysScroll(desk)).toBe(0);
  });
});

test("on a phone, the tab of the settings that one is on is in view, and the next one chosen", async ({
  desk,
}) => {
  await desk.setViewportSize({ width: 360, height: 760 });
  const tab = (name: string) =>
    desk.getByRole("navigation", { name: "Settings" }).getByRole("link", { name });
  await desk.goto("/settings/webhook");
  await expect(tab("Webhook")).toBeInViewport({ ratio: 0.9 });
  await tab("API tokens").click();
  await expect(tab("API tokens")).toHaveAttribute("aria-current", "page");
  await expect(tab("API tokens")).toBeInViewport({ ratio: 0.9 });
  expect(await sidewaysScroll(desk)).toBe(0);
});
