import type { Locator, Page } from "@playwright/test";
import { createCredential, createDestination, createSource, unique } from "../http/credentials.ts";
import { receivedWith } from "../http/emulator.ts";
import { AUTHENTICATE, chooseFromMenu, fill, openOverlay, tile, tileRadio } from "./authenticate.ts";
import { countCredentials, expect, test } from "./desk.ts";
import { lookOnce, looks } from "./look.ts";

const NAME = "Revenue team";

/** The Replace key dialog, by what a person reads on it. */
function replaceDialogOf(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Replace key", exact: true });
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  return {
    dialog,
    key: dialog.getByLabel("API Key", { exact: true }),
    question: dialog.getByText("Discard this key?", { exact: true }),
    replace: button("Replace"),
    replaceAnyway: button("Replace anyway"),
    cancel: button("Cancel"),
    keepEditing: button("Keep editing"),
    discard: button("Discard"),
  };
}

/** What a key looks like. */
const mosaicOn = (card: Locator) => card.locator("svg").first().innerHTML();

const said = (page: Page, text: string) => page.getByRole("status").filter({ hasText: text });

test("A key is replaced without fear: tested first, taken only when insisted on, and brought back", async ({
  desk,
  api,
  tessera,
}) => {
  const first = `demo-valid-${unique()}`;
  const { id } = await createCredential(api, { name: NAME, apiKey: first });
  await createSource(api, id);
  await createDestination(api, id);
  await api.post(`/api/v1/credentials/${id}/test`);
  await desk.goto(AUTHENTICATE);
  const card = tile(desk, NAME);
  await expect(card).toContainText("Verified");
  const mosaic = await mosaicOn(card);

  const { dialog, key, question, replace, replaceAnyway, cancel, keepEditing, discard } =
    replaceDialogOf(desk);
  await test.step("the dialog says what switches, and asks before a pasted key is lost", async () => {
    await chooseFromMenu(desk, NAME, "Replace key");
    await expect(key).toBeFocused();
    await expect(dialog).toContainText("1 source and 1 destination switch to the new key at once.");
    await desk.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(desk.getByRole("button", { name: `Actions for ${NAME}`, exact: true })).toBeFocused();

    await chooseFromMenu(desk, NAME, "Replace key");
    await paste(desk, "X-API-Key: demo-rejected-pasted-0001", key);
    await expect(key).toHaveValue("demo-rejected-pasted-0001");
    await expect(key).toHaveAttribute("type", "password");
    await cancel.click();
    await expect(question).toBeVisible();
    await keepEditing.click();
    await expect(key).toHaveValue("demo-rejected-pasted-0001");
    await desk.keyboard.press("Escape");
    await discard.click();
    await expect(dialog).toBeHidden();

    await chooseFromMenu(desk, NAME, "Replace key");
    await expect(key).toHaveValue("");
    await replace.click();
    await expect(key).toHaveAccessibleDescription(/Paste the API key\./);
  });

  await test.step("a rejected key is not taken", async () => {
    await key.fill("demo-rejected-pasted-0001");
    await replace.click();
    await expect(dialog.getByRole("alert")).toContainText("Key rejected: not replaced");
    await expect(key).toHaveValue("demo-rejected-pasted-0001");
    expect(await mosaicOn(card)).toBe(mosaic);
    await lookAs(desk, looks[0], "Replace key, rejected");
  });

  await test.step("nothing that was pasted is lost with the network", async () => {
    await desk.context().setOffline(true);
    await replaceAnyway.click();
    await expect(dialog.getByRole("alert")).toContainText("The key you pasted is still here");
    await expect(key).toHaveValue("demo-rejected-pasted-0001");
    await desk.context().setOffline(false);
  });

  await test.step("insisted on, it is taken, and the tile says what came of it", async () => {
    await replace.click();
    await expect(dialog).toBeHidden();
    await expect(said(desk, `Key of ${NAME} replaced`)).toBeAttached();
    await expect(card).toContainText("Rejected since the key was replaced just now.");
    expect(await mosaicOn(card)).not.toBe(mosaic);
    await desk.reload();
    await expect(card).toContainText("Rejected since the key was replaced just now.");
    const kept = await desk.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain("demo-rejected");
  });

  await test.step("Undo brings the earlier key back", async () => {
    await card.getByRole("button", { name: "Undo", exact: true }).click();
    const undo = desk.getByRole("dialog", { name: "Bring the earlier key back?", exact: true });
    await expect(undo).toContainText("1 source and 1 destination switch to it at once.");
    await undo.getByRole("button", { name: "Bring it back", exact: true }).click();
    await expect(undo).toBeHidden();
    await expect(said(desk, `Earlier key of ${NAME} is back`)).toBeAttached();
    await expect(card).toContainText("Verified");
    expect(await mosaicOn(card)).toBe(mosaic);
    const asked = (await receivedWith(tessera, first)).length;
    await chooseFromMenu(desk, NAME, "Test");
    await expect.poll(async () => (await receivedWith(tessera, first)).length).toBe(asked + 1);
  });

  await test.step("one that works is taken at once, and its Undo stands in the panel", async () => {
    await chooseFromMenu(desk, NAME, "Replace key");
    await key.fill(`demo-activity-${unique()}`);
    await replace.click();
    await expect(dialog).toBeHidden();
    await expect(card).toContainText("Accepted, without access to teams and accounts");
    await expect(card).not.toContainText("Rejected since");

    await desk.goto(`/credentials?credential=${id}`);
    const panel = desk.getByRole("complementary", { name: NAME, exact: true });
    await expect(panel).toContainText("Key replacedjust now, can be undone until");
    await panel.getByRole("button", { name: "Undo key replacement", exact: true }).click();
    await desk.getByRole("button", { name: "Bring it back", exact: true }).click();
    await expect(panel).toContainText("Verified");
    await expect(panel.getByRole("button", { name: "Undo key replacement", exact: true })).toBeHidden();
  });
});

