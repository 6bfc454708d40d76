import type { Page } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { createCredential, unique } from "../http/credentials.ts";
import { addOrganization } from "../http/members.ts";
import { tileRadio } from "./authenticate.ts";
import { expect, moveOwnerTo, test } from "./desk.ts";

const sourceEndpoints = [
  "Accounts",
  "Opportunities",
  "Contacts",
  "Leads",
  "Teams",
  "Team members",
  "Activities",
  "Emails",
  "Calls",
  "Meetings",
  "Participants",
  "Account engagement",
  "Opportunity engagement",
  "Contact engagement",
  "Lead engagement",
];

test.describe("the credential in the address", () => {
  for (const segment of ["sources", "destinations"]) {
    test(`of a new one of ${segment} leads back to Authenticate when it is missing or nonsense`, async ({
      desk,
    }) => {
      for (const [what, query] of [
        ["missing", ""],
        ["nobody's", `?credential=${uuidv7()}`],
        ["garbage", "?credential=%27%3B--%00"],
        ["given twice", `?credential=${uuidv7()}&credential=${uuidv7()}`],
      ] as const) {
        await test.step(what, async () => {
          await desk.goto(`/${segment}/new/people-ai/configure${query}`);
          await expect(desk.getByRole("heading", { name: "Authenticate" })).toBeVisible();
          await expect(desk).toHaveURL(`/${segment}/new/people-ai`);
        });
      }
    });
  }

  test("leads back to Authenticate when it is another organization's", async ({ desk, api, tessera }) => {
    const { id } = await createCredential(api, { name: "Elsewhere" });
    await moveOwnerTo(tessera, await addOrganization(tessera));
    await desk.goto(configureHref("sources", id));
    await expect(desk.getByRole("heading", { name: "Authenticate" })).toBeVisible();
    await expect(desk.getByText("Elsewhere")).toHaveCount(0);
  });

  test("is selected still after Change, and can be changed there", async ({ desk, api }) => {
    await createCredential(api, { name: "Ash" });
    const { id } = await createCredential(api, { name: "Birch" });
    await desk.goto(configureHref("sources", id));
    await desk.getByRole("link", { name: "Change the credential", exact: true }).click();
    await expect(tileRadio(desk, "Birch")).toBeChecked();
    await tileRadio(desk, "Ash").check();
    await desk.getByRole("button", { name: "Next", exact: true }).click();
    await expect(desk.getByRole("region", { name: "Selected credential" })).toContainText("Ash");
  });
});

test.describe("the preview of a source", () => {
  test("shows the first 10 rows of every endpoint", async ({ desk, api }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("sources", id));
    for (const endpoint of sourceEndpoints) {
      await test.step(endpoint, async () => {
        await endpointRadio(desk, endpoint).check();
        await desk.getByRole("button", { name: "Test", exact: true }).click();
        const table = desk.getByRole("table", {
          name: new RegExp(`^${endpoint}: 10 sample rows of [\\d,]+$`),
        });
        await expect(table.getByRole("row")).toHaveCount(1 + 10);
        expect(await table.getByRole("columnheader").count()).toBeGreaterThan(2);
      });
    }
  });

  test("is of the chosen endpoint: choosing another one takes it away", async ({ desk, api }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("sources", id));
    await desk.getByRole("button", { name: "Test", exact: true }).click();
    await expect(desk.getByRole("table")).toBeVisible();
    await endpointRadio(desk, "Teams").check();
    await expect(desk.getByRole("table")).toBeHidden();
    await expect(desk.getByLabel("Name", { exact: true })).toHaveValue("People.ai teams");
  });

  test("of a rejected key says so and what to do", async ({ desk, api }) => {
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    await desk.goto(configureHref("sources", id));
    await desk.getByRole("button", { name: "Test", exact: true }).click();
    await expect(desk.getByText(/People\.ai rejected the key\. .*Select another credential/)).toBeVisible();
    await expect(desk.getByRole("table")).toHaveCount(0);
  });

  test("of a limited key names what it cannot reach, and reads what it can", async ({ desk, api }) => {
    const { id } = await createCredential(api, { apiKey: `demo-activity-${unique()}` });
    await desk.goto(configureHref("sources", id));
    await desk.getByRole("button", { name: "Test", exact: true }).click();
    await expect(desk.getByText(/accounts/i).filter({ hasText: /key/i })).toBeVisible();
    await endpointRadio(desk, "Activities").check();
    await desk.getByRole("button", { name: "Test", exact: true }).click();
    await expect(desk.getByRole("table", { name: /^Activities: 10 sample rows/ })).toBeVisible();
  });
});

