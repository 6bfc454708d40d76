import type { BrowserContext, Page } from "@playwright/test";
import { createCredential, unique } from "../http/credentials.ts";
import { receivedWith } from "../http/emulator.ts";
import type { Tessera } from "../tessera.ts";
import {
  AUTHENTICATE,
  addTile,
  expectKept,
  fill,
  openOverlay,
  overlayOf,
  type Typed,
  tile,
  tileRadio,
} from "./authenticate.ts";
import { countCredentials, expect, owner, test } from "./desk.ts";

function typed(key = `demo-valid-${unique()}`): Typed {
  return { name: "Revenue team", description: "Fresh every night.", key };
}

const CREATE = "**/api/v1/credentials";

test.describe("focus", () => {
  test("begins in Credential Name and goes back to the Add tile", async ({ desk }) => {
    const { name, dialog } = await openOverlay(desk);
    await expect(name).toBeFocused();
    await desk.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(addTile(desk)).toBeFocused();
  });

  test("stays inside and reaches every control, forwards and backwards", async ({ desk }) => {
    const { dialog } = await openOverlay(desk);
    for (const key of ["Tab", "Shift+Tab"]) {
      const reached = new Set<string>();
      for (let press = 0; press < 16; press += 1) {
        await desk.keyboard.press(key);
        reached.add(await describeFocus(desk));
      }
      // "none" is where the browser's own controls would be.
      reached.delete("none");
      expect([...reached].filter((element) => element.startsWith("outside"))).toEqual([]);
      for (const control of ["Close", "Show", "Test", "Cancel", "Save", "INPUT", "TEXTAREA", "SELECT"]) {
        expect([...reached].join("\n"), `${key} reaches ${control}`).toContain(control);
      }
    }
    await expect(dialog).toBeVisible();
  });

  test("opens without asking the server for anything", async ({ desk }) => {
    await desk.goto(AUTHENTICATE);
    await desk.waitForLoadState("networkidle");
    const requests: string[] = [];
    desk.on("request", (request) => {
      // The browser itself asks for the tab's icon whenever the address changes.
      if (!request.url().includes("/icon.svg")) requests.push(request.url());
    });
    await desk.context().setOffline(true);
    await addTile(desk).click();
    const { name } = overlayOf(desk);
    await expect(name).toBeFocused();
    await desk.keyboard.type("ready");
    await expect(name).toHaveValue("ready");
    expect(requests).toEqual([]);
  });
});

/** Each way out of the overlay. */
const waysOut: Record<string, (page: Page) => Promise<unknown>> = {
  Esc: (page) => page.keyboard.press("Escape"),
  "×": (page) => overlayOf(page).close.click(),
  Cancel: (page) => overlayOf(page).cancel.click(),
  "the backdrop": (page) => page.mouse.click(8, 450),
  "the browser's Back": (page) => page.goBack(),
};

for (const [way, leave] of Object.entries(waysOut)) {
  test.describe(`leaving by ${way}`, () => {
    test("closes the overlay when nothing is typed", async ({ desk }) => {
      const { dialog } = await openOverlay(desk);
      await expect(desk).toHaveURL(`${AUTHENTICATE}?add`);
      await leave(desk);
      await expect(dialog).toBeHidden();
      await expect(desk).toHaveURL(AUTHENTICATE);
      await expect(addTile(desk)).toBeFocused();
    });

    test("asks in the overlay when something is typed; Keep editing keeps it, Discard discards it", async ({
      desk,
    }) => {
      const overlay = await openOverlay(desk);
      const { dialog, question, keepEditing, discard } = overlay;
      const content = typed();
      await fill(overlay, content);

      await leave(desk);
      await expect(question).toBeVisible();
      await expect(desk.getByRole("dialog")).toHaveCount(1);
      await expect(keepEditing).toBeFocused();
      await expect(desk).toHaveURL(`${AUTHENTICATE}?add`);

      await keepEditing.click();
      await expect(question).toBeHidden();
      await expectKept(overlay, content);

      await leave(desk);
      await discard.click();
      await expect(dialog).toBeHidden();
      await expect(desk).toHaveURL(AUTHENTICATE);
      await expect(addTile(desk)).toBeFocused();

      await addTile(desk).click();
      await expect(overlay.name).toHaveValue("");
      await expect(overlay.description).toHaveValue("");
      await expect(overlay.key).toHaveValue("");
      await expect(overlay.baseUrl).toHaveValue("production");
    });
  });
}

