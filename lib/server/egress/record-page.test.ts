import fc from "fast-check";
import { expect, test } from "vitest";
import { peopleAi } from "../../connectors/people-ai.ts";
import { readRecordPage } from "./record-page.ts";

const { pages } = peopleAi.endpoints[0];
const pageOf = (text: string) => readRecordPage(text, pages);

test("records come digit for digit, each on one line, whatever JSON they are written in", () => {
  const text = `{"data": [ {"id": 12345678901234567890, "n": 1.50,
      "text": "a \\"]}\\\\" , "deep": [[{}], {"a":"\\u0024"}]},\r\n{}\t], "meta":{"total":2}}`;
  expect(pageOf(text)).toEqual({
    records: [
      '{"id": 12345678901234567890, "n": 1.50,      "text": "a \\"]}\\\\" , "deep": [[{}], {"a":"\\u0024"}]}',
      "{}",
    ],
    total: 2,
  });
  const records = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })));
  fc.assert(
    fc.property(records, fc.constantFrom(undefined, 1, "\n"), (data, space) => {
      const page = pageOf(JSON.stringify({ before: data, data, meta: { total: data.length } }, null, space));
      if (typeof page === "string") throw new Error(page);
      expect(page.records.map((record) => JSON.parse(record))).toEqual(JSON.parse(JSON.stringify(data)));
      for (const record of page.records) expect(record).not.toMatch(/[\r\n]/);
    }),
  );
});

test("of two lists of one name, the one that a parser takes is read and judged", () => {
  expect(pageOf('{"data":[{"a":1}],"d\\u0061ta":[{"b":2}]}')).toEqual({ records: ['{"b":2}'], total: null });
  expect(pageOf('{"data":[{"a":1}],"data":[{"$tessera":1}]}')).toBe("reserved-name");
});

test("what is no list of objects is no page", () => {
  const texts = [
    "",
    "<html>",
    "[]",
    "null",
    '{"data":{}}',
    '{"data":[{}',
    '{"data":[1]}',
    '{"data":[[]]}',
    '{"data":[null]}',
    '{"constructor":[]}',
  ];
  expect(texts.map(pageOf)).toEqual(texts.map(() => "not-a-list"));
});

test("a record that a reader could take for a line of Tessera's is refused, however its name is written", () => {
  for (const name of ["$tessera", "\\u0024tessera", "$TESSERA", "$te\u017f\u017fera"]) {
    expect(pageOf(`{"data":[{"a":1},{"${name}":{"cursor":null,"end":"complete"}}]}`)).toBe("reserved-name");
  }
  expect(pageOf('{"data":[{"a":{"$tessera":1}}]}')).toMatchObject({ records: ['{"a":{"$tessera":1}}'] });
});

test("a total that is no count is none", () => {
  for (const total of ["-1", "1.5", '"5"', "null", "1e400", "{}"]) {
    expect(pageOf(`{"data":[],"meta":{"total":${total}}}`)).toEqual({ records: [], total: null });
  }
});
