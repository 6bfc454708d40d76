import { expect, test } from "./desk.ts";

test("the reference tells what an operation takes, answers and refuses, with examples", async ({ desk }) => {
  await desk.goto("/settings/api");
  const open = async (operation: string) => {
    const entry = desk.locator(`#${operation}`);
    await entry.locator("summary").click();
    return { entry, part: (title: string) => entry.locator("section").filter({ hasText: title }) };
  };

  await test.step("in JSON", async () => {
    const { part } = await open("createCredential");
    await expect(part("Body").locator("pre")).toContainText('"environment": "mock"');
    await expect(part("Answer, 201").locator("pre")).toContainText('"keyHint": "7f3a"');
    await expect(part("Refusals")).toContainText("name_taken");
  });

  await test.step("in JSON Lines", async () => {
    const { part } = await open("pushRecords");
    await expect(part("Answer, 200").locator("pre")).toContainText('{"line":2,"status":"refused"');
  });

  await test.step("and what is the service's", async () => {
    const { entry, part } = await open("putThroughCredential");
    await expect(entry).toContainText("/api/v1/credentials/{id}/proxy/{path}");
    await expect(part("Parameters")).toContainText("slashes and all");
    await expect(part("Body").locator("pre")).toContainText('"external_id": "mail-1"');
    await expect(part("Any other answer")).toContainText("What the service answered");
    await expect(part("Refusals")).toContainText("service_limit");
    await expect(part("Refusals")).not.toContainText("default");
  });
});
