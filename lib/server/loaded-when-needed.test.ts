import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const root = path.join(import.meta.dirname, "../..");

/** More code than all the rest of the server; `import()` loads them when they are needed (docs/decisions/0012). */
const HEAVY = /^(?:better-auth|@better-auth|@simplewebauthn|@zxcvbn-ts|nodemailer|undici)(?:\/|$)/;
const STATIC_IMPORT = /^(?:import|export)\s(?!type\s)(?:[^;"']*?\sfrom\s)?"(?<from>[^"]+)"/gm;

/** What signs people in. */
const SIGN_IN_ROUTE = "app/api/auth/[...all]/route.ts";
const entries = [
  "instrumentation.ts",
  "proxy.ts",
  ...globSync("app/**/{route.ts,page.tsx,layout.tsx}", { cwd: root }),
].filter((entry) => entry !== SIGN_IN_ROUTE);

test("no page, no start and no request that signs nobody in loads a heavy library before it needs it", () => {
  expect(entries.length).toBeGreaterThan(50);
  expect(entries.flatMap((entry) => pathsToHeavy(path.join(root, entry)))).toEqual([]);
});

test("the route that signs people in is found to load them, so that these tests can tell", () => {
  expect(pathsToHeavy(path.join(root, SIGN_IN_ROUTE))).not.toEqual([]);
});

/** `a.ts → b.ts → better-auth/minimal`, for each file on the server's side that imports a heavy library first. */
function pathsToHeavy(file: string, way: string[] = [], seen = new Set<string>()): string[] {
  if (seen.has(file)) return [];
  seen.add(file);
  const source = readFileSync(file, "utf8");
  // Browsers have bundles, and budgets, of their own.
  if (source.startsWith('"use client"')) return [];
  const here = [...way, path.relative(root, file)];
  return [...source.matchAll(STATIC_IMPORT)].flatMap(({ groups }) => {
    const from = groups?.from ?? "";
    if (HEAVY.test(from)) return [[...here, from].join(" → ")];
    const target = resolve(from, file);
    return target === null ? [] : pathsToHeavy(target, here, seen);
  });
}

/** A file of ours, or null for a package's. */
function resolve(from: string, importer: string): string | null {
  if (!/^(?:@\/|\.)/.test(from)) return null;
  const base = from.startsWith("@/") ? path.join(root, from.slice(2)) : path.join(importer, "..", from);
  const found = ["", ".ts", ".tsx"].map((ending) => base + ending).find((file) => existsSync(file));
  return found !== undefined && /\.tsx?$/.test(found) ? found : null;
}