test("A key that is rejected at one Base URL is tried at the others, which is asked first, and switched by one press", async ({
  desk,
  api,
  tessera,
}) => {
  const [typed, saved] = [`demo-valid-${unique()}`, `demo-valid-${unique()}`];
  await test.step("while it is typed", async () => {
    // No test of ours asks the real service, so what Production would say is said here.
    await desk.route("**/api/v1/credentials/test", async (route) => {
      if (route.request().postDataJSON().environment !== "production") return route.continue();
      await route.fulfill({ json: { ...rejected, testedAt: new Date().toISOString() } });
    });
    const overlay = await openOverlay(desk);
    await fill(overlay, { name: "Typed", description: "", key: typed });
    await overlay.baseUrl.selectOption("production");
    await overlay.test.click();
    const elsewhere = overlay.dialog.getByRole("region", { name: "Another Base URL", exact: true });
    await expect(elsewhere).toContainText("api-staging.people.ai and the bundled emulator");
    expect(await receivedWith(tessera, typed)).toEqual([]);
    await elsewhere.getByRole("button", { name: "Try Staging and Mock", exact: true }).click();
    await elsewhere.getByRole("button", { name: "Use Mock", exact: true }).click();
    await expect(overlay.baseUrl).toHaveValue("mock");
    await expect(overlay.outcome).toContainText("Verified");
    await expect(elsewhere).toBeHidden();
    await overlay.save.click();
    await expect(overlay.dialog).toBeHidden();
    await expect(tile(desk, "Typed")).toContainText("Mock");
  });

  await test.step("once it is saved", async () => {
    const { id } = await createCredential(api, { name: NAME, apiKey: saved, environment: "staging" });
    await createSource(api, id);
    await tessera.sql(
      `UPDATE "Credential" SET verdict = 'rejected', "verdictDetail" = 'Key rejected', "testedAt" = now() WHERE id = $1`,
      [id],
    );
    await desk.goto(AUTHENTICATE);
    await tile(desk, NAME).getByRole("button", { name: "Try Production and Mock", exact: true }).click();
    const dialog = desk.getByRole("dialog", { name: "Try another Base URL", exact: true });
    await expect(dialog).toContainText("If you switch, 1 source will reach the other Base URL from then on.");
    expect(await receivedWith(tessera, saved)).toEqual([]);
    await dialog.getByRole("button", { name: "Try Production and Mock", exact: true }).click();
    const use = dialog.getByRole("button", { name: "Use Mock", exact: true });
    await expect(use).toBeVisible();
    await lookAs(desk, looks[1], "Try another Base URL");
    await use.click();
    await expect(dialog).toBeHidden();
    await expect(said(desk, `${NAME} switched to Mock`)).toBeAttached();
    await expect(tile(desk, NAME)).toContainText("Verified");
    await expect(tile(desk, NAME)).toContainText("Mock");
  });
});

