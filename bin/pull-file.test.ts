import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Pulled, PullFile } from "./pull-file.ts";

const pulled: Pulled = { url: "http://tessera.test", sourceId: "s", since: null };

function newFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "pull-file-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return path.join(folder, "records.jsonl");
}

test("a file goes on where its cursor says, whatever a run that was cut off left behind it", () => {
  const file = newFile();
  const first = new PullFile(file, pulled, { overwrite: false });
  expect(first.cursor).toBeNull();
  first.append(['{"n":1}', '{"n":"é"}'], "c1");
  appendFileSync(file, '{"n":3}\n{"n":'); // Written, and killed before the cursor was.
  const second = new PullFile(file, pulled, { overwrite: false });
  expect([second.cursor, second.records]).toEqual(["c1", 2]);
  second.append(['{"n":3}'], null);
  second.close(true);
  expect(readFileSync(file, "utf8")).toBe('{"n":1}\n{"n":"é"}\n{"n":3}\n');
  expect(existsSync(`${file}.cursor`)).toBe(false);
});

test("a file that got its last record is whole, although the run was killed before it could say so", () => {
  const file = newFile();
  const killed = new PullFile(file, pulled, { overwrite: false });
  expect(killed.isWhole).toBe(false);
  killed.append(['{"n":1}'], "c1");
  expect(killed.isWhole).toBe(false);
  killed.append(['{"n":2}'], null);
  const next = new PullFile(file, pulled, { overwrite: false });
  expect([next.isWhole, next.records]).toEqual([true, 2]);
  next.close(true);
  expect(readFileSync(file, "utf8")).toBe('{"n":1}\n{"n":2}\n');
  expect(existsSync(`${file}.cursor`)).toBe(false);
});

test("a file of something else is neither gone on with nor replaced, unless that is asked for", () => {
  const file = newFile();
  new PullFile(file, pulled, { overwrite: false }).append(["1"], "c1");
  const others = [{ sourceId: "t" }, { url: "http://other.test" }, { since: "2026-01-01" }];
  for (const other of others) {
    expect(() => new PullFile(file, { ...pulled, ...other }, { overwrite: false })).toThrow(/another pull/);
  }
  truncateSync(file, 1);
  expect(() => new PullFile(file, pulled, { overwrite: false })).toThrow(/was changed/);
  const again = new PullFile(file, pulled, { overwrite: true });
  again.append(["2"], null);
  again.close(true);
  expect(() => new PullFile(file, pulled, { overwrite: false })).toThrow(/is there already/);
  expect(readFileSync(file, "utf8")).toBe("2\n");
});
