import { array, assert, constantFrom, property, tuple } from "fast-check";
import { describe, expect, it } from "vitest";
import { mosaicSchema } from "@/lib/credentials.ts";
import { mosaicPaths } from "./mosaic-paths.ts";

const mosaic = tuple(
  constantFrom("12", "31", "54"),
  array(constantFrom("0", "1", "2"), { minLength: 15, maxLength: 15 }),
).map(([pigments, cells]) => `${pigments}:${cells.join("")}`);

/** Where the tesserae of a path begin. */
const corners = (path: string) =>
  Array.from(path.matchAll(/M([\d.]+) ([\d.]+)/g), ([, x, y]) => [Number(x), Number(y)] as const);

describe("a mosaic", () => {
  it("has 25 tesserae, each in its own place, in at most three colours", () => {
    assert(
      property(mosaic, (text) => {
        expect(mosaicSchema.safeParse(text).success).toBe(true);
        const all = mosaicPaths(text).flatMap(({ path }) => corners(path).map(String));
        expect(all).toHaveLength(25);
        expect(new Set(all).size).toBe(25);
      }),
    );
  });

  it("is the same from left to right as from right to left", () => {
    assert(
      property(mosaic, (text) => {
        for (const { path } of mosaicPaths(text)) {
          const found = corners(path);
          // A tessera is 7.6 wide, and its path begins 1.6 after its left edge.
          const mirrored = found.map(([x, y]) => [Math.round((42 - (x - 1.6) - 7.6 + 1.6) * 10) / 10, y]);
          expect(mirrored.map(String).sort()).toEqual(found.map(String).sort());
        }
      }),
    );
  });

  it("takes its pigments from the theme", () => {
    const colours = mosaicPaths("25:012012012012012").map(({ colour }) => colour);
    expect(colours).toEqual(["--color-stone", "--color-pigment-2", "--color-pigment-5"]);
  });
});
