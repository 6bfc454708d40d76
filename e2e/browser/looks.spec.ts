import type { APIRequestContext, Browser, BrowserContext, Page } from "@playwright/test";
import { pageAt, pagesOfApp } from "../http/app-routes.ts";
import { createCredential, createDestination, createSource, unique } from "../http/credentials.ts";
import { addMember, newEmail } from "../http/members.ts";
import { createToken } from "../http/tokens.ts";
import { newVisitor, startAtLocalhost } from "../localhost.ts";
import type { Tessera } from "../tessera.ts";
import { AUTHENTICATE, openOverlay, overlayOf, tile, tileRadio } from "./authenticate.ts";
import { expect, owner, test, watch } from "./desk.ts";
import { look as lookInBoth, looks, show } from "./look.ts";

interface Tour {
  page: Page;
  api: APIRequestContext;
  browser: Browser;
  tessera: Tessera;
  /** What the consoles say of errors. */
  noise: string[];
}

/** Every page and every state of it, each tour through an organization of its own, and the pages that it comes by. */
const tours: Record<string, { pages: string[]; take: (tour: Tour) => Promise<void> }> = {
  "where there is nothing yet": {
    pages: ["/[direction]", "/[direction]/new", "/[direction]/new/[connector]", "/activity"],
    take: ({ page }) => lookAtNothingYet(page),
  },
  "the overlay": { pages: ["/[direction]/new/[connector]"], take: ({ page }) => lookAtOverlay(page) },
  "where there is a lot": {
    pages: [
      "/[direction]",
      "/[direction]/[id]",
      "/[direction]/new/[connector]",
      "/[direction]/new/[connector]/configure",
      "/activity",
      "/credentials",
      "/credentials/deleted",
      "/settings/account",
      "/settings/sign-in",
    ],
    take: ({ page, api }) => lookAtFullDesk(page, api),
  },
  "what API tokens are made with": {
    pages: ["/settings/api", "/settings/tokens", "/settings/webhook"],
    take: ({ page, api }) => lookAtTokens(page, api),
  },
  "members and invitations": {
    pages: ["/invitations/[token]", "/organizations/new", "/settings/members", "/settings/organization"],
    take: ({ page, browser, tessera, noise }) => lookAtMembers(page, browser, tessera, noise),
  },
  "what is there before signing in": {
    pages: ["/sign-in"],
    take: ({ browser, tessera, noise }) => lookAtSignIn(browser, tessera, noise),
  },
};

/** Pages with a test of their own below, and those that only lead to another one. */
const otherPages = ["/", "/settings", "/welcome"];

test("Every page of the app is looked at in a test of this file", () => {
  const looked = [...Object.values(tours).flatMap(({ pages }) => pages), ...otherPages];
  expect([...new Set(looked)].sort()).toEqual(pagesOfApp);
});

/** The pages that the test at hand has looked at. */
const seen = new Set<string | undefined>();

async function look(page: Page, where: string, within?: string): Promise<void> {
  seen.add(pageAt(new URL(page.url()).pathname));
  await lookInBoth(page, where, within);
}

test.describe("On a phone in light and on a desk in dark", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" }, ownContext: true });
  // Both workers take part: together they are the longest of all tests.
  test.describe.configure({ mode: "parallel", timeout: 180_000 });

  for (const [what, { pages, take }] of Object.entries(tours)) {
    test(`${what} is accessible, fits, and is quiet`, async ({ desk, api, browser, tessera }) => {
      const noise = listen(desk.context());
      await show(desk, looks[0]);
      seen.clear();
      await take({ page: desk, api, browser, tessera, noise });
      expect([...seen]).toEqual(expect.arrayContaining(pages));
      expect(noise).toEqual([]);
    });
  }
});

