import { expect, test } from "vitest";
import { inOrder, type Task } from "./in-order.ts";

const never = new AbortController().signal;

/** Work that ends when the test says so. */
function bench(keyOf: (item: number) => string | null = () => null) {
  const begun: number[] = [];
  const ends = new Map<number, (value: string) => void>();
  const taskOf = (item: number): Task<string> =>
    item < 0
      ? { outcome: `no ${item}` }
      : {
          key: keyOf(item),
          work: () => {
            begun.push(item);
            return new Promise((resolve) => ends.set(item, () => resolve(`did ${item}`)));
          },
        };
  return { begun, end: (item: number) => ends.get(item)?.(""), taskOf };
}

async function* batchesOf(...batches: number[][]) {
  yield* batches;
}

/** Lets everything go on that waits for nothing from outside. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

test("outcomes come in the order of the items, although a later one was there first", async () => {
  const { begun, end, taskOf } = bench();
  const outcomes = inOrder(batchesOf([1, -2, 3], [4]), { atOnce: 4, ahead: 10, taskOf, signal: never });
  const first = outcomes.next();
  await settle();
  expect(begun).toEqual([1, 3, 4]);
  end(3);
  await settle();
  end(1);
  expect((await first).value).toEqual(["did 1", "no -2", "did 3"]);
  const second = outcomes.next();
  end(4);
  expect((await second).value).toEqual(["did 4"]);
  expect((await outcomes.next()).done).toBe(true);
});

test("no more work at once than may, and those of one key one after the other, holding up nobody else", async () => {
  const { begun, end, taskOf } = bench((item) => (item < 10 ? "same" : null));
  const outcomes = inOrder(batchesOf([1, 2, 3, 10, 11, 12]), { atOnce: 3, ahead: 10, taskOf, signal: never });
  outcomes.next();
  await settle();
  expect(begun).toEqual([1, 10, 11]);
  end(11);
  await settle();
  expect(begun).toEqual([1, 10, 11, 12]);
  end(1);
  await settle();
  expect(begun).toEqual([1, 10, 11, 12, 2]);
  end(2);
  await settle();
  expect(begun.at(-1)).toBe(3);
});

test("an outcome is given while the next item is still waited for", async () => {
  const { end, taskOf } = bench();
  const { promise: silence } = Promise.withResolvers<void>();
  async function* slow() {
    yield [1];
    await silence;
  }
  const outcomes = inOrder(slow(), { atOnce: 1, ahead: 10, taskOf, signal: never });
  const first = outcomes.next();
  await settle();
  end(1);
  expect((await first).value).toEqual(["did 1"]);
});

test("whoever takes no outcomes holds up the reading", async () => {
  let read = 0;
  async function* endless() {
    for (;;) {
      read += 1;
      yield [-read];
    }
  }
  const { taskOf } = bench();
  const outcomes = inOrder(endless(), { atOnce: 1, ahead: 5, taskOf, signal: never });
  await outcomes.next();
  await settle();
  expect(read).toBeLessThan(10);
  await outcomes.return(undefined);
});

test("once it is ended, or its items break off, no further work begins", async () => {
  const controller = new AbortController();
  const { begun, end, taskOf } = bench();
  const outcomes = inOrder(batchesOf([1, 2, 3]), { atOnce: 1, ahead: 10, taskOf, signal: controller.signal });
  const first = outcomes.next();
  await settle();
  controller.abort();
  end(1);
  expect((await first).done).toBe(true);
  await settle();
  expect(begun).toEqual([1]);

  async function* breaking() {
    yield [4, 5];
    throw new Error("gone");
  }
  const broken = inOrder(breaking(), { atOnce: 1, ahead: 10, taskOf, signal: never });
  expect((await broken.next()).done).toBe(true);
  end(4);
  await settle();
  expect(begun).toEqual([1, 4]);
});

test("work that rejects breaks it off, and what it threw is told", async () => {
  const taskOf = (): Task<string> => ({ key: "same", work: () => Promise.reject(new Error("a bug")) });
  const outcomes = inOrder(batchesOf([1, 2]), { atOnce: 2, ahead: 10, taskOf, signal: never });
  await expect(outcomes.next()).rejects.toThrow("a bug");
});