test("Real traffic that is rejected since a switch is said on the tile, with Undo, for as long as it is so", async ({
  desk,
  api,
  tessera,
}) => {
  const { id } = await createCredential(api, { name: NAME });
  await createSource(api, id);
  await desk.goto(AUTHENTICATE);
  const card = tile(desk, NAME);
  const { dialog, key, replace } = replaceDialogOf(desk);
  await chooseFromMenu(desk, NAME, "Replace key");
  // It passes the test before the switch, and nothing after it.
  await key.fill(`demo-once-${unique()}`);
  await replace.click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText("Verified");

  expect(
    (await api.post(`/api/v1/credentials/${id}/preview`, { data: { endpoint: "accounts" } })).status(),
  ).toBe(502);
  await desk.reload();
  await expect(card).toContainText("Rejected since the key was replaced just now.");

  await tessera.sql(
    `UPDATE "Credential" SET "keyReplacedAt" = "keyReplacedAt" - interval '40 minutes',
                             "verdictSince" = "verdictSince" - interval '40 minutes' WHERE id = $1`,
    [id],
  );
  await chooseFromMenu(desk, NAME, "Test");
  await expect(said(desk, `${NAME}: Key rejected`)).toBeAttached();
  await expect(card).toContainText("Rejected since the key was replaced 40 min ago.");
  await card.getByRole("button", { name: "Undo", exact: true }).click();
  await desk.getByRole("button", { name: "Bring it back", exact: true }).click();
  await expect(card).not.toContainText("Rejected");
});

test("A new key that belongs to another Base URL takes the credential there, at once, when it was said whom that affects", async ({
  desk,
  api,
}) => {
  const { id } = await createCredential(api, { name: NAME, environment: "staging" });
  await createSource(api, id, { name: "Nightly accounts" });
  // No test of ours asks the real service, so what it would say is said here.
  await desk.route(`**/api/v1/credentials/${id}/key`, async (route) => {
    if (route.request().postDataJSON().environment !== undefined) return route.continue();
    const { verdict, message, status, traceId } = rejected;
    await route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({
        type: "about:blank",
        title: "Conflict",
        status: 409,
        code: "key_rejected",
        detail: "The service rejected the new key.",
        requestId: "1",
        found: { verdict, message, status, traceId },
      }),
    });
  });
  await desk.route("**/api/v1/credentials/test", async (route) => {
    if (route.request().postDataJSON().environment === "mock") return route.continue();
    await route.fulfill({ json: { ...rejected, testedAt: new Date().toISOString() } });
  });
  const changes: string[] = [];
  desk.on("response", (response) => {
    const request = response.request();
    if (request.method() === "GET" || !request.url().includes(id)) return;
    changes.push(`${request.method()} ${response.status()}`);
  });
  await desk.goto(AUTHENTICATE);
  const card = tile(desk, NAME);
  await chooseFromMenu(desk, NAME, "Replace key");
  const { dialog, key, replace, keepEditing } = replaceDialogOf(desk);
  await key.fill(`demo-valid-${unique()}`);
  const elsewhere = dialog.getByRole("region", { name: "Another Base URL", exact: true });
  const question = dialog.getByText("Nightly accounts will reach Mock · emulator from now on.", {
    exact: true,
  });
  for (const once of ["kept", "moved"]) {
    await replace.click();
    await elsewhere.getByRole("button", { name: "Try Production and Mock", exact: true }).click();
    await elsewhere.getByRole("button", { name: "Use Mock", exact: true }).click();
    await expect(question).toBeVisible();
    if (once === "moved") break;
    await lookAs(desk, looks[1], "Replace key, what a move affects");
    await keepEditing.click();
    await expect(question).toBeHidden();
    await expect(card).toContainText("Staging");
  }
  await dialog.getByRole("button", { name: "Move to Mock · emulator", exact: true }).click();
  await expect(dialog).toBeHidden();
  await expect(said(desk, `Key of ${NAME} replaced, and switched to Mock · emulator`)).toBeAttached();
  await expect(card).toContainText("Verified");
  await expect(card).toContainText("Mock");
  // One request did all of it, after the service and those who use it had objected.
  expect(changes).toEqual(["PUT 409", "PUT 409", "PUT 409", "PUT 409", "PUT 200"]);

  await chooseFromMenu(desk, NAME, "Undo key replacement");
  await desk.getByRole("button", { name: "Bring it back", exact: true }).click();
  await expect(card).toContainText("Staging");
});

