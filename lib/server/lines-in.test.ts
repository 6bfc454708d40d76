import fc from "fast-check";
import { expect, test } from "vitest";
import { type LineIn, linesIn } from "./lines-in.ts";

/** The lines of a body that comes in pieces of these lengths, and then in one. */
async function read(body: Buffer | string, lengths: readonly number[] = []): Promise<LineIn[]> {
  const bytes = Buffer.from(body);
  async function* pieces() {
    let start = 0;
    for (const length of lengths) {
      yield new Uint8Array(bytes.subarray(start, start + length));
      start += length;
    }
    yield new Uint8Array(bytes.subarray(start));
  }
  const lines: LineIn[] = [];
  for await (const some of linesIn(pieces())) lines.push(...some);
  return lines;
}

const said = (lines: LineIn[]) => lines.map((line) => ("value" in line ? line.value : line.wrong));

test("however a body is cut, its lines are those of the whole", async () => {
  const record = fc.record({ text: fc.string({ unit: "grapheme" }), more: fc.array(fc.integer()) });
  const endings = fc.constantFrom("\n", "\r\n", "\n\n", "\r\n\t \r\n");
  const cuts = fc.array(fc.nat(12), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(record, endings)), cuts, async (lines, lengths) => {
      const body = lines.map(([value, ending]) => JSON.stringify(value) + ending).join("");
      expect(said(await read(body, lengths))).toEqual(lines.map(([value]) => value));
      expect(said(await read(body.trimEnd(), lengths))).toEqual(lines.map(([value]) => value));
    }),
  );
});

test("empty lines are counted and left out, and so is a byte order mark at the beginning alone", async () => {
  expect(await read("\uFEFF1\n\n \r\n2\n\uFEFF3\n4")).toEqual([
    { line: 1, value: 1 },
    { line: 4, value: 2 },
    { line: 5, wrong: expect.stringMatching(/valid JSON/) },
    { line: 6, value: 4 },
  ]);
  expect(await read("\uFEFF\n")).toEqual([]);
  expect(await read("")).toEqual([]);
});

test("a line that is too long, no UTF-8 or no JSON is refused without a word of it, and the next is read", async () => {
  const long = (bytes: number) => `"${"x".repeat(bytes - 2)}"`;
  const lines = Buffer.concat([
    Buffer.from(`${long(64 * 1024)}\n${long(64 * 1024 + 1)}\n${long(1024 * 1024)}\n{"secret\n`),
    Buffer.from([0x22, 0xc0, 0xaf, 0x22, 0x0a, 0x22, 0xed, 0xa0, 0x80, 0x22, 0x0a]),
    Buffer.from('1 2\n{"a":1,}\n"\\ud800"\n7'),
  ]);
  const found = await read(lines, [100, 70_000, 5]);
  expect(found.map((line) => ("value" in line ? "read" : line.wrong.match(/64 KiB|JSON/)?.[0]))).toEqual([
    "read",
    "64 KiB",
    "64 KiB",
    "JSON",
    "JSON",
    "JSON",
    "JSON",
    "JSON",
    "read",
    "read",
  ]);
  expect(JSON.stringify(found.slice(1))).not.toMatch(/secret|xx/);
  expect(found.at(-1)).toEqual({ line: 10, value: 7 });
});

test("nothing is read before the lines that came are taken, and never are more than a hundred given at once", async () => {
  let pieces = 0;
  async function* endless() {
    for (;;) {
      pieces += 1;
      yield Buffer.from("1\n".repeat(250));
    }
  }
  const lines = linesIn(endless());
  const counts: (number | undefined)[] = [];
  for (let count = 0; count < 4; count += 1) counts.push((await lines.next()).value?.length);
  expect(counts).toEqual([100, 100, 50, 100]);
  expect(pieces).toBe(2);
  await lines.return(undefined);
});
