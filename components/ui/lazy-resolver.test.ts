import { expect, test } from "vitest";
import * as z from "zod/mini";
import { lazyResolver } from "./lazy-resolver.ts";

const schema = z.strictObject({
  name: z.string().check(z.trim(), z.minLength(1, { error: "Enter a name." }), z.maxLength(5)),
});
const options = { fields: {}, shouldUseNativeValidation: false, criteriaMode: "firstError" } as const;

test("what is well is handed on as the schema makes it", async () => {
  const resolve = lazyResolver(async () => schema);
  expect(await resolve({ name: " Ash " }, undefined, options)).toEqual({
    values: { name: "Ash" },
    errors: {},
  });
});

test("a field says the first thing that is wrong with it", async () => {
  const resolve = lazyResolver(async () => schema);
  const { errors } = await resolve({ name: " " }, undefined, options);
  expect(errors).toMatchObject({ name: { message: "Enter a name." } });
});

test("where the schema cannot be fetched, what was typed goes to the server, which checks it", async () => {
  const resolve = lazyResolver<{ name: string }, { name: string }>(() =>
    Promise.reject(new Error("offline")),
  );
  expect(await resolve({ name: " " }, undefined, options)).toEqual({ values: { name: " " }, errors: {} });
});