test("The expiry of a key goes with it, and the new one's is asked for where it is pasted", async ({
  desk,
  api,
}) => {
  const soon = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10);
  await createCredential(api, { name: NAME, expiresAt: soon });
  await desk.goto(AUTHENTICATE);
  const card = tile(desk, NAME);
  const { dialog, key, replace } = replaceDialogOf(desk);
  await expect(card).toContainText("Expires in 7 days");
  await chooseFromMenu(desk, NAME, "Replace key");
  await expect(dialog).toContainText("goes with it.");
  await key.fill(`demo-valid-${unique()}`);
  await replace.click();
  await expect(dialog).toBeHidden();
  await expect(card).not.toContainText("Expires");

  await chooseFromMenu(desk, NAME, "Replace key");
  await key.fill(`demo-valid-${unique()}`);
  await dialog.getByRole("button", { name: "Set when the key expires", exact: true }).click();
  const expires = dialog.getByLabel("Key expires on");
  await expires.fill("2020-01-31");
  await replace.click();
  await expect(expires).toHaveAccessibleDescription(/still to come/);
  await expires.fill(soon);
  await lookAs(desk, looks[0], "Replace key, with its expiry");
  await replace.click();
  await expect(dialog).toBeHidden();
  await expect(card).toContainText("Expires in 7 days");
});

test("A key that is saved already is not saved again by accident: its tile is offered", async ({
  desk,
  api,
  tessera,
  organization,
}) => {
  const key = `demo-valid-${unique()}`;
  await createCredential(api, { name: NAME, apiKey: key });
  await createCredential(api, { name: "Sandbox" });
  const overlay = await openOverlay(desk);
  const notice = overlay.dialog.getByRole("alert").filter({ hasText: "already saved" });
  await fill(overlay, { name: "Again", description: "", key });
  await overlay.save.click();
  await expect(notice).toContainText(
    `This key is already saved as ${NAME} (Mock · emulator). Use that tile?`,
  );
  await lookAs(desk, looks[0], "Add Credential, a key that is saved already");
  expect(await countCredentials(tessera, organization)).toBe(2);

  // Another key is another question.
  await overlay.key.fill(`${key}-other`);
  await expect(notice).toBeHidden();
  await overlay.key.fill(key);
  await overlay.save.click();
  await notice.getByRole("button", { name: "Use that tile", exact: true }).click();
  await expect(overlay.dialog).toBeHidden();
  await expect(tileRadio(desk, NAME)).toBeChecked();
  await expect(tileRadio(desk, NAME)).toBeFocused();
  await expect(desk).toHaveURL(AUTHENTICATE);
  expect(await countCredentials(tessera, organization)).toBe(2);

  const again = await openOverlay(desk);
  await fill(again, { name: "Again", description: "", key });
  await again.save.click();
  await notice.getByRole("button", { name: "Save anyway", exact: true }).click();
  await expect(again.dialog).toBeHidden();
  await expect(tileRadio(desk, "Again")).toBeChecked();
  expect(await mosaicOn(tile(desk, "Again"))).toBe(await mosaicOn(tile(desk, NAME)));

  await chooseFromMenu(desk, "Sandbox", "Replace key");
  const { dialog, key: field, replace, replaceAnyway } = replaceDialogOf(desk);
  await field.fill(key);
  await replace.click();
  await expect(dialog.getByRole("alert")).toContainText("This key is already saved as");
  await replaceAnyway.click();
  await expect(dialog).toBeHidden();
  await expect(said(desk, "Key of Sandbox replaced")).toBeAttached();
});

/** Looks at the open dialog as one of the screens that there are. */
async function lookAs(page: Page, { colorScheme, width }: (typeof looks)[number], where: string) {
  const before = page.viewportSize();
  await page.emulateMedia({ colorScheme });
  await page.setViewportSize({ width, height: 900 });
  await lookOnce(page, where, "dialog[open]");
  if (before !== null) await page.setViewportSize(before);
}

/** What a test answers about a key that Production does not take. */
const rejected = {
  verdict: "rejected",
  message: "Key rejected",
  status: 401,
  latencyMs: 12,
  traceId: "0".repeat(32),
  request: { method: "GET", url: "https://api.people.ai/v0/public/teams?limit=1", header: "X-API-Key" },
};

async function paste(page: Page, text: string, into: Locator): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await into.focus();
  await page.keyboard.press("ControlOrMeta+v");
}
