import type { Browser, BrowserContext, Page } from "@playwright/test";
import { createCredential } from "../http/credentials.ts";
import { addMember, type Member, newEmail, roleIn } from "../http/members.ts";
import type { Tessera } from "../tessera.ts";
import { AUTHENTICATE, addTile, overlayOf, tileRadio } from "./authenticate.ts";
import { expect, owner, test, watch } from "./desk.ts";

test.describe.configure({ timeout: 180_000 });

const grace = { name: "Grace Hopper", password: "compilers translate words" };

/** A browser of somebody else's. */
async function visitor(browser: Browser, tessera: Tessera): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ baseURL: tessera.url });
  return { context, page: await context.newPage() };
}

/** Invites over the dialog, and gives the link that it shows. */
async function inviteOnPage(page: Page, email: string, role: string): Promise<string> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Email", { exact: true }).fill(email);
  await dialog.getByRole("radio", { name: role, exact: true }).check();
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(dialog.getByRole("heading", { name: "Invitation created" })).toBeVisible();
  const link = await dialog.getByLabel(`Invitation link for ${email}`).inputValue();
  await dialog.getByRole("button", { name: "Done", exact: true }).click();
  await expect(dialog).toBeHidden();
  return link;
}

/** A browser in which this person is signed in. */
async function pageOf(browser: Browser, tessera: Tessera, member: Member): Promise<Page> {
  const storageState = await member.api.storageState();
  return (await browser.newContext({ baseURL: tessera.url, storageState })).newPage();
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

async function act(page: Page, name: string, action: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: action, exact: true }).click();
}

test("Somebody is invited by link, registers, works as their role allows, is promoted, and is removed", async ({
  desk,
  api,
  browser,
  tessera,
}) => {
  await createCredential(api, { name: "Revenue team" });
  const email = newEmail();
  const { context, page } = await visitor(browser, tessera);
  const wrong = watch(context, tessera.url);
  let link = "";

  await test.step("the owner invites, and sees the link once", async () => {
    link = await inviteOnPage(desk, email, "Viewer");
    await expect(rowOf(desk, email)).toContainText("Viewer");
    await desk.reload();
    await expect(rowOf(desk, email)).toContainText("7 days left");
    expect(await desk.content()).not.toContain(link.split("/").at(-1));
  });

  await test.step("the invited person registers, with mistakes on the way", async () => {
    await page.goto(link);
    await expect(page.getByRole("heading", { name: /^Join Organization/ })).toBeVisible();
    await expect(page.getByText(`${owner.name} invites`)).toBeVisible();
    await expect(page.getByLabel("Email", { exact: true })).toHaveValue(email);
    await page.getByLabel("Name", { exact: true }).fill(grace.name);
    await page.getByLabel("Password", { exact: true }).fill("short");
    await page.getByRole("button", { name: "Create account", exact: true }).click();
    await expect(page.getByLabel("Password", { exact: true })).toHaveAccessibleDescription(/at least 12/);
    await page.getByLabel("Password", { exact: true }).fill(grace.password);
    await page.getByRole("button", { name: "Create account", exact: true }).click();
    await expect(page).toHaveURL("/sources");
    await expect(page.getByText(grace.name, { exact: true }).filter({ visible: true })).toHaveCount(1);
  });

  await test.step("as a viewer they see, and nothing is offered that they may not do", async () => {
    await expect(page.getByRole("link", { name: /Add source/ })).toHaveCount(0);
    await page.goto("/settings/organization");
    await expect(page.getByText("Viewer.", { exact: true })).toBeVisible();
    await expect(page.getByRole("link", { name: "Members", exact: true })).toHaveCount(0);
    await expect(page.getByLabel("Name", { exact: true })).toHaveCount(0);
    await page.goto("/settings/members");
    await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
  });

  await test.step("the owner makes them admin", async () => {
    await desk.goto("/settings/members");
    await expect(desk.getByRole("button", { name: `Actions for ${owner.name}` })).toHaveCount(0);
    await act(desk, grace.name, "Change role");
    await desk.getByRole("radio", { name: "Admin", exact: true }).check();
    await desk.getByRole("button", { name: "Save", exact: true }).click();
    await expect(desk.getByRole("status").filter({ hasText: `${grace.name} is admin now.` })).toHaveCount(1);
    await expect(rowOf(desk, grace.name)).toContainText("Admin");
  });

  await test.step("as an admin they manage members, but no owner, and give no such role", async () => {
    await page.goto("/settings/members");
    await expect(page.getByRole("heading", { name: "Members", exact: true })).toBeVisible();
    await expect(page.getByRole("button", { name: `Actions for ${owner.name}` })).toHaveCount(0);
    await page.getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByRole("radio", { name: "Admin", exact: true })).toBeVisible();
    await expect(page.getByRole("radio", { name: "Owner", exact: true })).toHaveCount(0);
    await page.getByLabel("Email", { exact: true }).fill(owner.email);
    await page.getByRole("dialog").getByRole("button", { name: "Invite", exact: true }).click();
    await expect(page.getByLabel("Email", { exact: true })).toHaveAccessibleDescription(
      /is a member already/,
    );
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
  });

  await test.step("the owner removes them, and their next step shows it", async () => {
    await act(desk, grace.name, "Remove");
    await desk.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
    await expect(rowOf(desk, grace.name)).toHaveCount(0);
    await page.goto("/sources");
    await expect(page).toHaveURL("/organizations/new");
    await expect(page.getByText(/You are not a member of any organization/)).toBeVisible();
    await page.goto(link);
    await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  });

  await test.step("they create an organization of their own, and are its owner", async () => {
    await page.goto("/organizations/new");
    await page.getByLabel("Name", { exact: true }).fill("Flow-Matic");
    await page.getByRole("button", { name: "Create organization", exact: true }).click();
    await expect(page).toHaveURL("/sources");
    await expect(page.getByRole("button", { name: /Organization: Flow-Matic/ })).toBeVisible();
    await page.goto("/settings/organization");
    await expect(page.getByText(/You are the only owner/)).toBeVisible();
  });
  await context.close();
  expect(wrong).toEqual([]);
});