test("Esc, however often, never loses what was typed", async ({ desk }) => {
  const overlay = await openOverlay(desk);
  const content = typed();
  await fill(overlay, content);
  await overlay.key.focus();
  for (const shown of [true, false, true, false, true]) {
    await desk.keyboard.press("Escape");
    await expect(overlay.question).toBeVisible({ visible: shown });
    await expectKept(overlay, content);
  }
  await overlay.keepEditing.click();
  await expect(overlay.key).toBeFocused();
});

test("Back, however often, never loses what was typed", async ({ desk }) => {
  const overlay = await openOverlay(desk);
  const content = typed();
  await fill(overlay, content);
  for (let press = 0; press < 3; press += 1) {
    await goBackAndWait(desk);
    await expect(overlay.question).toBeVisible();
    await expect(desk).toHaveURL(`${AUTHENTICATE}?add`);
  }
  await overlay.keepEditing.click();
  await expectKept(overlay, content);
});

test("a selection of text that ends on the backdrop is not a way out", async ({ desk }) => {
  const { name, dialog } = await openOverlay(desk);
  const box = await name.boundingBox();
  await desk.mouse.move((box?.x ?? 0) + 40, (box?.y ?? 0) + 10);
  await desk.mouse.down();
  await desk.mouse.move(8, 450);
  await desk.mouse.up();
  await expect(dialog).toBeVisible();
});

test.describe("the key's field", () => {
  const pastes: [text: string, said: string][] = [
    ['"KEY"', "Removed the quotes around it."],
    ["“KEY”", "Removed the quotes around it."],
    ["X-API-Key: KEY", "Removed “X-API-Key:” before it."],
    ["PEOPLE_AI_API_KEY=KEY", "Removed “PEOPLE_AI_API_KEY=” before it."],
    ["  KEY\t", "Removed the white space around it."],
    ["KEY\r\n", "Removed the line ends around it."],
    [
      "export PEOPLE_AI_API_KEY='KEY'\n",
      "Removed the line ends around it, “export PEOPLE_AI_API_KEY=” before it, and the quotes around it.",
    ],
  ];
  test("takes only the key out of what is pasted, and says what it removed", async ({ desk }) => {
    const { key, dialog, save } = await openOverlay(desk);
    for (const [text, said] of pastes) {
      await test.step(JSON.stringify(text), async () => {
        await paste(desk, text.replace(/KEY(?!=)/, "demo-valid-paste-0001"), key);
        await expect(key).toHaveValue("demo-valid-paste-0001");
        await expect(dialog.getByText(said, { exact: true })).toBeVisible();
        await save.click();
        await expect(key).toHaveAttribute("aria-invalid", "false");
        await key.fill("");
      });
    }
  });

  test("takes a clean key as it is and says nothing", async ({ desk }) => {
    const { key, dialog } = await openOverlay(desk);
    await paste(desk, "demo-valid-paste-0001", key);
    await expect(key).toHaveValue("demo-valid-paste-0001");
    await expect(dialog.getByText(/Removed/)).toHaveCount(0);
  });

  test("refuses a paste of several lines, and says so", async ({ desk }) => {
    const { key, dialog } = await openOverlay(desk);
    await paste(desk, "demo-valid-one\ndemo-valid-two", key);
    await expect(key).toHaveValue("");
    await expect(dialog.getByText(/^Not pasted: the text has several lines\./)).toBeVisible();
  });

  test("never alters what is typed, and refuses a space in words", async ({ desk }) => {
    const { key } = await openOverlay(desk);
    const text = `"X-API-Key: demo valid" `;
    await key.pressSequentially(text);
    await expect(key).toHaveValue(text);
    await desk.keyboard.press("Tab");
    await expect(key).toHaveValue(text);
    await expect(key).toHaveAccessibleDescription(
      /A key has no spaces, line breaks or special characters: copy it again, and only the key\./,
    );
  });

  test("hides the key until Show is pressed, and hides it again", async ({ desk }) => {
    const { key, dialog } = await openOverlay(desk);
    await key.fill("demo-valid-shown");
    const show = dialog.getByRole("button", { name: "Show", exact: true });
    await expect(key).toHaveAttribute("type", "password");
    await expect(show).toHaveAttribute("aria-pressed", "false");
    await show.click();
    await expect(key).toHaveAttribute("type", "text");
    const hide = dialog.getByRole("button", { name: "Hide", exact: true });
    await expect(hide).toHaveAttribute("aria-pressed", "true");
    await hide.click();
    await expect(key).toHaveAttribute("type", "password");
    await expect(key).toHaveValue("demo-valid-shown");
  });
});

