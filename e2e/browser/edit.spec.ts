import type { Page } from "@playwright/test";
import {
  type Credential,
  createCredential,
  createDestination,
  createSource,
  unique,
} from "../http/credentials.ts";
import { receivedWith } from "../http/emulator.ts";
import { AUTHENTICATE, chooseFromMenu, tile, tileRadio } from "./authenticate.ts";
import { expect, test } from "./desk.ts";
import { lookOnce, looks } from "./look.ts";

const NAME = "Revenue team";

/** The Edit and the Duplicate dialog, by what a person reads on them. */
function formOf(page: Page, title: string) {
  const dialog = page.getByRole("dialog", { name: title, exact: true });
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  return {
    dialog,
    button,
    name: dialog.getByLabel("Credential Name", { exact: true }),
    description: dialog.getByLabel("Credential Description", { exact: true }),
    key: dialog.getByLabel("API Key", { exact: true }),
    baseUrl: dialog.getByLabel("Base URL", { exact: true }),
    expires: dialog.getByLabel("Key expires on", { exact: true }),
    conflict: dialog.getByRole("group", { name: "Changed meanwhile", exact: true }),
    save: button("Save"),
    cancel: button("Cancel"),
  };
}

const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

/** Looks at what is open, as a phone in light and as a desk in dark. */
async function lookAtDialog(page: Page, where: string): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    await lookOnce(page, `${where}, ${colorScheme} at ${width} px`, "dialog[open]");
  }
}

