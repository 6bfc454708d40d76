import type { APIRequestContext, Page } from "@playwright/test";
import { createCredential, createSource, unique } from "../http/credentials.ts";
import { chooseFromMenu } from "./authenticate.ts";
import { expect, sidewaysScroll, test } from "./desk.ts";
import { lookOnce } from "./look.ts";

const names = ["Ash", "Birch", "Cedar"] as const;

async function createThree(api: APIRequestContext): Promise<Record<string, string>> {
  const begins = { Ash: "demo-valid", Birch: "demo-rejected", Cedar: "demo-broken" };
  const ids: Record<string, string> = {};
  for (const name of names) {
    ids[name] = (await createCredential(api, { name, apiKey: `${begins[name]}-${unique()}` })).id;
  }
  return ids;
}

function tileOf(page: Page, id: string | undefined) {
  return page.locator(`[data-credential="${id}"]`);
}

test("all that are shown are tested at a click, and each tile says what was found", async ({ desk, api }) => {
  const ids = await createThree(api);
  await desk.goto("/credentials?sort=name");
  await desk.getByRole("button", { name: "Test all shown" }).click();
  await expect(desk.getByText("3 of 3 tested.")).toBeVisible();
  await expect(tileOf(desk, ids.Ash)).toContainText("Verified just now");
  await expect(tileOf(desk, ids.Birch)).toContainText("Key rejected just now");
  await expect(tileOf(desk, ids.Cedar)).toContainText("Could not check");

  await test.step("and stops when it is told to", async () => {
    // The service takes its time, and what has not begun does not begin.
    const slow = Array.from({ length: 12 }, (_, at) =>
      createCredential(api, { name: `Slow ${at}`, apiKey: `demo-slow-${unique()}` }),
    );
    await Promise.all(slow);
    await desk.goto("/credentials?query=slow&sort=name");
    await desk.getByRole("button", { name: "Test all shown" }).click();
    await expect(desk.getByText("Testing…").first()).toBeVisible();
    await desk.getByRole("button", { name: "Stop" }).click();
    // Those that have begun wait for the service to the end, eight seconds.
    await expect(desk.getByText(/^Stopped: \d+ of 12 tested/)).toBeVisible({ timeout: 20_000 });
    await expect(desk.getByRole("button", { name: "Test all shown" })).toBeEnabled();
  });
});

test("the panel tells what was found, when, by whom, and what to tell the service's support", async ({
  desk,
  api,
}) => {
  const ids = await createThree(api);
  await test.step("nothing yet", async () => {
    await desk.goto(`/credentials?credential=${ids.Birch}`);
    const panel = desk.getByRole("complementary", { name: "Birch" });
    await expect(panel.getByText(/^Not tested yet\. It is checked by itself/)).toBeVisible();
    await panel.getByRole("button", { name: "Test", exact: true }).click();
    await expect(panel.getByText("Tested by Ada", { exact: false })).toContainText("status 401");
  });

  await test.step("a trace id can be copied", async () => {
    await desk.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    const { data } = await (await api.get(`/api/v1/credentials/${ids.Birch}/verdicts`)).json();
    await desk.getByRole("button", { name: `Copy trace id ${data[0].traceId}` }).click();
    await expect(desk.getByText("Copied the trace id")).toBeAttached();
    // No page may read the clipboard, but a person may paste.
    await desk.getByRole("searchbox").first().focus();
    await desk.keyboard.press("ControlOrMeta+v");
    await expect(desk.getByRole("searchbox").first()).toHaveValue(data[0].traceId);
  });

  await test.step("real traffic, and what is older, is there too", async () => {
    for (let count = 0; count < 4; count += 1) await api.post(`/api/v1/credentials/${ids.Ash}/test`);
    const asked = api.post(`/api/v1/credentials/${ids.Cedar}/preview`, { data: { endpoint: "teams" } });
    expect((await asked).status()).toBe(502);
    await api.post(`/api/v1/credentials/${ids.Ash}/preview`, { data: { endpoint: "accounts" } });
    await api.post(`/api/v1/credentials/${ids.Ash}/test`);
    await desk.goto(`/credentials?credential=${ids.Ash}`);
    const panel = desk.getByRole("complementary", { name: "Ash" });
    await expect(panel.getByText(/ earlier$/)).toBeVisible();
    await panel.getByText(/ earlier$/).click();
    await expect(panel.getByRole("listitem").filter({ hasText: "Tested by" })).toHaveCount(5);
  });

  await test.step("its receipts are counted, and drawn by day", async () => {
    const panel = desk.getByRole("complementary", { name: "Ash" });
    const receipts = async () => (await api.get(`/api/v1/credentials/${ids.Ash}/receipts`)).json();
    // They are saved a moment later than what they are of; the panel asks for them when it opens.
    await expect.poll(async () => (await receipts()).total).toBe(6);
    await desk.reload();
    const { hosts } = await receipts();
    await expect(panel).toContainText(`Used 6 times in 7 days, only for ${hosts[0]}`);
    await expect(
      panel.getByRole("img", { name: /^Uses a day\. .*: 6 times(, \d failed)?\.$/ }),
    ).toBeVisible();
    await expect(panel.getByRole("list", { name: "Who used it" })).toContainText("member6 times");
    await lookOnce(desk, "the panel with receipts");
  });

  await test.step("on a phone it fits", async () => {
    await desk.setViewportSize({ width: 360, height: 780 });
    expect(await sidewaysScroll(desk)).toBe(0);
  });
});

