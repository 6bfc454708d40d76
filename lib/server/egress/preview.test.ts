import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { startEmulator } from "../../../e2e/people-ai-emulator/emulator.ts";
import type { ConnectorEndpoint, EndpointParameter } from "../../connectors/define-connector.ts";
import { wrongSettings } from "../../connectors/endpoint-settings.ts";
import { findEndpoint } from "../../connectors/index.ts";
import { peopleAi } from "../../connectors/people-ai.ts";
import { Secret } from "../vault/secret.ts";
import { egressTo, failureCodeOf, failureOf, KEY, MOCK, startHttp, startTcp } from "./hostile-upstream.ts";
import { fetchSampleRows, SampleError } from "./preview.ts";

function endpoint(id: string) {
  const found = findEndpoint(peopleAi, "source", id);
  if (found === undefined) throw new Error(`There is no source endpoint ${id}.`);
  return found;
}

async function sampleOf(body: unknown, status = 200) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const { origin } = await startHttp((_request, response) => response.writeHead(status).end(text));
  return fetchSampleRows(egressTo(origin), MOCK, KEY, { endpoint: endpoint("accounts") });
}

test("ten rows of every source endpoint come as a table", async () => {
  const emulator = await startEmulator();
  const egress = egressTo(emulator.url);
  for (const source of peopleAi.endpoints.filter(({ direction }) => direction === "source")) {
    const key = Secret.of(`demo-valid-${source.id}`);
    const sample = await fetchSampleRows(egress, MOCK, key, { endpoint: source });
    expect(sample.rows).toHaveLength(10);
    expect(sample.columns.length).toBeGreaterThanOrEqual(4);
    expect(sample.columns.length).toBeLessThanOrEqual(12);
    expect(sample.rows.every((row) => row.length === sample.columns.length)).toBe(true);
    expect(sample.total).toBeGreaterThan(10);
    expect(sample.request).toEqual({
      method: "GET",
      url: `${emulator.url}/v0/public${source.path}?limit=10`,
      header: "X-API-Key",
    });
  }
  await emulator.close();
});

test("every parameter of every source endpoint goes along as it is set, and is answered", async () => {
  const emulator = await startEmulator();
  const egress = egressTo(emulator.url);
  const sources: ConnectorEndpoint[] = peopleAi.endpoints.filter(({ direction }) => direction === "source");
  for (const source of sources) {
    for (const parameter of source.parameters ?? []) {
      const { name } = parameter;
      const settings = { [name]: takenBy(parameter) };
      expect(wrongSettings(source, settings)).toEqual([]);
      const key = Secret.of(`demo-valid-${source.id}-${name}`);
      const sample = await fetchSampleRows(egress, MOCK, key, { endpoint: source, settings });
      expect(sample.rows, `${source.id} with ${name}`).toHaveLength(10);
      const { searchParams } = new URL(sample.request.url);
      expect([...searchParams]).toEqual([
        [name, String(settings[name])],
        ["limit", "10"],
      ]);
    }
  }
  await emulator.close();
});

/** One that the parameter takes. */
function takenBy(parameter: EndpointParameter): string | number {
  switch (parameter.type) {
    case "date":
      return "2026-01-31";
    case "number":
      return parameter.max;
    case "choice":
      return parameter.options[0]?.value ?? "";
    case "text":
      return "Abc-1";
  }
}