test.describe("validation", () => {
  test("is silent until a field is left, then follows every character", async ({ desk }) => {
    const { name } = await openOverlay(desk);
    await name.pressSequentially(" ");
    await expect(name).toHaveAttribute("aria-invalid", "false");
    await desk.keyboard.press("Tab");
    await expect(name).toHaveAccessibleDescription("Enter a name for the credential.");
    await expect(name).toHaveAttribute("aria-invalid", "true");
    await name.press("R");
    await expect(name).toHaveAttribute("aria-invalid", "false");
    await name.fill("R".repeat(81));
    await expect(name).toHaveAccessibleDescription("Keep the name to 80 characters.");
  });

  test("leads Save to the first field that is wrong and sends nothing", async ({ desk }) => {
    const { name, key, save } = await openOverlay(desk);
    const requests = countCreates(desk.context());
    await save.click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription("Enter a name for the credential.");
    await expect(key).toHaveAccessibleDescription(/Paste the API key\./);
    expect(requests.count).toBe(0);
  });

  test("by the server lands on its field, with focus, and nothing is lost", async ({ desk, api }) => {
    await createCredential(api, { name: "revenue TEAM" });
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    await overlay.save.click();
    await expect(overlay.name).toBeFocused();
    await expect(overlay.name).toHaveAttribute("aria-invalid", "true");
    await expect(overlay.name).toHaveAccessibleDescription(/name/i);
    await expectKept(overlay, content);

    await overlay.name.fill("Revenue team 2");
    await overlay.save.click();
    await expect(tileRadio(desk, "Revenue team 2")).toBeChecked();
  });
});

