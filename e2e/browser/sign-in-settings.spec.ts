import { readFileSync } from "node:fs";
import type { Browser, CDPSession, Page } from "@playwright/test";
import { owner } from "../fixtures.ts";
import { addAccount } from "../http/members.ts";
import type { Tessera } from "../tessera.ts";
import { totp, wrongTotp } from "../totp.ts";
import { expect, test, watch } from "./desk.ts";
import { lookOnce, looks } from "./look.ts";

const SETTINGS = "/settings/sign-in";
const { password } = owner;

test.describe.configure({ timeout: 240_000 });

/** Browsers allow passkeys at this name, and at no number. */
const atLocalhost = (tessera: Tessera) => tessera.url.replace("127.0.0.1", "localhost");

/** A page at localhost for somebody who has not signed in. Calls `wrong` what no page should do. */
async function newPage(browser: Browser, tessera: Tessera): Promise<{ page: Page; wrong: string[] }> {
  const context = await browser.newContext({ baseURL: atLocalhost(tessera), reducedMotion: "reduce" });
  const wrong = watch(context, atLocalhost(tessera));
  return { page: await context.newPage(), wrong };
}

async function enterPassword(page: Page, email: string): Promise<void> {
  await page.getByLabel("Email", { exact: true }).fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.goto(`/sign-in?next=${SETTINGS}`);
  await enterPassword(page, email);
  await expect(page.getByRole("heading", { name: "Sign-in", exact: true })).toBeVisible();
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Sign in", exact: true })).toBeVisible();
}

/** Types the password into the dialog that is open, and goes on. */
async function confirm(page: Page, action: string): Promise<void> {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Your password", { exact: true }).fill(password);
  await dialog.getByRole("button", { name: action, exact: true }).click();
}

/** From the button to the recovery codes, which are left open. Gives the secret. */
async function turnOn(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await confirm(page, "Continue");
  const dialog = page.getByRole("dialog", { name: "Set up your app" });
  await expect(dialog.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = ((await dialog.locator("code").textContent()) ?? "").replaceAll(/\s/g, "");
  expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
  await dialog.getByLabel("Code from your app").fill(wrongTotp(secret));
  await dialog.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(dialog.getByRole("alert")).toContainText("This code is wrong or has run out.");
  const shown = totp(secret);
  await dialog.getByLabel("Code from your app").fill(`${shown.slice(0, 3)} ${shown.slice(3)}`);
  await dialog.getByRole("button", { name: "Turn on", exact: true }).click();
  await expect(page.getByRole("dialog", { name: "Your recovery codes" })).toBeVisible();
  return secret;
}

async function recoveryCodesOn(page: Page): Promise<string[]> {
  const codes = page.getByRole("list", { name: "Recovery codes" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  return codes.allTextContents();
}

/** A device that holds passkeys and knows its person, unless told otherwise. */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; authenticatorId: string }> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await dialog.getByLabel("Name", { exact: true }).fill(name);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("list", { name: "Passkeys" })).toContainText(name);
}

const withPasskey = (page: Page) => page.getByRole("button", { name: "Sign in with a passkey" });

