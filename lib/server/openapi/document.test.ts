import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ErrorObject } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, expect, test, vi } from "vitest";
import { z } from "zod";
import { codesOf, openApiDocument, queryWords } from "./document.ts";
import { methods, type Operation } from "./operation.ts";
import { operations } from "./operations.ts";
import { problemCodes } from "./problem-codes.ts";

vi.mock("server-only", () => ({}));

const root = path.join(import.meta.dirname, "../../..");
const document = JSON.parse(JSON.stringify(openApiDocument()));

interface Taken {
  from: string;
  body?: z.core.$ZodType;
  bodyLines?: z.core.$ZodType;
  query?: z.core.$ZodType;
  answer?: z.core.$ZodType;
  limit?: string;
  passesOn?: true;
}
const taken: Record<string, Taken> = {};

beforeAll(async () => {
  const files = globSync("app/api/v1/**/route.ts", { cwd: root });
  expect(files.length).toBeGreaterThan(40);
  for (const file of files) {
    const handlers = (await import(path.join(root, file))) as Record<string, { takes?: Taken | null }>;
    const address = path
      .dirname(file)
      .slice("app".length)
      .replaceAll(/\[(?:\.\.\.)?(\w+)\]/g, "{$1}");
    for (const method of methods) {
      const takes = handlers[method]?.takes;
      expect(takes, `what ${method} takes in ${file}: null where it is refused`).toBeDefined();
      if (takes) taken[`${method} ${address}`] = takes;
    }
  }
}, 60_000);

const jsonSchema = (schema: z.core.$ZodType | undefined, io: "input" | "output") =>
  schema && z.toJSONSchema(schema, { io });

test("every method of every route is in the document, and nothing else is", () => {
  expect(Object.keys(operations).sort()).toEqual(Object.keys(taken).sort());
});

test("the document tells of the schemas and the limits that the routes have", () => {
  for (const [key, operation] of Object.entries(operations)) {
    const takes = taken[key];
    expect(jsonSchema(operation.body, "input"), `body of ${key}`).toEqual(jsonSchema(takes?.body, "input"));
    expect(jsonSchema(operation.bodyLines, "input"), `lines of ${key}`).toEqual(
      jsonSchema(takes?.bodyLines, "input"),
    );
    expect(jsonSchema(operation.query, "input"), `query of ${key}`).toEqual(
      jsonSchema(takes?.query, "input"),
    );
    expect(jsonSchema(operation.answer, "output"), `answer of ${key}`).toEqual(
      jsonSchema(takes?.answer, "output"),
    );
    expect(operation.limit, key).toBe(takes?.limit);
    expect(operation.passesOn !== undefined, key).toBe(takes?.passesOn === true);
    const { access } = operation;
    expect(access === "person" || access === "everyone" ? access : "actor", key).toBe(takes?.from);
  }
});

test("every code that the server refuses with is described, and those that are described are used", () => {
  const sources = globSync("lib/server/**/*.ts", { cwd: root, exclude: (name) => /\.test\.ts$/.test(name) })
    // Signing in is not of this API: see app/api/auth.
    .filter((file) => !/^lib\/server\/(?:openapi\/|access\/sign-in(?:-route)?\.ts)/.test(file))
    .map((file) => readFileSync(path.join(root, file), "utf8"))
    .join("\n");
  const refused = [...sources.matchAll(/new Refusal\(\s*(?<status>\d{3}),\s*"(?<code>[a-z_]+)"/g)];
  expect(refused.length).toBeGreaterThan(30);
  const known = problemCodes as Record<string, { status: number }>;
  const elsewhere = ["cancelled"]; // Nobody is there any more to read it.
  for (const { groups } of refused) {
    if (groups === undefined || elsewhere.includes(groups.code ?? "")) continue;
    expect(known[groups.code ?? ""]?.status, groups.code).toBe(Number(groups.status));
  }
  expect(Object.keys(known).filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
  const documented = new Set(
    Object.entries(operations).flatMap(([key, operation]) => codesOf(operation, key)),
  );
  const nowhere = Object.keys(known).filter((code) => !documented.has(code as never));
  expect(nowhere).toEqual(["method_not_allowed"]);
});

test("every example is what its schema says", () => {
  const ajv = new Ajv2020({ strict: false, allErrors: true, inlineRefs: false });
  addFormats.default(ajv);
  ajv.addSchema({ $id: "https://tessera.test/openapi.json", ...document });
  const wrong: { where: string; errors: ErrorObject[] | null | undefined }[] = [];
  let count = 0;
  const check = (pointer: string[], example: unknown) => {
    count += 1;
    const where = pointer.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
    const validate = ajv.compile({ $ref: `https://tessera.test/openapi.json#/${encodeURI(where)}/schema` });
    if (!validate(example)) wrong.push({ where, errors: validate.errors });
  };
  (function walk(node: unknown, pointer: string[]) {
    if (typeof node !== "object" || node === null) return;
    const { schema, example, examples } = node as Record<string, unknown>;
    if (schema !== undefined && example !== undefined) check(pointer, example);
    if (schema !== undefined && examples !== undefined) {
      for (const { value } of Object.values(examples as Record<string, { value: unknown }>))
        check(pointer, value);
    }
    for (const [key, child] of Object.entries(node)) walk(child, [...pointer, key]);
  })(document.paths, ["paths"]);
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(300);
});

test("every body has an example, and every parameter of a query is explained", () => {
  const list: [string, Operation][] = Object.entries(operations);
  for (const [key, { body, bodyLines, example }] of list) {
    expect(example !== undefined, key).toBe((body ?? bodyLines) !== undefined);
  }
  const explained = new Set<string>();
  for (const item of Object.values<Record<string, { parameters: { name: string; description: string }[] }>>(
    document.paths,
  )) {
    for (const { parameters } of Object.values(item)) {
      for (const { name, description } of parameters) {
        if (name === undefined) continue;
        expect(description, name).not.toBe("");
        explained.add(name);
      }
    }
  }
  expect(Object.keys(queryWords).filter((name) => !explained.has(name))).toEqual([]);
});