test.describe("saving", () => {
  test("twice in one breath saves one credential", async ({ desk, tessera, organization }) => {
    const overlay = await openOverlay(desk);
    await fill(overlay, typed());
    const requests = countCreates(desk.context());
    await overlay.save.dblclick();
    await expect(tileRadio(desk, "Revenue team")).toBeChecked();
    expect(requests.count).toBe(1);
    expect(await countCredentials(tessera, organization)).toBe(1);
  });

  test("says so on the button, keeps its width, and takes no second press", async ({ desk }) => {
    const overlay = await openOverlay(desk);
    await fill(overlay, typed());
    const requests = countCreates(desk.context());
    const held = await holdCreates(desk);
    const width = (await overlay.save.boundingBox())?.width;
    await overlay.save.click();
    const saving = overlay.dialog.getByRole("button", { name: "Saving…", exact: true });
    await expect(saving).toBeVisible();
    expect((await saving.boundingBox())?.width).toBe(width);
    // It looks pressed already; a person may press it all the same.
    await saving.click({ force: true });
    await overlay.name.press("Enter");
    held.release();
    await expect(tileRadio(desk, "Revenue team")).toBeChecked();
    expect(requests.count).toBe(1);
  });

  test("survives an answer that got lost: nothing is lost, and a retry saves exactly once", async ({
    desk,
    tessera,
    organization,
  }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    await desk.route(
      CREATE,
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await overlay.save.click();
    await expect(overlay.dialog.getByRole("alert")).toContainText("Tessera did not answer.");
    await expectKept(overlay, content);
    expect(await countCredentials(tessera, organization)).toBe(1);

    await overlay.save.click();
    await expect(tileRadio(desk, content.name)).toBeChecked();
    expect(await countCredentials(tessera, organization)).toBe(1);
  });

  test("without a network loses nothing, and works once it is back", async ({
    desk,
    tessera,
    organization,
  }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    await desk.context().setOffline(true);
    await overlay.save.click();
    await expect(overlay.dialog.getByRole("alert")).toContainText("Nothing you typed is lost");
    await expectKept(overlay, content);
    await desk.context().setOffline(false);
    await overlay.save.click();
    await expect(tileRadio(desk, content.name)).toBeChecked();
    expect(await countCredentials(tessera, organization)).toBe(1);
  });

  test("shows the tile of a credential whose answer got lost, even when its form is discarded", async ({
    desk,
  }) => {
    const overlay = await openOverlay(desk);
    await fill(overlay, typed());
    await desk.route(
      CREATE,
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await overlay.save.click();
    await expect(overlay.dialog.getByRole("alert")).toContainText("Tessera did not answer.");
    await overlay.cancel.click();
    await overlay.discard.click();
    await expect(tileRadio(desk, "Revenue team")).toBeVisible();
  });

  test("keeps everything through a failure of the server, and works after it", async ({
    desk,
    tessera,
    organization,
  }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    const repair = await breakCreating(tessera, organization);
    await overlay.save.click();
    const alert = overlay.dialog.getByRole("alert");
    await expect(alert).toBeVisible();
    await expect(alert).not.toContainText(content.key);
    await expectKept(overlay, content);
    await expect(overlay.save).toBeEnabled();
    await repair();
    await overlay.save.click();
    await expect(tileRadio(desk, content.name)).toBeChecked();
  });

  test("after the session ended says to sign in, and loses nothing", async ({ desk, tessera }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    const signInAgain = await endSession(tessera);
    await overlay.save.click();
    await expect(overlay.dialog.getByRole("alert")).toContainText(/sign in/i);
    await expectKept(overlay, content);
    await expect(desk).toHaveURL(`${AUTHENTICATE}?add`);
    await signInAgain();
    await overlay.save.click();
    await expect(tileRadio(desk, content.name)).toBeChecked();
  });

  test("does not wait for the service: a key that it answers slowly is saved at once", async ({ desk }) => {
    const overlay = await openOverlay(desk);
    await fill(overlay, typed(`demo-slow-${unique()}`));
    await overlay.save.click();
    await expect(overlay.dialog).toBeHidden();
    await expect(tileRadio(desk, "Revenue team")).toBeChecked();
    // The service has not answered yet.
    await expect(tile(desk, "Revenue team")).toContainText("Testing…");
  });

  test("saves what was typed, trimmed, to the chosen Base URL", async ({ desk, api, tessera }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, { ...content, name: "  Équipe 收入 🏺  " });
    await overlay.save.click();
    await expect(tileRadio(desk, "Équipe 收入 🏺")).toBeChecked();
    await expect(tile(desk, "Équipe 收入 🏺")).toContainText("Verified");
    const { data } = await (await api.get("/api/v1/credentials")).json();
    expect(data).toMatchObject([
      {
        name: "Équipe 收入 🏺",
        description: content.description,
        environment: "mock",
        connector: "people-ai",
      },
    ]);
    expect(await receivedWith(tessera, content.key)).not.toEqual([]);
  });
});

test.describe("Test", () => {
  test("shows what was sent and answered, with the key masked, and saves nothing", async ({
    desk,
    tessera,
    organization,
  }) => {
    const overlay = await openOverlay(desk);
    const content = typed(`demo-rejected-${unique()}`);
    await fill(overlay, content);
    await overlay.test.click();
    await expect(overlay.outcome).toContainText("Key rejected");
    await expect(overlay.outcome).toContainText("status 401");
    await expect(overlay.outcome).toContainText(`X-API-Key: ●●●●masked ${content.key.slice(-4)}`);
    await expect(overlay.dialog).not.toContainText(content.key);
    expect(await countCredentials(tessera, organization)).toBe(0);
  });

  test("needs a key first, and no name", async ({ desk }) => {
    const { test: testButton, key, name, baseUrl, outcome } = await openOverlay(desk);
    await testButton.click();
    await expect(key).toBeFocused();
    await expect(key).toHaveAccessibleDescription(/Paste the API key\./);
    await key.fill(`demo-valid-${unique()}`);
    await baseUrl.selectOption("mock");
    await testButton.click();
    await expect(outcome).toContainText("Verified");
    await expect(name).toHaveValue("");
  });

  test("can be stopped", async ({ desk }) => {
    const overlay = await openOverlay(desk);
    const content = typed(`demo-slow-${unique()}`);
    await fill(overlay, content);
    await overlay.test.click();
    await expect(overlay.dialog.getByText("Testing…", { exact: true })).toBeVisible();
    await overlay.stop.click();
    await expect(overlay.test).toBeVisible();
    await expect(overlay.dialog.getByText("Testing…", { exact: true })).toBeHidden();
    await expect(overlay.outcome).toBeHidden();
    await expectKept(overlay, content);
  });

  for (const [what, change] of [
    ["the key", (overlay: ReturnType<typeof overlayOf>) => overlay.key.pressSequentially("x")],
    ["the Base URL", (overlay: ReturnType<typeof overlayOf>) => overlay.baseUrl.selectOption("staging")],
  ] as const) {
    test(`says that ${what} has changed since`, async ({ desk }) => {
      const overlay = await openOverlay(desk);
      await fill(overlay, typed());
      await overlay.test.click();
      await expect(overlay.outcome).toContainText("Verified");
      await change(overlay);
      await expect(overlay.dialog.getByText("Changed since the test", { exact: true })).toBeVisible();
      await expect(overlay.outcome).toContainText("before the last change");
    });
  }
});

test.describe("the key", () => {
  test("does not survive a reload; name, description and Base URL do", async ({ desk }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    await desk.reload();
    await expectKept(overlay, { ...content, key: "" });
    await expect(overlay.name).toBeFocused();
  });

  test("is never in a place that outlives the form, nor in the page's markup", async ({ desk }) => {
    const overlay = await openOverlay(desk);
    const content = typed();
    await fill(overlay, content);
    await overlay.dialog.getByRole("button", { name: "Show", exact: true }).click();
    expect(await everythingKept(desk)).not.toContain(content.key);
    expect(await everythingKept(desk)).toContain(content.name);

    await overlay.save.click();
    await expect(tile(desk, content.name)).toContainText("Verified");
    expect(await everythingKept(desk)).not.toContain(content.key);
    const values = await desk
      .locator("input, textarea")
      .evaluateAll((inputs) => inputs.map((input) => (input as HTMLInputElement).value));
    expect(values).not.toContain(content.key);
  });

  test("leaves no draft behind once it is saved", async ({ desk }) => {
    const overlay = await openOverlay(desk);
    await fill(overlay, typed());
    await overlay.save.click();
    await expect(tileRadio(desk, "Revenue team")).toBeFocused();
    await addTile(desk).click();
    await expect(overlay.name).toHaveValue("");
    await expect(overlay.baseUrl).toHaveValue("production");
    expect(await desk.evaluate(() => JSON.stringify(sessionStorage))).not.toContain("Revenue team");
  });
});

test.describe("the address ?add", () => {
  test("opens the overlay, and closing it leads to the Authenticate screen", async ({ desk }) => {
    await desk.goto(`${AUTHENTICATE}?add`);
    const { name, dialog } = overlayOf(desk);
    await expect(name).toBeFocused();
    await desk.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
    await expect(desk).toHaveURL(AUTHENTICATE);
    await expect(addTile(desk)).toBeFocused();
  });

  test("keeps the search that stands beside it", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash" });
    await createCredential(api, { name: "Birch" });
    await openOverlay(desk, `${AUTHENTICATE}?query=ash`);
    await expect(desk).toHaveURL(`${AUTHENTICATE}?query=ash&add`);
    await desk.keyboard.press("Escape");
    await expect(desk).toHaveURL(`${AUTHENTICATE}?query=ash`);
    await expect(tileRadio(desk, "Ash")).toBeVisible();
    await expect(tileRadio(desk, "Birch")).toBeHidden();
  });

  test("is opened again by the browser's Forward", async ({ desk }) => {
    const { dialog, name } = await openOverlay(desk);
    await desk.goBack();
    await expect(dialog).toBeHidden();
    await desk.goForward();
    await expect(name).toBeFocused();
  });
});