test("A credential is edited while a colleague edits it, and nothing of either is lost unasked", async ({
  desk,
  api,
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { name: NAME, description: "Nightly", apiKey });
  const other = await createCredential(api, { name: "Sandbox" });
  const path = `/api/v1/credentials/${id}`;
  const read = async () => (await (await api.get(path)).json()) as Credential;
  async function colleague(data: object) {
    const { revision } = await read();
    const response = await api.patch(path, { headers: { "if-match": `"${revision}"` }, data });
    expect(response.status()).toBe(200);
  }
  await desk.goto(AUTHENTICATE);
  const actions = desk.getByRole("button", { name: `Actions for ${NAME}`, exact: true });
  const { dialog, button, name, description, key, baseUrl, expires, conflict, save, cancel } = formOf(
    desk,
    "Edit Credential",
  );

  await test.step("the form has everything but the key, and closes unasked while nothing was typed", async () => {
    await chooseFromMenu(desk, NAME, "Edit");
    await expect(name).toBeFocused();
    await expect(name).toHaveValue(NAME);
    await expect(description).toHaveValue("Nightly");
    await expect(baseUrl).toHaveValue("mock");
    await expect(key).toHaveCount(0);
    await expect(dialog).toContainText(`●●●●Key ending in ${apiKey.slice(-4)}`);
    await expect(dialog).toContainText("To move this credential, choose another Base URL.");
    await desk.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(actions).toBeFocused();
  });

  await test.step("every way out asks in the footer once something was typed", async () => {
    await chooseFromMenu(desk, NAME, "Edit");
    await name.fill("Revenue");
    const question = dialog.getByText("Discard your changes?", { exact: true });
    for (const leave of [
      () => desk.keyboard.press("Escape"),
      () => cancel.click(),
      () => button("Close").click(),
      () => desk.goBack(),
      () => button("Replace key").click(),
    ]) {
      await leave();
      await expect(question).toBeVisible();
      await button("Keep editing").click();
      await expect(question).toBeHidden();
      await expect(name).toHaveValue("Revenue");
    }
    await expect(desk).toHaveURL(AUTHENTICATE);
  });

  await test.step("a name that is taken is said on its field, and a lost network loses nothing", async () => {
    await name.fill(other.name);
    await save.click();
    await expect(name).toHaveAccessibleDescription(/There is a credential of this name already/);
    await name.fill("Revenue");
    await desk.context().setOffline(true);
    await save.click();
    await expect(dialog.getByRole("alert")).toContainText("Nothing you typed is lost: try Save again.");
    await expect(name).toHaveValue("Revenue");
    await desk.context().setOffline(false);
  });

  await test.step("what the colleague changed is shown, and typing goes on", async () => {
    await description.fill("Every hour");
    await colleague({ name: "Revenue EMEA", expiresAt: "2040-01-31" });
    await save.click();
    await expect(conflict).toContainText("Credential Name");
    await expect(conflict).toContainText(`${NAME} → Revenue EMEA`);
    await expect(conflict).toContainText("nothing → 31 Jan 2040");
    await expect(conflict).not.toContainText("Description");
    await lookAtDialog(desk, "Edit Credential, changed meanwhile");
    await description.fill("Every hour, on the hour");
    await expect(name).toHaveValue("Revenue");
    expect(await read()).toMatchObject({ name: "Revenue EMEA", description: "Nightly" });
  });

  await test.step("theirs is taken where both changed something; the rest stays as it was typed", async () => {
    await conflict.getByRole("button", { name: "Take theirs", exact: true }).click();
    await expect(conflict).toBeHidden();
    await expect(name).toHaveValue("Revenue EMEA");
    await expect(expires).toHaveValue("2040-01-31");
    await expect(description).toHaveValue("Every hour, on the hour");
    await name.fill("Revenue APAC");
    await colleague({ name: "Revenue DACH", description: "Weekly" });
    await save.click();
    await expect(conflict).toContainText("Revenue EMEA → Revenue DACH");
  });

  await test.step("or mine is saved all the same, without what only they changed", async () => {
    await conflict.getByRole("button", { name: "Save mine anyway", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(said(desk, "Revenue APAC saved")).toBeAttached();
    await expect(tileRadio(desk, "Revenue APAC")).toBeVisible();
    expect(await read()).toMatchObject({
      name: "Revenue APAC",
      description: "Every hour, on the hour",
      expiresAt: "2040-01-31T23:59:59.999Z",
    });
    await expect(desk).toHaveURL(AUTHENTICATE);
  });

  await test.step("the key is the same, and Replace key is one press away", async () => {
    const asked = (await receivedWith(tessera, apiKey)).length;
    await chooseFromMenu(desk, "Revenue APAC", "Test");
    await expect(tile(desk, "Revenue APAC")).toContainText("Verified");
    expect(await receivedWith(tessera, apiKey)).toHaveLength(asked + 1);
    await chooseFromMenu(desk, "Revenue APAC", "Edit");
    await button("Replace key").click();
    const replace = desk.getByRole("dialog", { name: "Replace key", exact: true });
    await expect(replace.getByLabel("API Key", { exact: true })).toBeFocused();
    await expect(dialog).toBeHidden();
    await desk.keyboard.press("Escape");
    await expect(replace).toBeHidden();
  });
});

test("A used credential moves to another Base URL once it was said what that affects, and is tested there", async ({
  desk,
  api,
  tessera,
}) => {
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { name: NAME, environment: "staging", apiKey });
  await createSource(api, id, { name: "Nightly accounts" });
  await createDestination(api, id, { name: "Sent emails" });
  const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await desk.goto(`/credentials?credential=${id}`);
  const panel = desk.getByRole("complementary", { name: NAME, exact: true });
  const { dialog, button, baseUrl, expires, save } = formOf(desk, "Edit Credential");

  await panel.getByRole("button", { name: "Edit", exact: true }).click();
  await button("Set when the key expires").click();
  await expect(expires).toBeFocused();
  await expires.fill(soon);
  await baseUrl.selectOption("mock");
  await expect(dialog).toContainText("Save moves this credential to Mock · emulator, with its key");
  await save.click();
  const question = dialog.getByText(
    "Nightly accounts and Sent emails will reach Mock · emulator from now on.",
    { exact: true },
  );
  await expect(question).toBeVisible();
  await lookAtDialog(desk, "Edit Credential, what a move affects");
  await button("Keep editing").click();
  await expect(question).toBeHidden();
  await expect(baseUrl).toHaveValue("mock");
  expect(await receivedWith(tessera, apiKey)).toEqual([]);

  await save.click();
  await button("Move to Mock · emulator").click();
  await expect(dialog).toBeHidden();
  await expect(panel).toContainText("Verified");
  await expect(said(desk, `${NAME}: Verified`)).toBeAttached();
  await expect(panel).toContainText("Expires in 7 days");
  await expect(panel).toContainText("Mock · emulator");
  expect(await receivedWith(tessera, apiKey)).toHaveLength(1);
  const page = desk.url();
  await desk.goBack();
  await expect(desk).not.toHaveURL(page);
});

test("A credential is duplicated for another Base URL: everything but the key", async ({ desk, api }) => {
  const apiKey = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { name: NAME, description: "Nightly", apiKey });
  await desk.goto(AUTHENTICATE);
  const { dialog, button, name, description, key, baseUrl, save, cancel } = formOf(
    desk,
    "Duplicate Credential",
  );
  await chooseFromMenu(desk, NAME, "Duplicate");
  await expect(baseUrl).toHaveValue("production");
  await expect(name).toHaveValue(`${NAME} (Production)`);
  await expect(description).toHaveValue("Nightly");
  await expect(key).toHaveValue("");
  await lookAtDialog(desk, "Duplicate Credential");
  await baseUrl.selectOption("mock");
  await expect(name).toHaveValue(`${NAME} (Mock)`);
  await save.click();
  await expect(key).toHaveAccessibleDescription(/Paste the API key\./);
  await key.fill(`demo-valid-${unique()}`);
  await cancel.click();
  await expect(dialog.getByText("Discard this credential?", { exact: true })).toBeVisible();
  await button("Keep editing").click();
  await save.click();
  await expect(dialog).toBeHidden();
  const made = tile(desk, `${NAME} (Mock)`);
  await expect(made).toContainText("Nightly");
  await expect(made).toContainText("Verified");
  await expect(tileRadio(desk, `${NAME} (Mock)`)).toBeChecked();
  const first = (await (await api.get(`/api/v1/credentials/${id}`)).json()) as Credential;
  expect(first).toMatchObject({ name: NAME, description: "Nightly", revision: 1 });
});
