import { expect, test } from "vitest";
import { jsonLinesStream } from "./json-lines.ts";

interface Source {
  fetched: number;
  ended: boolean;
  batches: AsyncIterable<number[]>;
}

/** Batches of one number each; after `breaksAfter` of them it breaks. */
function source(count: number, breaksAfter = Number.POSITIVE_INFINITY): Source {
  const made: Source = { fetched: 0, ended: false, batches: fetchAll() };
  async function* fetchAll() {
    try {
      for (let number = 1; number <= count; number += 1) {
        if (number > breaksAfter) throw new Error("The database is gone.");
        made.fetched += 1;
        yield [number];
      }
    } finally {
      made.ended = true;
    }
  }
  return made;
}

const asIs = (item: unknown) => ({ item });
const unexpected = (error: unknown) => {
  throw error;
};

test("every item is a line, and an empty list is an empty text", async () => {
  const { batches } = source(3);
  const text = await new Response(await jsonLinesStream(batches, asIs, unexpected)).text();
  expect(text).toBe('{"item":1}\n{"item":2}\n{"item":3}\n');
  expect(await new Response(await jsonLinesStream(source(0).batches, asIs, unexpected)).text()).toBe("");
});

test("nothing is fetched before the reader has taken what came before", async () => {
  const made = source(1_000);
  const reader = (await jsonLinesStream(made.batches, asIs, unexpected)).getReader();
  expect(made.fetched).toBe(1);
  await reader.read();
  expect(made.fetched).toBe(1);
  await reader.read();
  expect(made.fetched).toBe(2);
  await reader.cancel();
  expect(made.ended).toBe(true);
});

test("what cannot begin rejects, before anything is answered", async () => {
  await expect(jsonLinesStream(source(3, 0).batches, asIs, unexpected)).rejects.toThrow("gone");
});

test("what breaks on the way breaks the stream off, and is told", async () => {
  const told: unknown[] = [];
  const stream = await jsonLinesStream(source(3, 2).batches, asIs, (error) => told.push(error));
  const reader = stream.getReader();
  await reader.read();
  await reader.read();
  await expect(reader.read()).rejects.toThrow("gone");
  expect(told).toHaveLength(1);
});
