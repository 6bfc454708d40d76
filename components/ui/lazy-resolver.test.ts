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

test("what is typed while the schema is fetched is not what was asked to be saved, and is wrong no more", async () => {
  let arrive = () => {};
  const fetched = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  const resolve = lazyResolver(async () => {
    await fetched;
    return schema;
  });

  const empty = { name: "" };
  const whenEmpty = resolve(empty, undefined, options);
  const half = { name: "Ash" };
  const whenFilled = resolve(half, undefined, options);
  empty.name = "Ash";
  half.name = "Ash and";
  arrive();

  expect(await whenEmpty).toEqual({ values: {}, errors: { root: { type: "typed_since" } } });
  expect(await whenFilled).toMatchObject({ values: { name: "Ash" }, errors: {} });
});