test("a key that turns bad, or expires soon, is shown wherever one looks", async ({ desk, api, tessera }) => {
  const ash = await createCredential(api, { name: "Ash", apiKey: `demo-rejected-${unique()}` });
  const birch = await createCredential(api, { name: "Birch" });
  await createSource(api, ash.id, { name: "Nightly accounts" });
  const menu = desk.getByRole("navigation", { name: "Main" });
  const notice = desk.getByRole("main").getByText(/ Show (it|them)$/);

  await test.step("nothing is said while all is well", async () => {
    await tessera.sql(`UPDATE "Credential" SET verdict = 'valid', "testedAt" = now() WHERE id = $1`, [
      ash.id,
    ]);
    await desk.goto("/credentials?sort=name");
    await expect(tileOf(desk, ash.id)).toContainText("Verified just now");
    await expect(menu).not.toContainText("attention");
    await expect(notice).toBeHidden();
  });

  await test.step("in the menu, above the tiles and on the tile", async () => {
    await chooseFromMenu(desk, "Ash", "Test");
    await expect(tileOf(desk, ash.id)).toContainText("Key rejected just now");
    await desk.reload();
    await expect(menu.getByRole("link", { name: "Credentials 1 needs attention" })).toBeVisible();
    await expect(notice).toHaveText("1 key does not work. Show it");
  });

  await test.step("on the list of sources, and on the page of the source", async () => {
    await menu.getByRole("link", { name: "Sources" }).click();
    await expect(desk.getByRole("row", { name: /Nightly accounts/ })).toContainText("Key rejected");
    await desk.getByRole("link", { name: "Nightly accounts" }).click();
    await expect(desk.getByRole("main")).toContainText("Key rejected");
  });

  await test.step("with what expires soon, and the way to both", async () => {
    const day = new Date(Date.now() + 9.5 * 86_400_000).toISOString().slice(0, 10);
    const expiring = { headers: { "if-match": "*" }, data: { expiresAt: day } };
    expect((await api.patch(`/api/v1/credentials/${birch.id}`, expiring)).status()).toBe(200);
    await createCredential(api, { name: "Cedar" });
    await desk.goto("/credentials");
    await expect(menu.getByRole("link", { name: "Credentials 2 need attention" })).toBeVisible();
    await expect(notice).toHaveText("1 key does not work, 1 key expires soon. Show them");
    await notice.getByRole("link").click();
    await expect(desk).toHaveURL(/attention=yes/);
    await expect(tileOf(desk, birch.id)).toContainText(/Expires in \d+ days/);
    await expect(desk.locator("[data-credential]")).toHaveCount(2);
    await lookOnce(desk, "the credentials that need attention");
  });
});
