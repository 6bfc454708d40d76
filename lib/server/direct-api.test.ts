import { globSync } from "node:fs";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { apiHandlers } from "../../app/api/v1/handlers.ts";
import { finderOf, type RouteHandlers } from "./direct-api.ts";

vi.mock("server-only", () => ({}));

/** Each loads what says its own address. */
const named = Object.fromEntries(
  [
    "/api/v1/credentials",
    "/api/v1/credentials/test",
    "/api/v1/credentials/[id]",
    "/api/v1/credentials/[id]/test",
    "/api/v1/credentials/bin/[id]",
    "/api/v1/credentials/[id]/proxy/[...path]",
  ].map((address) => [address, async () => address as unknown as RouteHandlers]),
);
const find = finderOf(named);

async function found(method: string, url: string) {
  const one = find({ method, url });
  return one && [await one.load(), one.method, one.params];
}

test("every route handler of the API is in the table, by the address of its folder", () => {
  const root = path.join(import.meta.dirname, "../../app");
  const files = globSync("api/v1/**/route.ts", { cwd: root });
  expect(files.length).toBeGreaterThan(40);
  expect(Object.keys(apiHandlers).sort()).toEqual(files.map((file) => `/${path.dirname(file)}`).sort());
});

test.each([
  ["GET", "/api/v1/credentials?limit=5", ["/api/v1/credentials", "GET", {}]],
  ["HEAD", "/api/v1/credentials", ["/api/v1/credentials", "GET", {}]],
  ["POST", "/api/v1/credentials/test", ["/api/v1/credentials/test", "POST", {}]],
  ["GET", "/api/v1/credentials/4-2", ["/api/v1/credentials/[id]", "GET", { id: "4-2" }]],
  ["POST", "/api/v1/credentials/4/test", ["/api/v1/credentials/[id]/test", "POST", { id: "4" }]],
  ["DELETE", "/api/v1/credentials/bin/4", ["/api/v1/credentials/bin/[id]", "DELETE", { id: "4" }]],
  ["POST", "/api/v1/credentials/bin/test", ["/api/v1/credentials/bin/[id]", "POST", { id: "test" }]],
  [
    "PUT",
    "/api/v1/credentials/4/proxy/a/b",
    ["/api/v1/credentials/[id]/proxy/[...path]", "PUT", { id: "4", path: ["a", "b"] }],
  ],
])(
  "%s %s has the handlers of its address, a fixed part before one where anything may stand",
  async (method, url, expected) => {
    expect(await found(method, url)).toEqual(expected);
  },
);

test.each([
  ["OPTIONS", "/api/v1/credentials"],
  ["TRACE", "/api/v1/credentials"],
  ["get", "/api/v1/credentials"],
  ["GET", "/credentials"],
  ["GET", "/api/v1"],
  ["GET", "/api/v1/nothing"],
  ["GET", "/api/v1/credentials/"],
  ["GET", "//api/v1/credentials"],
  ["GET", "/api/v1//credentials"],
  ["GET", "/api/v1/credentials/4/nothing"],
  ["GET", "/api/v1/credentials/.."],
  ["GET", "/api/v1/credentials/./test"],
  ["GET", "/api/v1/credentials/%34"],
  ["GET", "/api/v1/credentials/a%2Ftest"],
  ["GET", "/api/v1/credentials/4/proxy"],
  ["GET", "/API/v1/credentials"],
  ["GET", "http://elsewhere.example/api/v1/credentials"],
  ["GET", "*"],
])("%s %s is left to Next", async (method, url) => {
  expect(await found(method, url)).toBeNull();
});
