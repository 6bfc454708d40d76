import { expect, type Locator, type Page } from "@playwright/test";

/** Where the credential of a new source is chosen. */
export const AUTHENTICATE = "/sources/new/people-ai";

/** The tile that comes first, always. */
export function addTile(page: Page): Locator {
  return page.getByRole("link", { name: "Add Credential", exact: true });
}

/** All radio buttons of the Authenticate screen: one for each tile that can be selected. */
export function tileRadios(page: Page): Locator {
  return page.getByRole("group", { name: "Credentials for People.ai" }).getByRole("radio");
}

export function tileRadio(page: Page, name: string): Locator {
  return page.getByRole("radio", { name, exact: true });
}

/** The whole tile of a credential: all that lies around its name. */
export function tile(page: Page, name: string): Locator {
  return page.getByText(name, { exact: true }).locator("xpath=ancestor::label/..");
}

/** The names on the tiles, in their order. */
export async function tileNames(page: Page): Promise<string[]> {
  return page
    .getByRole("group", { name: "Credentials for People.ai" })
    .locator("label [id$='-name']")
    .allInnerTexts();
}

/** Opens a tile's menu and chooses from it. */
export async function chooseFromMenu(page: Page, name: string, item: string): Promise<void> {
  await page.getByRole("button", { name: `Actions for ${name}`, exact: true }).click();
  await page.getByRole("menuitem", { name: item, exact: true }).click();
}

/** The Add New Credential overlay, by what a person reads on it. */
export function overlayOf(page: Page) {
  const dialog = page.getByRole("dialog", { name: "Add New Credential", exact: true });
  const button = (name: string) => dialog.getByRole("button", { name, exact: true });
  return {
    dialog,
    name: dialog.getByLabel("Credential Name", { exact: true }),
    description: dialog.getByLabel("Credential Description", { exact: true }),
    key: dialog.getByLabel("API Key", { exact: true }),
    baseUrl: dialog.getByLabel("Base URL", { exact: true }),
    outcome: dialog.getByRole("region", { name: "What the test sent and got", exact: true }),
    question: dialog.getByText("Discard this credential?", { exact: true }),
    test: button("Test"),
    stop: button("Stop"),
    cancel: button("Cancel"),
    close: button("Close"),
    save: button("Save"),
    keepEditing: button("Keep editing"),
    discard: button("Discard"),
  };
}

export type Overlay = ReturnType<typeof overlayOf>;

/** Goes to the Authenticate screen and opens the overlay there, ready for typing. */
export async function openOverlay(page: Page, address = AUTHENTICATE): Promise<Overlay> {
  await page.goto(address);
  await addTile(page).click();
  const overlay = overlayOf(page);
  await expect(overlay.name).toBeFocused();
  return overlay;
}

/** What a person types for a credential that the emulator answers. */
export interface Typed {
  name: string;
  description: string;
  key: string;
}

export async function fill(overlay: Overlay, { name, description, key }: Typed): Promise<void> {
  await overlay.name.fill(name);
  await overlay.description.fill(description);
  await overlay.key.fill(key);
  await overlay.baseUrl.selectOption({ label: "Mock — https://api-mock.people.ai/v0/public" });
}

/** Everything that was typed is still there. */
export async function expectKept(overlay: Overlay, { name, description, key }: Typed): Promise<void> {
  await expect(overlay.name).toHaveValue(name);
  await expect(overlay.description).toHaveValue(description);
  await expect(overlay.key).toHaveValue(key);
  await expect(overlay.baseUrl).toHaveValue("mock");
}
