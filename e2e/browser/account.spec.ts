import type { Browser, BrowserContext, Page } from "@playwright/test";
import { addMember, type Member } from "../http/members.ts";
import type { Tessera } from "../tessera.ts";
import { expect, owner, test, watch } from "./desk.ts";

// Passwords are slow to hash, on purpose.
test.describe.configure({ timeout: 120_000 });

const NEW_PASSWORD = "seven quiet herons at noon";

async function browserOf(browser: Browser, tessera: Tessera, member: Member): Promise<BrowserContext> {
  const storageState = await member.api.storageState();
  return browser.newContext({ baseURL: tessera.url, storageState });
}

/** Signs in as on another machine. */
async function signInElsewhere(browser: Browser, tessera: Tessera, email: string, password: string) {
  const context = await browser.newContext({
    baseURL: tessera.url,
    userAgent: "Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) Version/26.0 Mobile/15E148 Safari/604.1",
  });
  const response = await context.request.post("/api/auth/sign-in/email", { data: { email, password } });
  expect(response.status()).toBe(200);
  return context;
}

/** Whoever asks for a page in this browser is asked to sign in. */
async function expectSignedOut(context: BrowserContext): Promise<void> {
  const answer = await context.request.get("/sources", { maxRedirects: 0 });
  expect(answer.headers().location).toMatch(/^\/sign-in/);
  await context.close();
}

const sessions = (page: Page) =>
  page.getByRole("region", { name: "Where you are signed in" }).getByRole("listitem");

test("Somebody takes another name and password, and sees to where they are signed in", async ({
  browser,
  tessera,
  organization,
}) => {
  const member = await addMember(tessera, organization, "member");
  const tablet = await signInElsewhere(browser, tessera, member.email, owner.password);
  const context = await browserOf(browser, tessera, member);
  const wrong = watch(context, tessera.url);
  const page = await context.newPage();
  await page.goto("/settings/account");

  await test.step("the name", async () => {
    const name = page.getByLabel("Name", { exact: true });
    await expect(name).toHaveValue(member.name);
    await name.fill("");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(name).toHaveAccessibleDescription(/Enter a name/);
    await name.fill("Grace Hopper");
    await page.getByRole("button", { name: "Save name" }).click();
    await expect(page.getByText("Your name is saved.")).toBeVisible();
    await page.reload();
    await expect(name).toHaveValue("Grace Hopper");
  });

  const current = page.getByLabel("Current password", { exact: true });
  const next = page.getByLabel("New password", { exact: true });
  const change = page.getByRole("button", { name: "Change password" });

  await test.step("a password that is refused", async () => {
    await current.fill("not the password at all");
    await next.fill("short");
    await change.click();
    await expect(next).toHaveAccessibleDescription(/at least 12 characters/);
    await next.fill("Sunshine-2026");
    await change.click();
    await expect(next).toHaveAccessibleDescription(/tried first/);
    await next.fill(NEW_PASSWORD);
    await change.click();
    await expect(current).toHaveAccessibleDescription(/not your current password/);
    await expect(current).toBeFocused();
    await expect(next).toHaveValue(NEW_PASSWORD);
  });

  await test.step("a password that is taken", async () => {
    await expect(sessions(page)).toHaveCount(2);
    await current.fill(owner.password);
    await change.click();
    await expect(page.getByText("1 other session was signed out.")).toBeVisible();
    await expect(current).toHaveValue("");
    await expect(sessions(page)).toHaveCount(1);
    await expect(sessions(page)).toContainText("This one");
    await expectSignedOut(tablet);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Your account" })).toBeVisible();
  });

  await test.step("one other session, and all of them", async () => {
    const elsewhere = [
      await signInElsewhere(browser, tessera, member.email, NEW_PASSWORD),
      await signInElsewhere(browser, tessera, member.email, NEW_PASSWORD),
      await signInElsewhere(browser, tessera, member.email, NEW_PASSWORD),
    ];
    await page.reload();
    await expect(sessions(page)).toHaveCount(4);
    await page.getByRole("button", { name: "Sign out Safari on iPad" }).first().click();
    await expect(page.getByText("Safari on iPad is signed out.")).toBeFocused();
    await expect(sessions(page)).toHaveCount(3);
    await page.getByRole("button", { name: "Sign out everywhere else" }).click();
    await expect(page.getByText("2 other sessions were signed out.")).toBeVisible();
    await expect(sessions(page)).toHaveCount(1);
    await expect(page.getByRole("button", { name: "Sign out everywhere else" })).toBeHidden();
    for (const other of elsewhere) await expectSignedOut(other);
  });

  expect(wrong).toEqual([]);
  await context.close();
  await member.api.dispose();
});

test("Whoever mistypes their password too often is told how long to wait", async ({
  browser,
  tessera,
  organization,
}) => {
  const member = await addMember(tessera, organization, "viewer");
  for (let count = 0; count < 10; count += 1) {
    const data = { email: member.email, password: "not the password at all" };
    expect((await member.api.post("/api/auth/sign-in/email", { data })).status()).toBe(401);
  }
  const context = await browser.newContext({ baseURL: tessera.url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await page.getByLabel("Email", { exact: true }).fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Wait" })).toHaveText(
    /The password of this account was wrong too often\. Wait \d+ minutes, then try again\./,
  );
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(member.email);
  await context.close();
  await member.api.dispose();
});
