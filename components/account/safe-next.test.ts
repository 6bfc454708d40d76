import { describe, expect, it } from "vitest";
import { safeNext } from "./safe-next.ts";

describe("where signing in leads to", () => {
  it("is the page that was asked for", () => {
    expect(safeNext("/sources/new/people-ai?add")).toBe("/sources/new/people-ai?add");
  });

  it.each([
    undefined,
    "",
    "sources",
    "//evil.example",
    "/\\evil.example",
    "/sources\\..",
    "https://evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    " //evil.example",
    "/\n/evil.example",
  ])("is never another host, and never what a browser could read as one: %j", (next) => {
    expect(safeNext(next)).toBe("/sources");
  });
});
