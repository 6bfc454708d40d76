import { expect, test } from "vitest";
import type { CredentialQuery } from "../../credentials.ts";
import { isNarrow } from "./filter-store.ts";

const list: CredentialQuery = { sort: "best", limit: 24 };

test("a page of a connector's tiles, in any order, keeps the plan that it was given once", () => {
  const queries: CredentialQuery[] = [
    { ...list, sort: "name", cursor: "x" },
    { ...list, connector: "people-ai" },
    { ...list, environment: "mock", query: "" },
  ];
  for (const query of queries) {
    expect(isNarrow(query)).toBe(false);
  }
});

test("what may leave little is planned anew each time", () => {
  for (const filter of [
    { verdict: "rejected" },
    { query: "acme" },
    { owner: "me" },
    { used: "no" },
  ] as const) {
    expect(isNarrow({ ...list, ...filter })).toBe(true);
  }
});