test.describe("welcome, and signing in where there is a provider,", () => {
  test.describe.configure({ timeout: 240_000 });

  test("are accessible, fit and are quiet, in light and dark, on a phone and on a desk", async ({
    browser,
  }) => {
    const fresh = await startAtLocalhost({
      OIDC_ISSUER: "https://login.example",
      OIDC_CLIENT_ID: "tessera",
      OIDC_CLIENT_SECRET: "what only the provider knows",
      OIDC_NAME: "Example Login",
    });
    const context = await browser.newContext({ baseURL: fresh.url, reducedMotion: "reduce" });
    const wrong = watch(context, fresh.url);
    const noise = listen(context);
    const page = await context.newPage();
    await show(page, looks[0]);
    await visit(page, "/welcome", "Welcome to Tessera");
    await page.getByRole("button", { name: "Create account", exact: true }).click();
    await expect(page.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
    await look(page, "welcome with errors");
    const visitor = await newVisitor(fresh);
    expect((await visitor.post("/api/v1/owner", { data: owner })).status()).toBe(201);
    await visitor.dispose();
    await page.goto("/sign-in");
    await expect(
      page.getByRole("button", { name: "Continue with Example Login", exact: true }),
    ).toBeVisible();
    await look(page, "sign in, with a provider");
    await context.close();
    await fresh.tessera.dispose();
    expect([...wrong, ...noise]).toEqual([]);
  });
});

test.describe("the theme", () => {
  test("chosen by hand is there at once and stays after a reload, whatever the system says", async ({
    desk,
  }) => {
    await desk.emulateMedia({ colorScheme: "light" });
    await desk.goto("/sources");
    const light = await background(desk);
    await desk.getByRole("radio", { name: "Dark", exact: true }).check({ force: true });
    await expect.poll(() => background(desk)).not.toBe(light);
    const dark = await background(desk);
    await desk.reload();
    expect(await background(desk)).toBe(dark);
    await expect(desk.getByRole("radio", { name: "Dark", exact: true })).toBeChecked();

    await desk.getByRole("radio", { name: "Light", exact: true }).check({ force: true });
    await desk.emulateMedia({ colorScheme: "dark" });
    await desk.reload();
    expect(await background(desk)).toBe(light);

    await desk.getByRole("radio", { name: "Same as the system", exact: true }).check({ force: true });
    await desk.reload();
    expect(await background(desk)).toBe(dark);
  });
});

test.describe("motion", () => {
  test.use({ contextOptions: { reducedMotion: "reduce" }, ownContext: true });

  test("is none for whoever asks for less of it", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash" });
    await desk.addInitScript(() => {
      const moved: string[] = [];
      Object.assign(window, { moved });
      for (const type of ["animationstart", "transitionrun"]) {
        document.addEventListener(
          type,
          (event) => moved.push(type + (event.target as Element).tagName),
          true,
        );
      }
    });
    const { cancel } = await openOverlay(desk);
    await cancel.click();
    await tile(desk, "Ash").hover();
    await tileRadio(desk, "Ash").check();
    expect(await desk.evaluate(() => document.getAnimations().length)).toBe(0);
    expect(await desk.evaluate(() => (window as unknown as { moved: string[] }).moved)).toEqual([]);
  });
});

test("motion takes less than 150 ms", async ({ desk, api }) => {
  await createCredential(api, { name: "Ash" });
  await openOverlay(desk);
  const longest = await desk.evaluate(() => {
    const times = [...document.querySelectorAll("*")].flatMap((element) => {
      const { transitionDuration, animationDuration } = getComputedStyle(element);
      return `${transitionDuration},${animationDuration}`.split(",").map((time) => {
        const value = Number.parseFloat(time);
        return time.trim().endsWith("ms") ? value : value * 1_000;
      });
    });
    return Math.max(...times);
  });
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThan(150);
});

