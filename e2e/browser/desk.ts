import type { BrowserContext, Page } from "@playwright/test";
import { test as base, expect, owner } from "../fixtures.ts";
import { addOrganization, firstOrganization } from "../http/members.ts";
import type { Tessera } from "../tessera.ts";

interface DeskFixtures {
  /** The owner's organization during this test: a new one, with nothing in it. */
  organization: string;
}

/** As the other tests have it, but each test begins in an organization of its own. */
export const test = base.extend<DeskFixtures>({
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

  desk: async ({ browser, tessera, ownerState, organization: _empty }, use) => {
    const context = await browser.newContext({ baseURL: tessera.url, storageState: ownerState });
    const wrong = watch(context, tessera.url);
    await use(await context.newPage());
    await context.close();
    expect(wrong, "No page throws, and none asks another host for anything.").toEqual([]);
  },
});

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