test("An invitation is taken back, and the organization handed over, each after a question", async ({
  anonymous,
  browser,
  tessera,
  organization,
}) => {
  const [founder, heir] = [
    await addMember(tessera, organization, "owner"),
    await addMember(tessera, organization, "member"),
  ];
  const page = await pageOf(browser, tessera, founder);
  const wrong = watch(page.context(), tessera.url);
  const dialog = page.getByRole("dialog");

  const email = newEmail();
  const link = await inviteOnPage(page, email, "Viewer");
  await page.getByRole("button", { name: `Withdraw the invitation of ${email}`, exact: true }).click();
  await dialog.getByRole("button", { name: "Withdraw", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: `of ${email} is withdrawn.` })).toHaveCount(1);
  await expect(rowOf(page, email)).toHaveCount(0);
  expect(await (await anonymous.get(link)).text()).toContain("This link does not work any more");

  await act(page, heir.name, "Transfer ownership");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  expect(await roleIn(tessera, organization, heir.userId)).toBe("member");
  await act(page, heir.name, "Transfer ownership");
  await dialog.getByRole("button", { name: "Transfer ownership", exact: true }).click();
  await expect(rowOf(page, heir.name)).toContainText("Owner");
  await expect(rowOf(page, founder.name)).toContainText("Admin");
  await expect(page.getByRole("button", { name: `Actions for ${heir.name}` })).toHaveCount(0);
  expect(await roleIn(tessera, organization, heir.userId)).toBe("owner");
  expect(await roleIn(tessera, organization, founder.userId)).toBe("admin");
  await page.context().close();
  for (const { api } of [founder, heir]) await api.dispose();
  expect(wrong).toEqual([]);
});