async function lookAtNothingYet(page: Page) {
  await visit(page, "/sources", "Sources");
  await visit(page, "/destinations", "Destinations");
  await visit(page, "/activity", "Activity");
  await visit(page, "/sources/new", "New source");
  await visit(page, "/destinations/new", "New destination");
  await visit(page, AUTHENTICATE, "Authenticate");
  await page.getByText("How to get a People.ai API key").click();
  await look(page, "Authenticate, with the guide");
  await page.goto(`/sources/${crypto.randomUUID()}`);
  await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  await look(page, "not found, signed in");
}

async function lookAtOverlay(page: Page) {
  const overlay = await openOverlay(page);
  await look(page, "overlay, empty");
  await overlay.save.click();
  await expect(overlay.key).toHaveAccessibleDescription(/Paste the API key\./);
  await look(page, "overlay, with errors");
  await overlay.name.fill("Revenue team");
  await overlay.key.fill(`demo-rejected-${unique()}`);
  await overlay.baseUrl.selectOption("mock");
  await overlay.test.click();
  await expect(overlay.outcome).toContainText("Key rejected");
  await look(page, "overlay, with the outcome of a test");
  await overlay.key.fill(`demo-valid-${unique()}`);
  await overlay.test.click();
  await expect(overlay.outcome).toContainText("Verified");
  await look(page, "overlay, with a verified key");
  await overlay.cancel.click();
  await expect(overlay.question).toBeVisible();
  await look(page, "overlay, with the question");
  await overlay.discard.click();
  await expect(overlayOf(page).dialog).toBeHidden();
}