describe("a table", () => {
  test("has plain columns first, in order of appearance, and nested values as short JSON", async () => {
    const { columns, rows } = await sampleOf({
      data: [
        { id: 1, tags: ["a"], name: "One", owner: null },
        { id: 2, active: true, tags: null, owner: { name: "Ana" } },
      ],
    });
    expect(columns).toEqual(["id", "name", "active", "tags", "owner"]);
    expect(rows).toEqual([
      [1, "One", null, '["a"]', null],
      [2, null, true, null, '{"name":"Ana"}'],
    ]);
  });

  test("keeps to ten rows and twelve columns where the service sends more", async () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`c${index}`, index]));
    const { columns, rows } = await sampleOf({ data: Array.from({ length: 50 }, () => wide) });
    expect(columns).toHaveLength(12);
    expect(rows).toHaveLength(10);
  });

  test("bounds every text, without cutting a character in two", async () => {
    const long = "😀".repeat(1_000);
    const { columns, rows } = await sampleOf({ data: [{ text: long, nested: [long], [long]: 1 }] });
    const texts = [...columns, ...rows.flat()].filter((cell) => typeof cell === "string");
    expect(Math.max(...texts.map((text) => text.length))).toBeLessThanOrEqual(500);
    expect(texts.every((text) => text.isWellFormed())).toBe(true);
    expect(String(rows[0]?.[columns.indexOf("nested")]).length).toBeLessThanOrEqual(200);
  });

  test("keeps every digit of a long id", async () => {
    const { rows } = await sampleOf('{"data":[{"id":12345678901234567890,"amount":1.5}]}');
    expect(rows).toEqual([["12345678901234567890", 1.5]]);
  });

  test("treats names that objects inherit as plain names", async () => {
    const { columns, rows } = await sampleOf('{"data":[{"__proto__":"a","constructor":"b"},{}]}');
    expect(columns).toEqual(["__proto__", "constructor"]);
    expect(rows).toEqual([
      ["a", "b"],
      [null, null],
    ]);
  });

  test.each([
    [{ data: [] }, null],
    [{ data: [], meta: null }, null],
    [{ data: [], meta: { total: 2_843 } }, 2_843],
    [{ data: [], meta: { total: -1 } }, null],
    [{ data: [], meta: { total: "many" } }, null],
  ])("%j has total %j", async (body, total) => {
    expect(await sampleOf(body)).toMatchObject({ columns: [], rows: [], total });
  });

  test("has no key in it, although the service echoes it", async () => {
    const { origin } = await startHttp((request, response) => {
      response.end(JSON.stringify({ data: [{ key: request.headers["x-api-key"] }] }));
    });
    const { rows } = await fetchSampleRows(egressTo(origin), MOCK, KEY, { endpoint: endpoint("accounts") });
    expect(rows).toEqual([["[masked]"]]);
  });
});

describe("an answer without rows says what to do next", () => {
  test.each([
    [401, /rejected the key\. Select/],
    [403, /no access to Accounts\. Select/],
    [404, /no Accounts at this address\. Check/],
    [422, /refused the request \(422\)\. Test/],
    [429, /too many requests .*\. Wait/],
    [302, /redirect \(302\)\. Check/],
    [503, /answered 503\. Try again/],
  ])("%i", async (status, sentence) => {
    const error = await failureOf(sampleOf('{"id":"trace-1"}', status));
    expect(error).toBeInstanceOf(SampleError);
    expect(error).toMatchObject({ status, message: expect.stringMatching(sentence) });
    if (status >= 400) expect(error).toMatchObject({ traceId: "trace-1" });
  });

  test.each([
    "<h1>Sign in</h1>",
    "",
    "[]",
    "null",
    '{"data":{}}',
    '{"data":[1]}',
    '{"data":[null]}',
    '{"data":[[]]}',
  ])("200 with %j", async (body) => {
    const error = await failureOf(sampleOf(body));
    expect(error).toBeInstanceOf(SampleError);
    expect(error).toMatchObject({ status: 200, message: expect.stringContaining("a list of accounts") });
  });

  test("no answer stays the error of egress", async () => {
    const origin = await startTcp((socket) => socket.end());
    const sample = fetchSampleRows(egressTo(origin), MOCK, KEY, { endpoint: endpoint("accounts") });
    expect(await failureCodeOf(sample)).toBe("broken");
  });
});

test("whatever JSON a service sends, the answer is a bounded table or a SampleError", async () => {
  const item = fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue());
  const body = fc.oneof(fc.record({ data: fc.array(item, { maxLength: 12 }) }), fc.jsonValue());
  let current = "";
  const { origin } = await startHttp((_request, response) => response.end(current));
  const egress = egressTo(origin);
  await fc.assert(
    fc.asyncProperty(body, async (value) => {
      current = JSON.stringify(value);
      const sample = await fetchSampleRows(egress, MOCK, KEY, { endpoint: endpoint("accounts") }).catch(
        (error) => {
          expect(error).toBeInstanceOf(SampleError);
          return null;
        },
      );
      if (sample === null) return;
      expect(sample.rows.length).toBeLessThanOrEqual(10);
      expect(sample.rows.every((row) => row.length === sample.columns.length)).toBe(true);
      expect(sample.rows.flat().every((cell) => cell === null || typeof cell !== "object")).toBe(true);
    }),
  );
});
