import { type APIRequestContext, test as base, type Page, request } from "@playwright/test";
import { Tessera } from "./tessera.ts";

export const owner = {
  name: "Ada Lovelace",
  email: "ada@example.com",
  password: "correct horse battery staple",
};

export type StorageState = Awaited<ReturnType<APIRequestContext["storageState"]>>;

interface WorkerFixtures {
  /** A Tessera of this worker's own. */
  tessera: Tessera;
  /** The signed-in owner's cookies; the first account is made with them. */
  ownerState: StorageState;
}

interface TestFixtures {
  /** The API, as the owner. */
  api: APIRequestContext;
  /** The API, as nobody. */
  anonymous: APIRequestContext;
  /** A page, as the owner. */
  desk: Page;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  tessera: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixture's needs from this pattern.
    async ({}, use) => {
      const tessera = await Tessera.start();
      await use(tessera);
      await tessera.dispose();
    },
    { scope: "worker", timeout: 180_000 },
  ],

  ownerState: [
    async ({ tessera }, use) => {
      const visitor = await request.newContext({ baseURL: tessera.url });
      const response = await visitor.post("/api/v1/owner", { data: owner });
      if (response.status() !== 201)
        throw new Error(`The owner could not be created: ${await response.text()}`);
      await use(await visitor.storageState());
      await visitor.dispose();
    },
    { scope: "worker" },
  ],

  api: async ({ tessera, ownerState }, use) => {
    const context = await request.newContext({ baseURL: tessera.url, storageState: ownerState });
    await use(context);
    await context.dispose();
  },

  anonymous: async ({ tessera }, use) => {
    const context = await request.newContext({ baseURL: tessera.url });
    await use(context);
    await context.dispose();
  },

  desk: async ({ browser, tessera, ownerState }, use) => {
    const context = await browser.newContext({ baseURL: tessera.url, storageState: ownerState });
    await use(await context.newPage());
    await context.close();
  },
});

export { expect } from "@playwright/test";
