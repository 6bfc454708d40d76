import { array, assert, constantFrom, dictionary, oneof, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { isFiltered, listHref } from "./credential-query.ts";
import { readListQuery, type SearchParams } from "./read-list-query.ts";

const environments = ["production", "mock"];
const path = "/sources/new/people-ai";
const names = ["query", "environment", "verdict", "sort", "cursor", "credential", "add"];

describe("the address of the Authenticate screen", () => {
  it("says again what it was read from, whatever it was", () => {
    const value = oneof(string(), array(string()), constantFrom("mock", "valid", "name"));
    assert(
      property(dictionary(constantFrom(...names), value), (params) => {
        const read = readListQuery(params as SearchParams, environments);
        const again = new URL(listHref(path, read), "http://tessera.example").searchParams;
        expect(readListQuery(Object.fromEntries(again), environments)).toEqual(read);
      }),
    );
  });

  it("leaves out what makes no sense", () => {
    const params = {
      environment: "moon",
      verdict: "perfect",
      sort: "random",
      query: "  ",
      cursor: "x".repeat(2_001),
    };
    expect(readListQuery(params, environments)).toEqual({ sort: "best" });
  });

  it("is bare when nothing is chosen", () => {
    expect(listHref(path, { sort: "best", query: "" })).toBe(path);
  });

  it("counts search, environment and status as filters, and the order not", () => {
    expect(isFiltered({ sort: "name", credential: "1", cursor: "2" })).toBe(false);
    expect(isFiltered({ sort: "best", query: "revenue" })).toBe(true);
  });
});
