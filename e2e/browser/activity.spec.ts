import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { createCredential, createSource } from "../http/credentials.ts";
import { expect, owner, test } from "./desk.ts";

function entry(page: Page, sentence: string): Locator {
  return page.getByRole("main").locator("details").filter({ hasText: sentence });
}

test("who did what is found by person, credential, action and day, told in full, and taken along", async ({
  desk,
  api,
}) => {
  const revenue = await createCredential(api, { name: "Revenue team", description: "Fresh every night." });
  await createCredential(api, { name: "Sandbox" });
  await createSource(api, revenue.id, { name: "Nightly accounts" });
  expect((await api.post(`/api/v1/credentials/${revenue.id}/test`)).status()).toBe(200);

  await desk.goto("/sources");
  await desk.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Activity" }).click();
  await expect(desk.getByRole("heading", { name: "Activity", exact: true })).toBeVisible();
  const added = entry(desk, `${owner.name} added credential Revenue team`);
  await expect(added).toBeVisible();
  await expect(entry(desk, `${owner.name} created source Nightly accounts`)).toBeVisible();

  await added.locator("summary").click();
  await expect(added.getByRole("row", { name: "Description Fresh every night." })).toBeVisible();
  await expect(added.getByRole("row", { name: "Service People.ai" })).toBeVisible();
  await expect(added.locator("dl").getByText("127.0.0.1")).toBeVisible();
  await added.getByRole("link", { name: "Everything about this credential" }).click();
  await expect(entry(desk, "added credential Sandbox")).toHaveCount(0);
  await expect(desk.getByLabel("Credential", { exact: true })).toHaveValue("Revenue team");
  const tested = entry(desk, `${owner.name} tested credential Revenue team`);
  await tested.locator("summary").click();
  await expect(tested.getByRole("row", { name: "Verdict Not tested yet Verified" })).toBeVisible();

  await desk.getByLabel("Action", { exact: true }).selectOption("Added credential");
  await desk.getByRole("button", { name: "Show", exact: true }).click();
  await expect(tested).toHaveCount(0);
  await expect(added).toBeVisible();
  await expect(desk).toHaveURL(/action=credential\.created/);

  const download = desk.waitForEvent("download");
  await desk.getByRole("link", { name: "Export JSON Lines" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^tessera-activity-.*\.jsonl$/);
  const lines = readFileSync(await file.path(), "utf8")
    .trimEnd()
    .split("\n");
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { action: "credential.created", subject: { id: revenue.id } },
  ]);

  await desk.getByRole("link", { name: "Clear", exact: true }).click();
  await expect(desk.getByLabel("Action", { exact: true })).toHaveValue("");
  await desk.getByLabel("Person or token", { exact: true }).selectOption(owner.name);
  await desk.getByLabel("From", { exact: true }).fill("2020-01-01");
  await desk.getByLabel("To", { exact: true }).fill("2020-01-31");
  await desk.getByRole("button", { name: "Show", exact: true }).click();
  await expect(desk.getByText("Nothing that was done matches.")).toBeVisible();
  await expect(desk.getByLabel("From", { exact: true })).toHaveValue("2020-01-01");
  await desk.getByRole("link", { name: "Show everything" }).click();
  await expect(added).toBeVisible();
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false, ownContext: true });

  test("it is narrowed, opened and paged all the same", async ({ desk, api }) => {
    // With the two data keys that Tessera makes for the first of them: 51 events.
    for (let count = 0; count < 49; count += 1) await createCredential(api);
    await desk.goto("/activity");
    const entries = desk.getByRole("main").locator("details");
    await expect(entries).toHaveCount(50);
    await desk.getByRole("link", { name: "Older", exact: true }).click();
    await expect(entries).toHaveCount(1);
    await entries.locator("summary").click();
    await expect(entries.getByText("Request", { exact: true })).toBeVisible();
    await desk.getByRole("link", { name: "Newest", exact: true }).click();
    await desk.getByLabel("Action", { exact: true }).selectOption("Deleted credential");
    await desk.getByRole("button", { name: "Show", exact: true }).click();
    await expect(desk.getByText("Nothing that was done matches.")).toBeVisible();
  });
});
