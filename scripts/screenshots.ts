/** `npm run screenshots`: the README's pictures, taken of a Tessera that runs, in both themes. */
import { mkdirSync } from "node:fs";
import path from "node:path";
import { type APIRequestContext, type BrowserContext, chromium } from "playwright-core";
import { Tessera } from "../e2e/tessera.ts";
import { projectRoot } from "./up/project.ts";
import { findChromium } from "./verify/find-chromium.ts";

const folder = path.join(projectRoot, "docs/images");
const viewport = { width: 1280, height: 820 };

const owner = {
  name: "Mara Lindqvist",
  email: "mara@northwind.example",
  password: "a calm and long password",
};
const credentials = [
  [
    "Revenue team",
    "mock",
    "demo-valid-revenue-4f2a",
    "Renewal forecasts for finance, refreshed every night.",
  ],
  [
    "Marketing attribution",
    "mock",
    "demo-activity-growth-91bc",
    "Campaign touches. Ask the growth team before you change it.",
  ],
  ["Sandbox", "mock", "demo-valid-sandbox-00d7", "For trying things out."],
  ["Staging mirror", "staging", "demo-valid-staging-c3e8", ""],
  ["Old admin key", "mock", "demo-rejected-admin-7a10", "Made by the previous agency."],
] as const;

mkdirSync(folder, { recursive: true });
const tessera = await Tessera.start();
const browser = await chromium.launch({
  executablePath: findChromium((what) => console.log(`${what} …`)),
  args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
});
try {
  const visitor = await browser.newContext({ baseURL: tessera.url });
  await fill(visitor.request);
  const storageState = await visitor.storageState();
  for (const colorScheme of ["light", "dark"] as const) {
    const context = await browser.newContext({ baseURL: tessera.url, storageState, colorScheme, viewport });
    await takePictures(context, colorScheme);
    await context.close();
  }
  console.log(`The pictures are in ${path.relative(projectRoot, folder)}.`);
} finally {
  await browser.close();
  await tessera.dispose();
}

async function fill(api: APIRequestContext): Promise<void> {
  await post(api, "/api/v1/owner", owner);
  for (const [name, environment, apiKey, description] of credentials) {
    const { id } = await post(api, "/api/v1/credentials", {
      connector: "people-ai",
      environment,
      name,
      apiKey,
      description,
    });
    await post(api, `/api/v1/credentials/${id}/test`);
    if (name !== "Revenue team") continue;
    for (const [source, endpoint] of [
      ["Accounts", "accounts"],
      ["Open deals", "opportunities"],
    ]) {
      const { id: sourceId } = await post(api, "/api/v1/sources", {
        connector: "people-ai",
        credentialId: id,
        endpoint,
        name: source,
      });
      await read(api, `/api/v1/sources/${sourceId}/records`);
    }
  }
}

async function post(api: APIRequestContext, address: string, data?: object): Promise<{ id: string }> {
  const response = await api.post(address, data === undefined ? {} : { data });
  if (!response.ok()) throw new Error(`${address} answered ${response.status()}: ${await response.text()}`);
  return response.json();
}

async function read(api: APIRequestContext, address: string): Promise<void> {
  const response = await api.get(address);
  if (!response.ok()) throw new Error(`${address} answered ${response.status()}.`);
}

async function takePictures(context: BrowserContext, theme: string): Promise<void> {
  const page = await context.newPage();
  await page.goto("/sources/new/people-ai");
  await page.getByRole("radio", { name: "Revenue team" }).check();
  await page.screenshot({ path: path.join(folder, `authenticate-${theme}.png`) });
  await page.getByRole("link", { name: /Add Credential/ }).click();
  const overlay = page.getByRole("dialog", { name: "Add New Credential" });
  await overlay.getByLabel("Credential Name").fill("Board reporting");
  await overlay.getByLabel("API Key", { exact: true }).fill("demo-valid-board-d41d");
  await page.screenshot({ path: path.join(folder, `overlay-${theme}.png`), animations: "disabled" });
  await page.setViewportSize({ ...viewport, height: 1330 });
  await page.goto("/sources");
  await page.getByRole("link", { name: "Accounts", exact: true }).click();
  await page.getByText("only for").waitFor();
  await page.screenshot({ path: path.join(folder, `source-${theme}.png`) });
}