test("Whoever has an account signs in to join, is told about a wrong one, and switches between organizations", async ({
  desk,
  browser,
  tessera,
  organization,
}) => {
  const { context, page } = await visitor(browser, tessera);
  const mary = await addMember(tessera, organization, "member");
  const link = await inviteOnPage(desk, newEmail(), "Member");
  await context.addCookies((await mary.api.storageState()).cookies);
  await page.goto(link);
  await expect(page.getByText(/this invitation is\s+for another address/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^Join/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Sign out", exact: true }).click();
  await expect(page.getByRole("button", { name: "Create account", exact: true })).toBeVisible();

  // A second organization, which the owner leaves for the invited person to join.
  const other = await addMember(tessera, organization, "viewer");
  await other.api.post("/api/v1/organizations", { data: { name: "Other works" } });
  const response = await other.api.post("/api/v1/invitations", {
    data: { email: mary.email, role: "admin" },
  });
  const invitation = (await response.json()) as { link: string };
  await page.goto(invitation.link);
  await expect(page.getByLabel("Email", { exact: true })).toHaveValue(mary.email);
  await page.getByLabel("Password", { exact: true }).fill(owner.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("button", { name: "Join Other works", exact: true }).click();
  await expect(page).toHaveURL("/sources");

  const switcher = page.getByRole("button", { name: /^Organization: / });
  await expect(switcher).toHaveText(/Other works/);
  await switcher.click();
  const list = page.getByRole("list", { name: "Organizations" });
  await expect(list.getByRole("button", { name: "Other works" })).toHaveAttribute("aria-current", "true");
  await list.getByRole("button", { name: /^Organization / }).click();
  await expect(switcher).not.toHaveText(/Other works/);

  await page.goto("/settings/organization");
  await page.getByRole("button", { name: "Leave organization", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Leave", exact: true }).click();
  await expect(page).toHaveURL("/sources");
  await expect(switcher).toHaveText(/Other works/);
  await context.close();
  await mary.api.dispose();
  await other.api.dispose();
});

test("What a role may not do is offered nowhere", async ({ api, browser, tessera, organization }) => {
  await createCredential(api, { name: "Ash" });
  const menuOf = (page: Page, name: string) =>
    page.getByRole("button", { name: `Actions for ${name}`, exact: true });

  await test.step("a viewer adds, tests and connects no credential, also by its address", async () => {
    const viewer = await addMember(tessera, organization, "viewer");
    const page = await pageOf(browser, tessera, viewer);
    for (const address of [AUTHENTICATE, `${AUTHENTICATE}?add`]) {
      await page.goto(address);
      await expect(page.getByText("Your role can look at credentials but not add any.")).toBeVisible();
      // Only a page that works, and has no overlay over it, says so.
      await tileRadio(page, "Ash").check();
      await expect(page.getByText("Selected: Ash")).toBeVisible();
      await expect(addTile(page)).toHaveCount(0);
      await expect(overlayOf(page).dialog).toHaveCount(0);
      await expect(menuOf(page, "Ash")).toHaveCount(0);
      await expect(page.getByRole("button", { name: "Next", exact: true })).toHaveCount(0);
    }
    await page.goto("/credentials?add");
    await page.getByRole("link", { name: "Ash", exact: true }).click();
    await expect(page.getByRole("complementary", { name: "Ash" })).toBeVisible();
    await expect(overlayOf(page).dialog).toHaveCount(0);
    await page.context().close();
    await viewer.api.dispose();
  });

  await test.step("a member changes nothing of somebody else's credential", async () => {
    const member = await addMember(tessera, organization, "member");
    await createCredential(member.api, { name: "Birch" });
    const page = await pageOf(browser, tessera, member);
    await page.goto(AUTHENTICATE);
    await menuOf(page, "Ash").click();
    await expect(page.getByRole("menuitem")).toHaveText(["Test", "Duplicate"]);
    await page.keyboard.press("Escape");
    await menuOf(page, "Birch").click();
    await expect(page.getByRole("menuitem")).toHaveText([
      "Test",
      "Edit",
      "Replace key",
      "Duplicate",
      "Delete",
    ]);

    // What is the admins': not there, and no way leads to it.
    for (const address of ["/settings/webhook", "/credentials/deleted"]) {
      await page.goto(address);
      await expect(page.getByRole("heading", { name: "There is nothing here" })).toBeVisible();
    }
    for (const [address, link] of [
      ["/settings/account", "Webhook"],
      ["/credentials", "Deleted credentials"],
    ] as const) {
      await page.goto(address);
      await expect(page.getByRole("main").getByRole("link").first()).toBeVisible();
      await expect(page.getByRole("link", { name: link, exact: true })).toHaveCount(0);
    }
    await page.context().close();
    await member.api.dispose();
  });
});
