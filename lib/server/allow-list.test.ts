import { expect, test } from "vitest";
import { z } from "zod";
import * as mini from "zod/mini";
import { credentialSummarySchema, pageSchema, verdicts } from "../credentials.ts";
import { compileAllowList } from "./allow-list.ts";

const page = compileAllowList(pageSchema(credentialSummarySchema));

const tile = {
  id: "01a20c98-060f-7384-ae18-5077c212d1a7",
  connector: "people-ai",
  environment: "production",
  name: "Revenue team",
  description: "",
  keyHint: "",
  mosaic: "12:012012012012012",
  verdict: verdicts[0],
  verdictDetail: null,
  testedAt: null,
  verdictSince: null,
  unreachableAt: null,
  lastUsedAt: null,
  expiresAt: null,
  keyReplacedAt: null,
  undoUntil: null,
  revision: 1,
  usedBy: { sources: 1, destinations: 0 },
  owner: { id: "01a20c98-060f-7384-ae18-5077c212d1a8", name: "Ada" },
  createdAt: "2026-11-24T07:50:45.123Z",
  updatedAt: "2026-11-24T07:50:45.123Z",
};

test("what the allow-list names leaves as it is", () => {
  const data = { data: [tile, { ...tile, owner: null }], nextCursor: null };
  expect(z.parse(page, data)).toEqual(data);
});

test("a field that it does not name does not leave, at any depth", () => {
  const sealedKey = "t1.secret";
  const padded = {
    data: [
      { ...tile, sealedKey, usedBy: { ...tile.usedBy, sealedKey }, owner: { ...tile.owner, sealedKey } },
    ],
    nextCursor: null,
    sealedKey,
  };
  expect(z.parse(page, padded)).toEqual({ data: [tile], nextCursor: null });
});

test("a value of another type, or that a check refuses, does not leave", () => {
  for (const wrong of [
    { name: 1 },
    { owner: {} },
    { mosaic: "x" },
    { usedBy: { sources: 0.5, destinations: 0 } },
  ]) {
    expect(() => z.parse(page, { data: [{ ...tile, ...wrong }], nextCursor: null })).toThrow(
      z.core.$ZodError,
    );
  }
  const even = mini.object({ a: mini.int() }).check(mini.refine(({ a }) => a % 2 === 0));
  expect(() => z.parse(compileAllowList(even), { a: 1 })).toThrow(z.core.$ZodError);
});

test("a strict object stays strict, and an optional field optional", () => {
  const strict = compileAllowList(mini.strictObject({ a: mini.optional(mini.string()) }));
  expect(z.parse(strict, {})).toEqual({});
  expect(() => z.parse(strict, { b: 1 })).toThrow(z.core.$ZodError);
});