async function lookAtFullDesk(page: Page, api: APIRequestContext) {
  const verified = await createCredential(api, { name: "Revenue team", description: "Fresh every night." });
  const keys = ["demo-rejected", "demo-activity", "demo-html", "demo-broken"];
  const others = await Promise.all(
    keys.map((key) => createCredential(api, { name: `A ${key} key`, apiKey: `${key}-${unique()}` })),
  );
  for (const { id } of [verified, ...others]) {
    expect((await api.post(`/api/v1/credentials/${id}/test`)).status()).toBe(200);
  }
  const source = await createSource(api, verified.id, { name: "Nightly accounts" });
  const destination = await createDestination(api, verified.id, { name: "Sent emails" });

  await visit(page, AUTHENTICATE, "Authenticate");
  await tileRadio(page, "Revenue team").check();
  await page.getByRole("button", { name: "Actions for A demo-rejected key", exact: true }).click();
  await expect(page.getByRole("menuitem", { name: "Delete", exact: true })).toBeVisible();
  // Only the menu: it lies over other tiles' targets, as it should.
  await look(page, "Authenticate, with a menu", "[role=menu]:popover-open");
  await page.getByRole("menuitem", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("group", { name: "A demo-rejected key deleted" })).toBeVisible();
  await page.getByRole("button", { name: "Actions for Revenue team", exact: true }).click();
  await page.getByRole("menuitem", { name: "Delete", exact: true }).click();
  await expect(page.getByRole("group", { name: "Revenue team is in use" })).toBeVisible();
  await look(page, "Authenticate, with a deleted tile and one in use");
  await page.getByRole("button", { name: "Replace with another credential…", exact: true }).click();
  const question = page.getByRole("dialog");
  await expect(question.getByRole("radio", { name: "A demo-html key" })).toBeVisible();
  await look(page, "Replace with another credential", "dialog[open]");
  await page.goto("/credentials/deleted");
  await page.getByRole("button", { name: "Destroy now: A demo-rejected key", exact: true }).click();
  await look(page, "deleted credentials, with a question");
  await visit(page, `${AUTHENTICATE}?query=nothing+of+this+name`, "Authenticate");

  await visit(page, `${AUTHENTICATE}/configure?credential=${verified.id}`, "Configure the new source");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByRole("table")).toBeVisible();
  await look(page, "Configure a source, with rows");
  await page.getByRole("radio", { name: /^Activities / }).check();
  await page.getByLabel("Last days", { exact: true }).fill("many");
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await look(page, "Configure a source, with a parameter that is wrong");
  expect((await api.post(`/api/v1/credentials/${others[0]?.id}/restore`, { data: {} })).status()).toBe(200);
  await page.goto(`${AUTHENTICATE}/configure?credential=${others[0]?.id}`);
  await page.getByRole("button", { name: "Test", exact: true }).click();
  await expect(page.getByText(/People\.ai rejected the key/)).toBeVisible();
  await look(page, "Configure a source, without rows");
  await visit(
    page,
    `/destinations/new/people-ai/configure?credential=${verified.id}`,
    "Configure the new destination",
  );
  await visit(page, `/sources/${source.id}`, "Nightly accounts");
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const editing = page.getByRole("dialog", { name: "Edit source", exact: true });
  await editing.getByRole("button", { name: "Change", exact: true }).click();
  await editing.getByRole("radio", { name: "A demo-html key" }).check();
  await look(page, "edit a source, with another credential", "dialog[open]");
  const { revision } = await (await api.get(`/api/v1/sources/${source.id}`)).json();
  const colleague = await api.patch(`/api/v1/sources/${source.id}`, {
    headers: { "if-match": `"${revision}"` },
    data: { description: "Read every hour." },
  });
  expect(colleague.status()).toBe(200);
  await editing.getByRole("button", { name: "Save", exact: true }).click();
  await expect(editing.getByRole("group", { name: "Changed meanwhile", exact: true })).toBeVisible();
  await look(page, "edit a source, with a conflict", "dialog[open]");
  await editing.getByRole("button", { name: "Cancel", exact: true }).click();
  await look(page, "edit a source, with the question", "dialog[open]");
  await editing.getByRole("button", { name: "Discard", exact: true }).click();
  await visit(page, `/destinations/${destination.id}`, "Sent emails");
  await page.getByRole("button", { name: "Delete", exact: true }).click();
  await look(page, "delete a destination", "dialog[open]");
  await visit(page, "/sources", "Sources");
  await visit(page, "/destinations", "Destinations");
  await visit(page, `/credentials?credential=${verified.id}`, "Revenue team");
  await visit(page, "/settings/account", "Your account");
  await visit(page, "/settings/sign-in", "Sign-in");
  await page.goto("/activity");
  for (const entry of await page.locator("main details").all()) await entry.locator("summary").click();
  await expect(page.getByText("Everything about this credential").first()).toBeVisible();
  await look(page, "Activity, with every event open");
  await visit(page, "/activity?credential=demo", "Which credential?");
}

