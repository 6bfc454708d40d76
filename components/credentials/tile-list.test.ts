import { describe, expect, it } from "vitest";
import type { CredentialSummary } from "@/lib/credentials.ts";
import { mergeTiles, TILES_MAX, withChangedTile, withNewTile, withoutTile } from "./tile-list.ts";

function tile(id: string, more: Partial<CredentialSummary> = {}): CredentialSummary {
  return {
    id,
    connector: "people-ai",
    environment: "production",
    name: id,
    description: "",
    keyHint: "4f2a",
    mosaic: "12:012012012012012",
    verdict: "untested",
    verdictDetail: null,
    testedAt: null,
    verdictSince: null,
    unreachableAt: null,
    lastUsedAt: null,
    expiresAt: null,
    keyReplacedAt: null,
    undoUntil: null,
    revision: 1,
    usedBy: { sources: 0, destinations: 0 },
    owner: null,
    createdAt: "2026-11-24T12:00:00.000Z",
    updatedAt: "2026-11-24T12:00:00.000Z",
    ...more,
  };
}
const ids = (tiles: CredentialSummary[]) => tiles.map(({ id }) => id);
const verified = { verdict: "valid", testedAt: "2026-11-24T12:05:00.000Z" } as const;

describe("the tiles of an open page", () => {
  it("keep their order when the server would sort them otherwise", () => {
    expect(ids(mergeTiles([tile("a"), tile("b")], [tile("b", verified), tile("a")]))).toEqual(["a", "b"]);
  });

  it("take up what the server knows newly, and put what it adds last", () => {
    const merged = mergeTiles([tile("a"), tile("b")], [tile("c"), tile("b", verified)]);
    expect(ids(merged)).toEqual(["a", "b", "c"]);
    expect(merged[1]?.verdict).toBe("valid");
  });

  it("are never more than two pages of them, however often the page is refreshed or added to", () => {
    let shown = [tile("first")];
    for (let round = 0; round < 10; round += 1) {
      shown = mergeTiles(
        shown,
        Array.from({ length: 24 }, (_, index) => tile(`${round}-${index}`)),
      );
      shown = withNewTile(shown, tile(`new-${round}`));
    }
    expect(shown).toHaveLength(TILES_MAX);
    expect(shown[0]?.id).toBe("new-9");
    expect(ids(shown)).toContain("first");
  });

  it("do not forget a verdict that came while the server was answering", () => {
    expect(mergeTiles([tile("a", verified)], [tile("a")])[0]?.verdict).toBe("valid");
  });

  it("begin with a credential that was just saved, and show it once", () => {
    const saved = withNewTile([tile("a")], tile("b"));
    expect(ids(saved)).toEqual(["b", "a"]);
    expect(ids(withNewTile(saved, tile("b")))).toEqual(["b", "a"]);
  });

  it("change one credential in its place", () => {
    const changed = withChangedTile([tile("a"), tile("b")], tile("b", verified));
    expect(ids(changed)).toEqual(["a", "b"]);
    expect(changed[1]?.verdict).toBe("valid");
  });

  it("do not bring back a credential that a search put away", () => {
    expect(ids(withChangedTile([tile("a")], tile("b", verified)))).toEqual(["a"]);
  });

  it("close the gap that a deleted one leaves", () => {
    expect(ids(withoutTile([tile("a"), tile("b"), tile("c")], "b"))).toEqual(["a", "c"]);
  });
});