test("Two-factor is turned on, asked for, got past with a recovery code, and turned off", async ({
  browser,
  tessera,
  organization,
}) => {
  const { email } = await addAccount(tessera, organization, "member");
  const { page, wrong } = await newPage(browser, tessera);
  await signIn(page, email);

  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await page.getByLabel("Your password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Continue", exact: true }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText("This is not your password.");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);

  const secret = await turnOn(page);
  const codes = await recoveryCodesOn(page);
  // Esc would lose them.
  await page.keyboard.press("Escape");
  expect(await recoveryCodesOn(page)).toEqual(codes);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const file = readFileSync(await (await download).path(), "utf8");
  for (const code of codes) expect(file).toContain(code);
  await page.getByRole("button", { name: "I have saved them" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Two-factor is on." })).toBeVisible();
  await expect(page.getByRole("button", { name: "Turn on two-factor" })).toHaveCount(0);
  await page.reload();
  expect(await page.content()).not.toContain(codes[0]);

  await signOut(page);
  await page.goto(`/sign-in?next=${SETTINGS}`);
  await enterPassword(page, email);
  const code = page.getByLabel("Code", { exact: true });
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await code.fill("12");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(code).toHaveAccessibleDescription("Enter the 6 digits that your app shows.");
  await code.fill(wrongTotp(secret));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This code is wrong" })).toBeVisible();
  await code.fill(totp(secret));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("button", { name: "Turn off", exact: true })).toBeVisible();

  await signOut(page);
  await page.goto(`/sign-in?next=${SETTINGS}`);
  await enterPassword(page, email);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code", { exact: true }).fill(codes[3] ?? "");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();

  await page.getByRole("button", { name: "New recovery codes" }).click();
  await confirm(page, "Make new codes");
  const fresh = await recoveryCodesOn(page);
  expect(fresh.filter((one) => codes.includes(one))).toEqual([]);
  await page.getByRole("button", { name: "I have saved them" }).click();

  await page.getByRole("button", { name: "Turn off", exact: true }).click();
  await confirm(page, "Turn off");
  await expect(page.getByRole("button", { name: "Turn on two-factor" })).toBeVisible();
  await page.context().close();
  expect(wrong).toEqual([]);
});

test("A passkey is added, signs in past two-factor, and is worth nothing once removed", async ({
  browser,
  tessera,
  organization,
}) => {
  const { email, userId } = await addAccount(tessera, organization, "member");
  const { page, wrong } = await newPage(browser, tessera);
  const { cdp, authenticatorId } = await addAuthenticator(page);
  await signIn(page, email);
  await turnOn(page);
  await page.getByRole("button", { name: "I have saved them" }).click();
  await addPasskey(page, "Work laptop");
  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
  expect(credentials.map(({ rpId }) => rpId)).toEqual(["localhost"]);

  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByLabel("Name", { exact: true }).fill("The same again");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
    "holds a passkey of your account already",
  );
  await page.getByRole("button", { name: "Cancel" }).click();

  await test.step("whoever finds an old session open adds none of their own", async () => {
    const age = `UPDATE "Session" SET "createdAt" = now() - $2::interval WHERE "userId" = $1`;
    await tessera.sql(age, [userId, "25 hours"]);
    await page.getByRole("button", { name: "Add a passkey" }).click();
    await page.getByLabel("Name", { exact: true }).fill("Somebody else's");
    await page.getByRole("button", { name: "Continue" }).click();
    await expect(page.getByRole("dialog").getByRole("alert")).toContainText(
      "A new passkey needs a sign-in from the last 24 hours.",
    );
    await page.getByRole("button", { name: "Cancel" }).click();
    const options = await page.request.get("/api/auth/passkey/generate-register-options");
    expect([options.status(), (await options.json()).code]).toEqual([403, "SESSION_NOT_FRESH"]);
  });

  await signOut(page);
  await page.goto(`/sign-in?next=${SETTINGS}`);
  await withPasskey(page).click();
  await expect(page.getByRole("list", { name: "Passkeys" })).toContainText("Work laptop");

  await test.step("also for the server, whoever did not show that it is them is nobody", async () => {
    await signOut(page);
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
    await withPasskey(page).click();
    await expect(page.getByRole("alert").filter({ hasText: "You were not signed in" })).toBeVisible();
    const sessions = await tessera.sql(`SELECT id FROM "Session" WHERE "userId" = $1`, [userId]);
    expect(await page.evaluate(signInUnverified)).toEqual([401, "USER_NOT_VERIFIED"]);
    expect(await tessera.sql(`SELECT id FROM "Session" WHERE "userId" = $1`, [userId])).toEqual(sessions);
    await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: true });
  });

  await page.goto(`/sign-in?next=${SETTINGS}`);
  await withPasskey(page).click();
  await page.getByRole("button", { name: "Remove Work laptop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByRole("list", { name: "Passkeys" })).toHaveCount(0);
  await signOut(page);
  await withPasskey(page).click();
  await expect(
    page.getByRole("alert").filter({ hasText: "Tessera does not know this passkey" }),
  ).toBeVisible();
  await page.context().close();
  expect(wrong).toEqual([]);
});