async function lookAtTokens(page: Page, api: APIRequestContext) {
  await createCredential(api, { name: "Revenue team" });
  await visit(page, "/settings/webhook", "Webhook");
  await page.goto("/settings/api");
  await expect(page.getByRole("heading", { name: "API reference", exact: true })).toBeVisible();
  // Only so: it is the longest page, and nothing of it is hidden by what is opened.
  for (const operation of ["createCredential", "editCredential"]) {
    await page.locator(`#${operation} > summary`).click();
  }
  await look(page, "the API reference, with operations opened");
  await visit(page, "/settings/tokens", "API tokens");
  await page.getByRole("button", { name: "Create token", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: "Only these" }).check();
  await expect(dialog.getByRole("checkbox", { name: "Revenue team" })).toBeVisible();
  await dialog.getByRole("checkbox", { name: "Revenue team" }).check();
  await dialog.getByRole("button", { name: "Create token", exact: true }).click();
  await expect(dialog.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
  await look(page, "Create token, with errors");
  await dialog.getByLabel("Name", { exact: true }).fill("Nightly load");
  await dialog.getByRole("checkbox", { name: "credentials:read" }).check();
  await dialog.getByRole("button", { name: "Create token", exact: true }).click();
  await expect(dialog.getByText(/^tsr_/)).toBeVisible();
  await page.keyboard.press("Escape");
  await look(page, "a new token, with the question");
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(dialog).toBeHidden();
  const { id } = await createToken(api, { name: "Earlier load" });
  await api.delete(`/api/v1/tokens/${id}`);
  await page.reload();
  await page.getByRole("button", { name: "Revoke Nightly load", exact: true }).click();
  await look(page, "tokens, with a question");
}

async function lookAtMembers(page: Page, browser: Browser, tessera: Tessera, noise: string[]) {
  const [shown] = await tessera.sql<{ organizationId: string }>(
    `SELECT m."organizationId" FROM "Member" m JOIN "User" u ON u.id = m."userId" WHERE u.email = $1`,
    [owner.email],
  );
  const member = await addMember(tessera, shown?.organizationId ?? "", "member");
  await member.api.dispose();
  await (await addMember(tessera, shown?.organizationId ?? "", "owner")).api.dispose();
  await visit(page, "/settings/organization", "Organization");
  await page.getByRole("button", { name: "Leave organization", exact: true }).click();
  await look(page, "leave", "dialog[open]");
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(/Enter an email/);
  await look(page, "invite, with errors");
  await dialog.getByLabel("Email", { exact: true }).fill(newEmail());
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  const link = await dialog.getByLabel(/^Invitation link for/).inputValue();
  await look(page, "invite, with the link");
  await dialog.getByRole("button", { name: "Done", exact: true }).click();
  await visit(page, "/settings/members", "Members");
  for (const action of ["Change role", "Transfer ownership", "Remove"]) {
    await page.getByRole("button", { name: `Actions for ${member.name}`, exact: true }).click();
    await page.getByRole("menuitem", { name: action, exact: true }).click();
    await expect(dialog).toBeVisible();
    await look(page, action, "dialog[open]");
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
  await page.getByRole("button", { name: /^Withdraw the invitation of/ }).click();
  await look(page, "withdraw an invitation", "dialog[open]");
  await visit(page, "/organizations/new", "New organization");
  await page.goto(link);
  await expect(page.getByRole("button", { name: "Sign out", exact: true })).toBeVisible();
  await look(page, "invitation of another address");

  const context = await browser.newContext({ baseURL: tessera.url });
  listen(context, noise);
  const stranger = await context.newPage();
  await show(stranger, looks[0]);
  await stranger.goto(link);
  await stranger.getByRole("button", { name: "Create account", exact: true }).click();
  await expect(stranger.getByLabel("Name", { exact: true })).toHaveAccessibleDescription(/Enter a name/);
  await look(stranger, "invitation, with errors");
  await visit(stranger, "/invitations/unknown", "This link does not work any more");
  await context.close();
}

async function lookAtSignIn(browser: Browser, tessera: Tessera, noise: string[]) {
  const context = await browser.newContext({ baseURL: tessera.url });
  const wrong = watch(context, tessera.url);
  listen(context, noise);
  const page = await context.newPage();
  await show(page, looks[0]);
  await visit(page, "/sign-in", "Sign in");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(/Enter your email/);
  await look(page, "sign in, with errors");
  await visit(page, "/no/such/address", "There is nothing here");
  await context.close();
  noise.push(...wrong);
}

async function visit(page: Page, address: string, heading: string): Promise<void> {
  await page.goto(address);
  await expect(page.getByRole("heading", { name: heading, exact: true })).toBeVisible();
  await look(page, address);
}

/** The browser's own lines on answers that are meant: an address without a page, a key or a deletion that was refused. */
const MEANT = /the server responded with a status of (404|409|412|502)/;

/** Collects what the console says of errors. */
function listen(context: BrowserContext, noise: string[] = []): string[] {
  context.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !MEANT.test(message.text()))
      noise.push(`${message.type()}: ${message.text()}`);
  });
  return noise;
}

function background(page: Page): Promise<string> {
  return page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
}