/** What has focus, in a word; "outside …" when that is not in the dialog. */
function describeFocus(page: Page): Promise<string> {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return "none";
    const word = `${element.tagName} ${element.getAttribute("aria-label") ?? element.textContent}`;
    return element.closest("dialog") === null ? `outside ${word}` : word;
  });
}

/** Back, until the page has heard of it and answered. */
function goBackAndWait(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        window.addEventListener("popstate", () => setTimeout(resolve), { once: true });
        window.history.back();
      }),
  );
}

/** Pastes as a person does: out of the clipboard, with the keyboard. */
async function paste(page: Page, text: string, into: ReturnType<typeof overlayOf>["key"]): Promise<void> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await into.focus();
  await page.keyboard.press("ControlOrMeta+v");
}

/** Counts the requests that create a credential. */
function countCreates(context: BrowserContext): { count: number } {
  const seen = { count: 0 };
  context.on("request", (request) => {
    if (request.method() === "POST" && new URL(request.url()).pathname === "/api/v1/credentials")
      seen.count += 1;
  });
  return seen;
}

/** Holds the requests that create a credential until they are released. */
async function holdCreates(page: Page): Promise<{ release: () => void }> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(CREATE, async (route) => {
    await released;
    await route.continue();
  });
  return { release };
}

/** Lets the database refuse this organization's new credentials, until repaired. */
async function breakCreating(tessera: Tessera, organizationId: string): Promise<() => Promise<void>> {
  const name = `broken_${unique()}`;
  await tessera.sql(
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken on purpose'; END $$`,
  );
  await tessera.sql(
    `CREATE TRIGGER ${name} BEFORE INSERT ON "Credential" FOR EACH ROW
     WHEN (NEW."organizationId" = '${organizationId}') EXECUTE FUNCTION ${name}()`,
  );
  return async () => {
    await tessera.sql(`DROP TRIGGER ${name} ON "Credential"`);
    await tessera.sql(`DROP FUNCTION ${name}()`);
  };
}

/** Ends the owner's session as if its days were over, until they are given back. */
async function endSession(tessera: Tessera): Promise<() => Promise<void>> {
  const shift = (days: number) =>
    tessera.sql(
      `UPDATE "Session" SET "expiresAt" = "expiresAt" + make_interval(days => $1)
       WHERE "userId" = (SELECT id FROM "User" WHERE email = $2)`,
      [days, owner.email],
    );
  await shift(-100);
  return async () => {
    await shift(100);
  };
}

/** All that the browser keeps of this page, and its markup, as one text. */
async function everythingKept(page: Page): Promise<string> {
  const inPage = await page.evaluate(async () => {
    const entries = (storage: Storage) => JSON.stringify(Object.entries(storage));
    return [
      entries(sessionStorage),
      entries(localStorage),
      location.href,
      document.referrer,
      JSON.stringify(history.state),
      document.cookie,
      window.name,
      JSON.stringify(await indexedDB.databases()),
      JSON.stringify(await caches.keys()),
      document.documentElement.outerHTML,
    ].join("\n");
  });
  return `${inPage}\n${JSON.stringify(await page.context().cookies())}`;
}
