import { describe, expect, test } from "vitest";
import type { RecordPage } from "./record-page.ts";
import { type PageRequest, type Walk, walkPages } from "./walk-pages.ts";

const numbers = (from: number, to: number) =>
  Array.from({ length: Math.max(0, to - from) }, (_, index) => String(from + index));

/** A service with so many records; `page` says what it gives of them. */
function service(size: number, page: (request: PageRequest) => Partial<RecordPage> = () => ({})) {
  const asked: PageRequest[] = [];
  const fetch: Walk["fetch"] = async (request) => {
    asked.push(request);
    const { offset, count } = request;
    return { records: numbers(offset, Math.min(size, offset + count)), total: size, ...page(request) };
  };
  return { asked, fetch };
}

async function walk({ fetch }: { fetch: Walk["fetch"] }, changes: Partial<Walk> = {}) {
  const records: string[] = [];
  let last: unknown = null;
  try {
    for await (const page of walkPages({ from: 0, limit: null, rowsAPage: 10, fetch, ...changes })) {
      records.push(...page.records);
      last = [page.end, page.next];
    }
  } catch (error) {
    last = (error as { code: string }).code;
  }
  return { records, last };
}

test("every record comes once, from wherever it begins", async () => {
  for (const [size, from] of [
    [25, 0],
    [25, 7],
    [20, 0],
    [0, 0],
    [5, 9],
  ] as const) {
    const { records, last } = await walk(service(size), { from });
    expect(records).toEqual(numbers(from, size));
    expect(last).toEqual(["complete", Math.max(size, from)]);
  }
});

test("no more come than were asked for, and no more are fetched", async () => {
  const made = service(100);
  expect(await walk(made, { from: 3, limit: 14 })).toEqual({ records: numbers(3, 17), last: ["limit", 17] });
  expect(made.asked).toEqual([
    { offset: 3, count: 10 },
    { offset: 13, count: 4 },
  ]);
  expect((await walk(service(4), { limit: 10 })).last).toEqual(["complete", 4]);
  const generous = service(100, () => ({ records: numbers(0, 50) }));
  expect(await walk(generous, { limit: 14 })).toEqual({ records: numbers(0, 14), last: ["limit", 14] });
});

test("only one page is fetched ahead, and none while nobody reads", async () => {
  const made = service(100);
  const pages = walkPages({ from: 0, limit: null, rowsAPage: 10, fetch: made.fetch });
  expect(made.asked).toHaveLength(0);
  await pages.next();
  expect(made.asked).toHaveLength(2);
  await pages.next();
  expect(made.asked).toHaveLength(3);
});

test("whoever stops reading ends the fetch that is under way", async () => {
  const signals: AbortSignal[] = [];
  const { fetch } = service(100);
  const pages = walkPages({
    from: 0,
    limit: null,
    rowsAPage: 10,
    fetch: (request, signal) => {
      signals.push(signal);
      return request.offset === 0 ? fetch(request, signal) : new Promise(() => {});
    },
  });
  await pages.next();
  await pages.return();
  expect(signals.at(-1)?.aborted).toBe(true);
});

describe("A service that", () => {
  test("gives fewer rows than asked, in the middle, is read on by what came", async () => {
    const short = service(25, ({ offset, count }) => ({
      records: numbers(offset, Math.min(25, offset + Math.min(count, 4))),
    }));
    expect(await walk(short)).toEqual({ records: numbers(0, 25), last: ["complete", 25] });
    const silent = service(25, ({ offset }) => ({
      records: numbers(offset, Math.min(25, offset + 4)),
      total: null,
    }));
    expect(await walk(silent)).toEqual({ records: numbers(0, 25), last: ["complete", 25] });
  });

  test("says a total that is too small is read to its end all the same", async () => {
    for (const total of [0, 5, 10, 20]) {
      expect((await walk(service(25, () => ({ total })))).records).toEqual(numbers(0, 25));
    }
  });

  test("stops before the total that it says is not taken for complete", async () => {
    const made = service(25, () => ({ total: 40 }));
    expect(await walk(made)).toEqual({ records: numbers(0, 25), last: "fewer-than-told" });
    const capped = service(25, ({ offset }) => (offset < 20 ? {} : { records: [], total: null }));
    expect(await walk(capped)).toEqual({ records: numbers(0, 20), last: "fewer-than-told" });
    // What was deleted meanwhile is missed by nobody.
    const shrunk = service(20, ({ offset }) => ({ total: offset < 20 ? 25 : 20 }));
    expect((await walk(shrunk)).last).toEqual(["complete", 20]);
  });

  test("gives one page for ever, or the first one again, is left", async () => {
    const endless = service(0, () => ({ records: numbers(0, 10), total: 1_000 }));
    expect(await walk(endless)).toEqual({ records: numbers(0, 10), last: "same-page" });
    const circling = service(0, ({ offset }) => ({ records: numbers(offset % 30, (offset % 30) + 10) }));
    expect((await walk(circling)).last).toBe("same-page");
  });
});