/** In the page: what a program of an attacker's would do, who found the device unlocked. */
async function signInUnverified(): Promise<[number, string]> {
  const options = await (await fetch("/api/auth/passkey/generate-authenticate-options")).json();
  const credential = await navigator.credentials.get({
    publicKey: PublicKeyCredential.parseRequestOptionsFromJSON({
      ...options,
      userVerification: "discouraged",
    }),
  });
  const response = await fetch("/api/auth/passkey/verify-authentication", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ response: (credential as PublicKeyCredential).toJSON() }),
  });
  return [response.status, (await response.json()).code];
}

test("One person's passkey cannot be removed by another", async ({ browser, tessera, organization }) => {
  const ada = await newPage(browser, tessera);
  await addAuthenticator(ada.page);
  await signIn(ada.page, (await addAccount(tessera, organization, "member")).email);
  await addPasskey(ada.page, "Ada’s");
  const [{ id } = { id: "" }] = await tessera.sql<{ id: string }>(
    `SELECT id FROM "Passkey" ORDER BY "createdAt" DESC LIMIT 1`,
  );

  const eve = await newPage(browser, tessera);
  await signIn(eve.page, (await addAccount(tessera, organization, "owner")).email);
  const headers = { origin: atLocalhost(tessera) };
  const removal = await eve.page.request.post("/api/auth/passkey/delete-passkey", { data: { id }, headers });
  expect(removal.status()).toBe(401);
  await ada.page.reload();
  await expect(ada.page.getByRole("list", { name: "Passkeys" })).toContainText("Ada’s");
  await ada.page.context().close();
  await eve.page.context().close();
});

test("At a number passkeys are not offered, and the page says where they are", async ({
  desk,
  browser,
  tessera,
}) => {
  await desk.goto(SETTINGS);
  await expect(desk.getByText(`open Tessera as ${atLocalhost(tessera)} to add one`)).toBeVisible();
  await expect(desk.getByRole("button", { name: "Add a passkey" })).toHaveCount(0);

  const context = await browser.newContext({ baseURL: tessera.url });
  const page = await context.newPage();
  await page.goto("/sign-in");
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await expect(withPasskey(page)).toHaveCount(0);
  await context.close();
});

test("The page and its dialogs are accessible and fit, in both themes, on a phone and on a desk", async ({
  browser,
  tessera,
  organization,
}) => {
  const { page, wrong } = await newPage(browser, tessera);
  await addAuthenticator(page);
  const { email } = await addAccount(tessera, organization, "member");
  await signIn(page, email);
  await addPasskey(page, "Laptop in the meeting room on the third floor, at the left");
  await turnOn(page);
  const [recoveryCode = ""] = await recoveryCodesOn(page);
  await lookAt(page, "recovery codes");
  await page.getByRole("button", { name: "I have saved them" }).click();
  await lookAt(page, "two-factor on");
  await signOut(page);
  await page.goto(`/sign-in?next=${SETTINGS}`);
  await enterPassword(page, email);
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
  await lookAt(page, "the code's step of a sign-in");
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await lookAt(page, "a recovery code in its place");
  await page.getByLabel("Recovery code", { exact: true }).fill(recoveryCode);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Turn off", exact: true }).click();
  await lookAt(page, "turn off");
  await confirm(page, "Turn off");
  await page.getByRole("button", { name: "Turn on two-factor" }).click();
  await confirm(page, "Continue");
  await expect(page.getByRole("dialog", { name: "Set up your app" })).toBeVisible();
  await lookAt(page, "set up");
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: /^Remove Laptop/ }).click();
  await lookAt(page, "remove passkey");
  await page.getByRole("button", { name: "Keep" }).click();
  await signOut(page);
  await lookAt(page, "sign-in with a passkey");
  await page.context().close();
  expect(wrong).toEqual([]);
});

async function lookAt(page: Page, what: string): Promise<void> {
  for (const { colorScheme, width } of looks) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await lookOnce(page, `${what}, ${colorScheme}, ${width} px`);
  }
}