test("the parameters of a source are filled in, tried, corrected where they are wrong, and kept", async ({
  desk,
  api,
  tessera,
}) => {
  const { id } = await createCredential(api);
  const field = (label: string) => desk.getByLabel(label, { exact: true });
  const press = (name: string) => desk.getByRole("button", { name, exact: true }).click();
  await desk.goto(configureHref("sources", id));
  await endpointRadio(desk, "Teams").check();
  await expect(field("Deleted records")).toHaveCount(0);
  await endpointRadio(desk, "Activities").check();

  await test.step("what is wrong is said on its field before anything is sent", async () => {
    await field("Last days").fill("many");
    await press("Test");
    await expect(field("Last days")).toBeFocused();
    await expect(field("Last days")).toHaveAccessibleDescription(/Enter a whole number from 1 to 3,650\./);
    await field("Last days").fill("30");
    await field("From").fill("2026-01-01");
    await press("Create");
    await expect(field("Last days")).toHaveAccessibleDescription(/Enter either days back or From and To/);
    await expect(desk.getByRole("table")).toHaveCount(0);
  });

  await test.step("Test sends them, and shows the request with dots for the key", async () => {
    await field("From").fill("");
    await field("With whom").selectOption("External");
    await press("Test");
    await expect(desk.getByRole("table", { name: /^Activities: 10 sample rows/ })).toBeVisible();
    await expect(desk.getByText("curl -H 'X-API-Key: ••••'")).toContainText(
      `'${tessera.emulatorUrl}/v0/public/activities?last-n-days=30&internal-external=external&limit=10'`,
    );
    await field("Account id").fill("001A");
    await expect(desk.getByRole("table")).toBeHidden();
  });

  await test.step("another endpoint sees only its own, and coming back loses nothing", async () => {
    await endpointRadio(desk, "Accounts").check();
    await expect(field("Last days")).toHaveCount(0);
    await endpointRadio(desk, "Activities").check();
    await expect(field("Last days")).toHaveValue("30");
    await expect(field("Account id")).toHaveValue("001A");
  });

  await test.step("the new source has them", async () => {
    await press("Create");
    await expect(desk.getByRole("heading", { name: "People.ai activities" })).toBeVisible();
    await expect(desk.getByRole("main")).toContainText("Last days30");
    await expect(desk.getByRole("main")).toContainText("With whomExternal");
    await expect(desk.getByRole("main")).toContainText(
      "/activities?last-n-days=30&internal-external=external&account-id=001A",
    );
  });
});

