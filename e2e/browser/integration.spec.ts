import { createCredential, createDestination, createSource, type Integration } from "../http/credentials.ts";
import { addMember } from "../http/members.ts";
import { expect, sidewaysScroll, test } from "./desk.ts";

test("A source is edited while a colleague edits it, moved to another credential, and deleted", async ({
  desk,
  api,
  tessera,
}) => {
  const credential = await createCredential(api, { name: "Revenue team" });
  const other = await createCredential(api, { name: "Sandbox" });
  const source = await createSource(api, credential.id, { name: "Nightly accounts", description: "Nightly" });
  const path = `/api/v1/sources/${source.id}`;
  const read = async () => (await (await api.get(path)).json()) as Integration;
  async function colleague(data: object) {
    const { revision } = await read();
    const response = await api.patch(path, { headers: { "if-match": `"${revision}"` }, data });
    expect(response.status()).toBe(200);
  }
  const button = (name: string) => desk.getByRole("button", { name, exact: true });
  const dialog = desk.getByRole("dialog", { name: "Edit source", exact: true });
  const inDialog = (name: string) => dialog.getByRole("button", { name, exact: true });
  const name = dialog.getByLabel("Name", { exact: true });
  const description = dialog.getByLabel("Description", { exact: true });
  const deleted = dialog.getByLabel("Deleted records", { exact: true });
  const uses = dialog.getByRole("group", { name: "Credential", exact: true });
  const conflict = dialog.getByRole("group", { name: "Changed meanwhile", exact: true });
  await desk.goto(`/sources/${source.id}`);

  await test.step("its page says what it uses, and leads to the credential", async () => {
    await expect(desk.getByText("Not tested yet").first()).toBeVisible();
    await desk.getByRole("link", { name: "Revenue team", exact: true }).click();
    await expect(desk.getByRole("complementary", { name: "Revenue team" })).toBeVisible();
    await desk.goBack();
    await expect(desk.getByRole("heading", { name: "Nightly accounts", exact: true })).toBeVisible();
  });

  await test.step("its first rows are read when they are asked for", async () => {
    await button("Preview").click();
    await expect(desk.getByRole("table", { name: /^Accounts: 10 sample rows of [\d,]+$/ })).toBeVisible();
    await desk.setViewportSize({ width: 360, height: 800 });
    expect(await sidewaysScroll(desk)).toBe(0);
    await desk.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("its receipts count the preview, and what a program reads", async () => {
    expect((await api.get(`${path}/records?limit=1`)).status()).toBe(200);
    const receipts = `/api/v1/credentials/${credential.id}/receipts?integration=${source.id}`;
    await expect.poll(async () => (await (await api.get(receipts)).json()).total).toBe(2);
    await desk.reload();
    await expect(desk.getByRole("region", { name: "Receipts", exact: true })).toContainText(
      `Used twice in 7 days, only for ${new URL(tessera.emulatorUrl).host}`,
    );
  });

  await test.step("programs to read it are ready to be copied, in three languages", async () => {
    await desk.context().grantPermissions(["clipboard-write"]);
    const how = desk.getByRole("region", { name: "How to read this source", exact: true });
    for (const language of ["curl", "Node", "Python"]) {
      await how.getByRole("radio", { name: language, exact: true }).check();
      await expect(how.getByRole("region", { name: `the ${language} example` })).toContainText(
        `${tessera.url}/api/v1/sources/${source.id}/records`,
      );
      await how.getByRole("button", { name: `Copy the ${language} example`, exact: true }).click();
      await expect(how.getByRole("status")).toHaveText(`Copied the ${language} example`);
    }
    await expect(how.getByRole("link", { name: "Create a token" })).toHaveAttribute(
      "href",
      "/settings/tokens",
    );
  });

  await test.step("the form has what there is, and every way out asks once something was typed", async () => {
    await button("Edit").click();
    await expect(name).toBeFocused();
    await expect(name).toHaveValue("Nightly accounts");
    await expect(description).toHaveValue("Nightly");
    await expect(uses).toContainText("Revenue team");
    await desk.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(button("Edit")).toBeFocused();

    await button("Edit").click();
    await name.fill("Accounts");
    const question = dialog.getByText("Discard your changes?", { exact: true });
    for (const leave of [
      () => desk.keyboard.press("Escape"),
      () => inDialog("Cancel").click(),
      () => inDialog("Close").click(),
      () => desk.goBack(),
    ]) {
      await leave();
      await expect(question).toBeVisible();
      await inDialog("Keep editing").click();
      await expect(name).toHaveValue("Accounts");
    }
    await expect(desk).toHaveURL(`/sources/${source.id}`);
  });

  await test.step("what is wrong is said on its field, and a lost network loses nothing", async () => {
    await name.fill(" ");
    await inDialog("Save").click();
    await expect(name).toHaveAccessibleDescription(/Enter a name/);
    await name.fill("Accounts");
    await desk.context().setOffline(true);
    await inDialog("Save").click();
    await expect(dialog.getByRole("alert")).toContainText("Nothing you typed is lost: try Save again.");
    await expect(name).toHaveValue("Accounts");
    await desk.context().setOffline(false);
  });

  await test.step("what the colleague changed is shown, and each keeps what only they changed", async () => {
    await inDialog("Change").click();
    await uses.getByLabel("Search People.ai credentials", { exact: true }).fill("sand");
    await uses.getByRole("radio", { name: "Sandbox" }).check();
    await inDialog("Done").click();
    await expect(uses).toContainText("Sandbox");
    await expect(uses).toContainText("Save switches to this credential");
    await deleted.selectOption("Include them");

    await colleague({ name: "Accounts of EMEA", description: "Every hour" });
    await inDialog("Save").click();
    await expect(conflict).toContainText("Nightly accounts → Accounts of EMEA");
    await expect(conflict).toContainText("Nightly → Every hour");
    await expect(conflict).not.toContainText("Credential");
    await expect(conflict).not.toContainText("Deleted records");
    await expect(name).toHaveValue("Accounts");
    expect(await read()).toMatchObject({ name: "Accounts of EMEA", credential: { id: credential.id } });

    await conflict.getByRole("button", { name: "Take theirs", exact: true }).click();
    await expect(name).toHaveValue("Accounts of EMEA");
    await expect(description).toHaveValue("Every hour");
    await expect(uses).toContainText("Sandbox");

    await name.fill("Accounts");
    await colleague({ name: "Accounts of APAC", settings: { "include-deleted": "false" } });
    await inDialog("Save").click();
    await expect(conflict).toContainText("Accounts of EMEA → Accounts of APAC");
    await expect(conflict).toContainText("Deleted records");
    await expect(conflict).toContainText("as the service does it → Leave them out");
    await conflict.getByRole("button", { name: "Save mine anyway", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(desk.getByRole("heading", { name: "Accounts", exact: true })).toBeVisible();
    await expect(desk.getByRole("status").filter({ hasText: "Accounts saved" })).toHaveCount(1);
    await expect(desk.getByRole("link", { name: "Sandbox", exact: true })).toBeVisible();
    expect(await read()).toMatchObject({
      name: "Accounts",
      description: "Every hour",
      credential: { id: other.id },
      settings: { "include-deleted": "true" },
    });
    await expect(desk.getByText("Include them", { exact: true })).toBeVisible();
  });

  await test.step("a credential that is gone is said where it was chosen", async () => {
    const spare = await createCredential(api, { name: "Spare" });
    await button("Edit").click();
    await inDialog("Change").click();
    await uses.getByRole("radio", { name: "Spare" }).check();
    expect((await api.delete(`/api/v1/credentials/${spare.id}`)).status()).toBe(204);
    await inDialog("Save").click();
    await expect(uses).toContainText("There is no such credential any more: choose another one.");
    await inDialog("Cancel").click();
    await inDialog("Discard").click();
    await expect(dialog).toBeHidden();
  });

  await test.step("deleting asks, and leaves the credential free", async () => {
    await button("Delete").click();
    const question = desk.getByRole("dialog", { name: "Delete Accounts?", exact: true });
    await expect(question).toContainText("The credential Sandbox stays");
    await desk.keyboard.press("Escape");
    await expect(question).toBeHidden();
    await expect(button("Delete")).toBeFocused();

    await button("Delete").click();
    await question.getByRole("button", { name: "Delete", exact: true }).click();
    await expect(desk).toHaveURL("/sources");
    await expect(desk.getByRole("heading", { name: "Sources", exact: true })).toBeVisible();
    await expect(desk.getByText("Accounts", { exact: true })).toHaveCount(0);
    expect((await api.get(path)).status()).toBe(404);
    expect((await api.delete(`/api/v1/credentials/${other.id}`)).status()).toBe(204);
  });
});

test("Whoever may not change a destination is offered nothing that changes it", async ({
  browser,
  api,
  tessera,
  organization,
}) => {
  const { id } = await createCredential(api);
  const others = await createDestination(api, id, { name: "The owner's" });
  for (const role of ["viewer", "member"]) {
    const person = await addMember(tessera, organization, role);
    const context = await browser.newContext({
      baseURL: tessera.url,
      storageState: await person.api.storageState(),
    });
    const page = await context.newPage();
    const edit = page.getByRole("button", { name: "Edit", exact: true });
    await page.goto(`/destinations/${others.id}`);
    await expect(page.getByRole("heading", { name: "The owner's", exact: true })).toBeVisible();
    await expect(edit).toHaveCount(0);
    await expect(page.getByRole("button", { name: "Delete", exact: true })).toHaveCount(0);
    const how = page.getByRole("region", { name: "How to write to this destination", exact: true });
    await expect(how).toContainText(`/api/v1/destinations/${others.id}/records?dryRun=true`);
    await expect(how).toContainText("An admin of this organization can create one for you.");
    if (role === "member") {
      const own = await createDestination(person.api, id, { name: "Their own" });
      await page.goto(`/destinations/${own.id}`);
      await expect(edit).toBeVisible();
    }
    await context.close();
    await person.api.dispose();
  }
});
