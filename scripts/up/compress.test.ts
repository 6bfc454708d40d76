import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { compressStaticFiles } from "./compress.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tessera-compress-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("every script and style sheet, however deep, gets a smaller file beside it that opens to the same bytes", async () => {
  const text = "export const pigments = ['verdigris', 'cinnabar', 'ochre'];\n".repeat(50);
  mkdirSync(path.join(folder, "chunks/deep"), { recursive: true });
  const names = ["chunks/a.js", "chunks/deep/b.js", "c.css"];
  for (const name of names) writeFileSync(path.join(folder, name), `${text}${name}`);
  await compressStaticFiles(folder);
  for (const name of names) {
    const compressed = readFileSync(path.join(folder, `${name}.br`));
    expect(compressed.length).toBeLessThan(text.length / 10);
    expect(brotliDecompressSync(compressed).toString()).toBe(`${text}${name}`);
  }
});

test("what is compressed already stays alone", async () => {
  writeFileSync(path.join(folder, "font.woff2"), "font");
  writeFileSync(path.join(folder, "a.js.br"), "compressed");
  await compressStaticFiles(folder);
  expect(readdirSync(folder).sort()).toEqual(["a.js.br", "font.woff2"]);
});