test.describe("creating", () => {
  test("twice in one breath creates one source", async ({ desk, api }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("sources", id));
    await desk.getByLabel("Name", { exact: true }).fill("Once only");
    await desk.getByRole("button", { name: "Create", exact: true }).dblclick();
    await expect(desk.getByRole("heading", { name: "Once only" })).toBeVisible();
    const menu = desk.getByRole("navigation", { name: "Main" });
    await expect(menu.getByRole("link", { name: /^Sources/ })).toHaveText(/1$/);
    expect(await namesOf(api, "sources")).toEqual(["Once only"]);
  });

  test("again after an answer that got lost creates one destination", async ({ desk, api }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("destinations", id));
    await desk.getByLabel("Name", { exact: true }).fill("Once only");
    await desk.getByLabel("Description", { exact: true }).fill("Kept.");
    await desk.route(
      "**/api/v1/destinations",
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(desk.getByText(/Tessera did not answer\. Nothing you typed is lost/)).toBeVisible();
    await expect(desk.getByLabel("Description", { exact: true })).toHaveValue("Kept.");
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(desk.getByRole("heading", { name: "Once only" })).toBeVisible();
    expect(await namesOf(api, "destinations")).toEqual(["Once only"]);
  });

  test("leads to the field that is wrong before anything is sent", async ({ desk, api }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("sources", id));
    const name = desk.getByLabel("Name", { exact: true });
    await name.fill(" ");
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription(/Enter a name/);
    expect(await namesOf(api, "sources")).toEqual([]);
  });

  test("shows what the server refuses on its field, with focus, and loses nothing", async ({ desk, api }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("sources", id));
    const name = desk.getByLabel("Name", { exact: true });
    await name.fill("Refused once");
    await desk.getByLabel("Description", { exact: true }).fill("Kept.");
    // The server refuses no name that the form lets through, so its answer is made here.
    await desk.route(
      "**/api/v1/sources",
      (route) =>
        route.fulfill({
          status: 422,
          contentType: "application/problem+json",
          json: {
            type: "about:blank",
            title: "Unprocessable Content",
            status: 422,
            code: "invalid",
            detail: "Some of it is not right yet.",
            requestId: uuidv7(),
            errors: [{ field: "name", message: "Choose another name." }],
          },
        }),
      { times: 1 },
    );
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(name).toBeFocused();
    await expect(name).toHaveAccessibleDescription("Choose another name.");
    await expect(desk.getByLabel("Description", { exact: true })).toHaveValue("Kept.");
    await name.fill("Accepted");
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(desk.getByRole("heading", { name: "Accepted" })).toBeVisible();
  });

  test("with a credential that somebody deleted meanwhile says so, and loses nothing", async ({
    desk,
    api,
  }) => {
    const { id } = await createCredential(api);
    await desk.goto(configureHref("sources", id));
    await desk.getByLabel("Description", { exact: true }).fill("Kept.");
    expect((await api.delete(`/api/v1/credentials/${id}`)).status()).toBe(204);
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(desk.getByRole("alert").filter({ hasText: /credential/i })).toBeVisible();
    await expect(desk.getByLabel("Description", { exact: true })).toHaveValue("Kept.");
    expect(await namesOf(api, "sources")).toEqual([]);
  });

  test("from a rejected key is possible, and says that it will not work yet", async ({ desk, api }) => {
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    await api.post(`/api/v1/credentials/${id}/test`);
    await desk.goto(configureHref("sources", id));
    await expect(desk.getByText(/it will not work until its key does/)).toBeVisible();
    await desk.getByRole("button", { name: "Create", exact: true }).click();
    await expect(desk.getByRole("heading", { name: "People.ai accounts" })).toBeVisible();
    await expect(desk.getByRole("main")).toContainText("Key rejected");
  });
});

test("a destination shows the fields that it accepts", async ({ desk, api }) => {
  const { id } = await createCredential(api);
  await desk.goto(configureHref("destinations", id));
  const fields = desk.getByRole("table", { name: "What Email activities takes" });
  for (const field of ["external_id", "from", "to", "subject", "timestamp"]) {
    await expect(fields.getByRole("row", { name: new RegExp(`^${field} .* yes `) })).toBeVisible();
  }
  await expect(desk.getByRole("button", { name: "Test", exact: true })).toHaveCount(0);
});

function configureHref(segment: string, credentialId: string): string {
  return `/${segment}/new/people-ai/configure?credential=${credentialId}`;
}

function endpointRadio(page: Page, label: string) {
  return page.getByRole("group", { name: "Endpoint" }).getByRole("radio", { name: new RegExp(`^${label} `) });
}

async function namesOf(
  api: Parameters<typeof createCredential>[0],
  segment: "sources" | "destinations",
): Promise<string[]> {
  const { data } = (await (await api.get(`/api/v1/${segment}`)).json()) as { data: { name: string }[] };
  return data.map(({ name }) => name);
}
