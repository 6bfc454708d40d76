import type { BrowserContext, Page } from "@playwright/test";
import { test as base, expect, owner, type StorageState } from "../fixtures.ts";
import { addOrganization, firstOrganization } from "../http/members.ts";
import type { Tessera } from "../tessera.ts";

interface DeskFixtures {
  /** The owner's organization during this test: a new one, with nothing in it. */
  organization: string;
  /** For a test that changes the context in a way that cannot be taken back: its clock, its options, its scripts. */
  ownContext: boolean;
}

interface DeskWorkerFixtures {
  /** The page that most tests use, one after the other: a new one begins with a process, and takes twice as long. */
  deskPage: Page;
}

/** What tests listen to. */
const EVENTS = ["request", "response", "weberror", "console"];

/** As the other tests have it, but each test begins in an organization of its own. */
export const test = base.extend<DeskFixtures, DeskWorkerFixtures>({
  organization: [
    async ({ tessera, ownerState: _signedIn }, use) => {
      const before = await firstOrganization(tessera);
      const own = await addOrganization(tessera);
      await moveOwnerTo(tessera, own);
      await use(own);
      await moveOwnerTo(tessera, before);
    },
    { auto: true },
  ],

  deskPage: [
    async ({ browser, tessera, ownerState }, use) => {
      const context = await browser.newContext({
        baseURL: tessera.url,
        storageState: ownerState,
        // Not what the first test that needs it asks for its own context.
        javaScriptEnabled: true,
        reducedMotion: "no-preference",
      });
      await use(await context.newPage());
      await context.close();
    },
    { scope: "worker" },
  ],

  ownContext: [false, { option: true }],

  desk: async (
    { browser, deskPage, ownContext, viewport, tessera, ownerState, organization: _empty },
    use,
  ) => {
    const page = ownContext
      ? await (await browser.newContext({ baseURL: tessera.url, storageState: ownerState })).newPage()
      : deskPage;
    const wrong = watch(page.context(), tessera.url);
    if (viewport !== null) await page.setViewportSize(viewport);
    await use(page);
    if (ownContext) await page.context().close();
    else await leaveAsNew(page, ownerState);
    expect(wrong, "No page throws, and none asks another host for anything.").toEqual([]);
  },
});

/** Makes a page and its context what they were before a test had them, but for its history and the files it fetched. */
async function leaveAsNew(page: Page, { cookies }: StorageState): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  for (const emitter of [page, context]) {
    for (const event of EVENTS) emitter.removeAllListeners(event);
    await emitter.unrouteAll({ behavior: "ignoreErrors" });
  }
  await context.setOffline(false);
  await context.clearPermissions();
  await context.clearCookies();
  await context.addCookies(cookies);
  await page.emulateMedia({ colorScheme: "light" });
  // At an address without a script, so that nothing writes once more what was taken away.
  await page.goto("/api/health/live");
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}

/** The owner stays signed in, and sees another organization from now on. */
export async function moveOwnerTo(tessera: Tessera, organizationId: string): Promise<void> {
  await tessera.sql(
    `UPDATE "Member" SET "organizationId" = $1 WHERE "userId" = (SELECT id FROM "User" WHERE email = $2)`,
    [organizationId, owner.email],
  );
}

/** Collects, as they happen, the requests of a browser to other hosts and the errors that no code catches. */
export function watch(context: BrowserContext, url: string): string[] {
  const wrong: string[] = [];
  const { host } = new URL(url);
  context.on("request", (request) => {
    const asked = new URL(request.url());
    if (asked.protocol.startsWith("http") && asked.host !== host) wrong.push(`request to ${asked.host}`);
  });
  context.on("weberror", (error) => wrong.push(String(error.error())));
  return wrong;
}

/** How many credentials an organization has, as the database knows it. */
export async function countCredentials(tessera: Tessera, organizationId: string): Promise<number> {
  const [row] = await tessera.sql<{ count: number }>(
    `SELECT count(*)::int AS count FROM "Credential" WHERE "organizationId" = $1`,
    [organizationId],
  );
  return row?.count ?? 0;
}

/** How far the page can be scrolled sideways, in pixels. */
export function sidewaysScroll(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
}

export { expect, owner };
