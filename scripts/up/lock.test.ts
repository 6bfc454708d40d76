import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { takeLock } from "./lock.ts";

let folder = "";
let file = "";
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tessera-lock-"));
  file = path.join(folder, "up.lock");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a lock that is held names the process that holds it", () => {
  const first = takeLock(file);
  expect(takeLock(file)).toEqual({ heldBy: process.pid });
  if ("release" in first) first.release();
  expect(existsSync(file)).toBe(false);
});

test("a lock of a process that is gone is taken over", () => {
  const { pid } = spawnSync(process.execPath, ["--version"]);
  writeFileSync(file, JSON.stringify({ pid, started: "" }));
  expect(takeLock(file)).toHaveProperty("release");
});

test("a lock whose process number another program has by now is taken over", () => {
  writeFileSync(file, JSON.stringify({ pid: process.pid, started: "before the last restart" }));
  expect(takeLock(file)).toHaveProperty("release");
});

test("a lock that was cut off by a full disk is taken over", () => {
  writeFileSync(file, '{"pid":');
  expect(takeLock(file)).toHaveProperty("release");
  expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({ pid: process.pid });
});
