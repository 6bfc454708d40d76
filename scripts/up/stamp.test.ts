import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { digest, isStamped } from "./stamp.ts";

let folder = "";
const now = () => digest(folder, ["app", "missing.ts"], (file) => file.endsWith(".test.ts"));
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tessera-stamp-"));
  mkdirSync(path.join(folder, "app/deep"), { recursive: true });
  writeFileSync(path.join(folder, "app/deep/page.ts"), "one");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a changed, a new and a renamed file each ask for a new build", () => {
  const digests = [now()];
  writeFileSync(path.join(folder, "app/deep/page.ts"), "two");
  digests.push(now());
  writeFileSync(path.join(folder, "app/new.ts"), "");
  digests.push(now());
  renameSync(path.join(folder, "app/new.ts"), path.join(folder, "app/newer.ts"));
  digests.push(now());
  expect(new Set(digests).size).toBe(4);
});

test("a file that is written again unchanged, or left out, asks for none", () => {
  const before = now();
  writeFileSync(path.join(folder, "app/deep/page.ts"), "one");
  writeFileSync(path.join(folder, "app/page.test.ts"), "test");
  expect(now()).toBe(before);
});

test("without its stamp, or with another, nothing counts as built", () => {
  const stamp = path.join(folder, "made-from");
  expect(isStamped(stamp, "a")).toBe(false);
  writeFileSync(stamp, "a");
  expect(isStamped(stamp, "a")).toBe(true);
  expect(isStamped(stamp, "b")).toBe(false);
});
