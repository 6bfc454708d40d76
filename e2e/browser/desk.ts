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
  /** What the pages of most tests are opened in: what they fetched and compiled is not fetched and compiled again. */
  deskContext: BrowserContext;
}

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

  deskContext: [
    async ({ browser, tessera, ownerState }, use) => {
      const context = await browser.newContext({ baseURL: tessera.url, storageState: ownerState });
      await use(context);
      await context.close();
    },
    { scope: "worker" },
  ],

  ownContext: [false, { option: true }],

  desk: async (
    { browser, deskContext, ownContext, viewport, tessera, ownerState, organization: _empty },
    use,
  ) => {
    const context = ownContext
      ? await browser.newContext({ baseURL: tessera.url, storageState: ownerState })
      : deskContext;
    const wrong = watch(context, tessera.url);
    const page = await context.newPage();
    if (viewport !== null) await page.setViewportSize(viewport);
    await use(page);
    if (ownContext) await context.close();
    else await leaveAsNew(context, ownerState);
    expect(wrong, "No page throws, and none asks another host for anything.").toEqual([]);
  },
});

/** Makes a context what it was before a test had it, but for what the browser keeps of the server's files. */
async function leaveAsNew(context: BrowserContext, state: StorageState): Promise<void> {
  for (const page of context.pages()) await page.close();
  for (const event of ["request", "response", "weberror", "console"]) context.removeAllListeners(event);
  await context.setOffline(false);
  await context.clearPermissions();
  await context.setStorageState(state);
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
