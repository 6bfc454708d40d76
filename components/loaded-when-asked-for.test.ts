import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "..");

/** What checks forms and answers; `import()` loads it when there is something to check (docs/decisions/0036). */
const CHECKS = /^(?:zod|@hookform\/resolvers)(?:\/|$)/;
const IMPORT = /^(?:import|export)\s(?!type\s)(?:(?<names>[^;"']*?)\sfrom\s)?"(?<from>[^"]+)"/gm;
const ONLY_TYPES = /^\{(?:\s*type\s[^,}]+,?)+\s*\}$/;

/** What the browser gets of every signed-in page, and of the Authenticate screen with its overlay. */
const screen = [
  "components/shell/desk-shell.tsx",
  "components/shell/suspense-on-arrival.tsx",
  "components/credentials/credential-picker.tsx",
];

test("the Authenticate screen comes without what checks forms and answers", () => {
  expect(screen.flatMap((file) => waysToChecks(path.join(root, file)))).toEqual([]);
});

test("a form that checks as it opens is found to load it, so that this test can tell", () => {
  expect(waysToChecks(path.join(root, "components/credentials/edit-credential-dialog.tsx"))).not.toEqual([]);
});

/** `a.tsx → b.ts → zod/mini`, for each file that imports such a library first. */
function waysToChecks(file: string, way: string[] = [], seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const here = [...way, path.relative(root, file)];
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].flatMap(({ groups }) => {
    const from = groups?.from ?? "";
    if (ONLY_TYPES.test(groups?.names ?? "")) return [];
    if (CHECKS.test(from)) return [[...here, from].join(" → ")];
    if (!/^(?:@\/|\.)/.test(from)) return [];
    const target = from.startsWith("@/") ? path.join(root, from.slice(2)) : path.join(file, "..", from);
    return existsSync(target) && /\.tsx?$/.test(target) ? waysToChecks(target, here, seen) : [];
  });
}
