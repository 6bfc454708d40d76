import { describe, expect, it } from "vitest";
import { matchingCommands, paletteCommands } from "./palette-commands.ts";

const all = paletteCommands({
  mayAdd: true,
  mayAddCredential: true,
  mayReadActivity: true,
  mayManageMembers: true,
  mayManageTokens: true,
  mayManageWebhook: true,
});
const viewer = paletteCommands({
  mayAdd: false,
  mayAddCredential: false,
  mayReadActivity: false,
  mayManageMembers: false,
  mayManageTokens: false,
  mayManageWebhook: false,
});
const labels = (typed: string) => matchingCommands(all, typed).map(({ label }) => label);

describe("the palette's pages", () => {
  it("are those that one may open", () => {
    const hidden = all.filter(({ href }) => !viewer.some((command) => command.href === href));
    expect(hidden.map(({ href }) => href)).toEqual([
      "/sources/new",
      "/destinations/new",
      "/credentials?add",
      "/activity",
      "/settings/members",
      "/settings/tokens",
      "/settings/webhook",
    ]);
  });

  it("are found by the beginnings of their words, in any order and case", () => {
    expect(labels("SOU")).toEqual(["Sources", "New source"]);
    expect(labels("sou new")).toEqual(["New source"]);
    expect(labels("  ")).toHaveLength(all.length);
    expect(labels("ources")).toEqual([]);
  });
});
