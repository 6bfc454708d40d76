import { once } from "node:events";
import type { RequestListener, ServerResponse } from "node:http";
import { beforeEach, expect, test, vi } from "vitest";
import { startEmulator } from "../../../e2e/people-ai-emulator/emulator.ts";
import { findEndpoint } from "../../connectors/index.ts";
import { peopleAi } from "../../connectors/people-ai.ts";
import type { Integration } from "../../integrations.ts";
import type { RecordsQuery, RecordsTrailer } from "../../records.ts";
import { egressTo, KEY, KEY_TEXT, MOCK, startHttp } from "../egress/hostile-upstream.ts";
import type { EgressRequest } from "../egress/send.ts";
import { notFound, Refusal } from "../errors.ts";
import { Secret } from "../vault/secret.ts";
import type { PageSender } from "./fetch-page.ts";
import { pullLines } from "./pull-lines.ts";
import type { IntegrationInUse } from "./use-integration.ts";

const here = {
  open: vi.fn<() => Promise<PageSender>>(),
  source: vi.fn<() => Promise<IntegrationInUse>>(),
  broke: vi.fn<(error: unknown) => void>(),
};

function sourceOf(endpointId = "activities", changes: Partial<Integration> = {}) {
  const endpoint = findEndpoint(peopleAi, "source", endpointId);
  const credential = { id: "c-1", environment: "mock" };
  const integration = { id: "s-1", connector: "people-ai", endpoint: endpointId, settings: {}, credential };
  return {
    integration: { ...integration, ...changes },
    connector: peopleAi,
    endpoint,
  } as unknown as IntegrationInUse;
}

beforeEach(() => {
  here.broke.mockReset();
  here.source.mockReset().mockImplementation(async () => sourceOf());
});

/** Whatever is read from now on is read from there. */
function readFrom(origin: string, limitMs?: number) {
  const egress = egressTo(origin, limitMs === undefined ? {} : { limitMs });
  const send = (request: EgressRequest) => egress.send(MOCK, KEY, request);
  here.open.mockReset().mockImplementation(async () => ({ send }));
}

/** A service of 2,500 numbered records; `instead` answers itself where it likes, told how often it was asked. */
async function startService(instead: (times: number, offset: number, response: ServerResponse) => boolean) {
  let times = 0;
  const answer: RequestListener = (request, response) => {
    times += 1;
    const query = new URL(request.url ?? "", "http://service").searchParams;
    const [offset, limit] = [Number(query.get("offset")), Number(query.get("limit"))];
    if (instead(times, offset, response)) return;
    const data = Array.from({ length: Math.max(0, Math.min(limit, 2_500 - offset)) }, (_, index) => ({
      n: offset + index,
    }));
    response.end(JSON.stringify({ data, meta: { total: 2_500 } }));
  };
  const { origin, requests } = await startHttp(answer);
  readFrom(origin, 1_000);
  return requests;
}

const refuse = (response: ServerResponse, status: number, headers: Record<string, string> = {}) => {
  response.writeHead(status, headers).end(JSON.stringify({ id: "trace-1", message: KEY_TEXT }));
  return true;
};

type End = RecordsTrailer["$tessera"];

/** Reads to the end: the numbers of the records that a trailer stands below, and the last trailer. */
async function read(query: RecordsQuery = {}) {
  const { signal } = new AbortController();
  const waits: number[] = [];
  const wait = async (ms: number) => void waits.push(ms);
  let text = "";
  for await (const part of pullLines(query, { ...here, requestId: "r-1", signal, wait })) text += part;
  expect(text).not.toContain(KEY_TEXT);
  const lines = text.split("\n").map((line) => (line === "" ? null : JSON.parse(line)));
  expect(lines.pop()).toBeNull();
  const last: End = lines.at(-1).$tessera;
  const records: number[] = lines.filter((line) => !("$tessera" in line)).map(({ n }) => n);
  expect(last.records).toBe(records.length);
  return { records, last, waits, trailers: lines.length - records.length };
}

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => from + index);

test("a whole source comes page by page, and a part of it with the cursor to the rest", async () => {
  const requests = await startService(() => false);
  const whole = await read();
  expect(whole).toEqual({
    records: numbers(0, 2_500),
    last: { cursor: null, records: 2_500, end: "complete" },
    waits: [],
    trailers: 3,
  });
  const part = await read({ limit: 1_200 });
  expect(part.last).toMatchObject({ records: 1_200, end: "limit" });
  const rest = await read({ cursor: String(part.last.cursor) });
  expect([...part.records, ...rest.records]).toEqual(numbers(0, 2_500));
  expect(requests[0]?.url).toBe("/v0/public/activities?limit=1000&offset=0");
});

test("what passes is tried again, as late as the service says, and nothing is lost or doubled", async () => {
  await startService((times, _offset, response) => {
    if (times === 2) return refuse(response, 429, { "retry-after": "7" });
    if (times === 3) return refuse(response, 503);
    if (times === 4) return response.destroy() !== undefined;
    return times === 5; // no answer at all
  });
  const { records, last, waits } = await read();
  expect(records).toEqual(numbers(0, 2_500));
  expect(last.end).toBe("complete");
  expect(waits).toHaveLength(4);
  expect(waits[0]).toBe(7_000);
});

test("what does not pass ends in a last line that says so, and its cursor gives exactly the rest", async () => {
  let broken = true;
  await startService((_times, offset, response) => broken && offset === 2_000 && refuse(response, 500));
  const { records, last, waits } = await read();
  expect(waits).toHaveLength(4);
  expect(last).toEqual({
    cursor: expect.any(String),
    records: 2_000,
    end: "broken",
    problem: {
      status: 502,
      code: "no_records",
      detail: expect.stringContaining("People.ai answered 500."),
      requestId: "r-1",
      traceId: "trace-1",
    },
  });
  broken = false;
  const rest = await read({ cursor: String(last.cursor) });
  expect([...records, ...rest.records]).toEqual(numbers(0, 2_500));
});

test("what cannot begin rejects with a status that says why, sooner than later", async () => {
  const expected: [
    instead: (response: ServerResponse) => boolean,
    status: number,
    code: string,
    tries: number,
  ][] = [
    [(response) => refuse(response, 401), 502, "no_records", 1],
    [(response) => refuse(response, 403), 502, "no_records", 1],
    [(response) => refuse(response, 302, { location: "http://evil.example" }), 502, "no_records", 1],
    [(response) => refuse(response, 200), 502, "no_records", 1],
    [(response) => refuse(response, 500), 502, "no_records", 3],
    [(response) => refuse(response, 429), 429, "throttled", 3],
    [(response) => refuse(response, 429, { "retry-after": "3600" }), 429, "throttled", 1],
    [(response) => !response.destroy(), 502, "no_records", 3],
    [() => true, 504, "timeout", 3],
  ];
  for (const [instead, status, code, tries] of expected) {
    const requests = await startService((_times, _offset, response) => {
      instead(response);
      return true;
    });
    const refusal = await read().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(Refusal);
    expect(refusal).toMatchObject({ status, code });
    expect(requests).toHaveLength(tries);
  }
});

test("a page of more than 16 MiB is not held", async () => {
  await startService((_times, _offset, response) => {
    response.write('{"data":[');
    const piece = Buffer.alloc(1024 * 1024, " ");
    for (let written = 0; written <= 16; written += 1) response.write(piece);
    response.end("]}");
    return true;
  });
  await expect(read()).rejects.toMatchObject({
    status: 502,
    message: expect.stringMatching(/smaller limit/),
  });
});

test("a record that is written like a last line is never given", async () => {
  await startService((_times, offset, response) => {
    if (offset < 1_000) return false;
    response.end('{"data":[{"n":1},{"\\u0024tessera":{"cursor":null,"records":2,"end":"complete"}}]}');
    return true;
  });
  const { records, last } = await read();
  expect(records).toEqual(numbers(0, 1_000));
  expect(last.end).toBe("broken");
});

test("whoever may no more gets no further page, and a source that reads something else ends", async () => {
  await startService(() => false);
  const gone = new Refusal(401, "bad_token", "This token is revoked.");
  here.source.mockResolvedValueOnce(sourceOf()).mockRejectedValueOnce(gone);
  const revoked = await read();
  expect(revoked.last).toMatchObject({
    records: 1_000,
    end: "broken",
    problem: { status: 401, code: "bad_token" },
  });
  here.open.mockImplementationOnce(here.open.getMockImplementation() as () => Promise<PageSender>);
  here.open.mockRejectedValue(notFound("credential"));
  expect((await read()).last).toMatchObject({ records: 1_000, end: "broken", problem: { status: 404 } });
  await startService(() => false);
  here.source.mockImplementationOnce(async () => sourceOf());
  here.source.mockImplementation(async () => sourceOf("activities", { settings: { from: "2026-01-01" } }));
  expect((await read()).last).toMatchObject({ records: 1_000, problem: { code: "changed_meanwhile" } });
});

test("the rows of another credential, which may be another account's, are never given at the old place", async () => {
  await startService(() => false);
  const ofAnother = { credential: { id: "c-2", environment: "mock" } as Integration["credential"] };
  here.source.mockImplementationOnce(async () => sourceOf());
  here.source.mockImplementation(async () => sourceOf("activities", ofAnother));
  const { last } = await read();
  expect(last).toMatchObject({ records: 1_000, end: "broken", problem: { code: "changed_meanwhile" } });
  await expect(read({ cursor: String(last.cursor) })).rejects.toMatchObject({
    status: 422,
    extras: { errors: [{ field: "cursor" }] },
  });
});

test.each([
  ["UTC", {}, "2026-02-26"],
  ["where it is tomorrow already", { "time-zone": "Pacific/Kiritimati" }, "2026-02-27"],
  ["a time zone of the service's own", { "time-zone": "Elsewhere/Nowhere" }, "2026-02-26"],
])(
  "so many days back are the same days over midnight and on the next day, in %s",
  async (_where, zone, first) => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.parse("2026-03-01T23:59:59Z") });
    try {
      const requests = await startService((_times, offset) => {
        if (offset === 1_000) vi.setSystemTime("2026-03-02T00:00:01Z");
        return false;
      });
      here.source.mockImplementation(async () =>
        sourceOf("activities", { settings: { "last-n-days": 3, ...zone } }),
      );
      const part = await read({ limit: 2_000 });
      vi.setSystemTime("2026-03-03T12:00:00Z");
      const rest = await read({ cursor: String(part.last.cursor) });
      expect([...part.records, ...rest.records]).toEqual(numbers(0, 2_500));
      const asked = requests.map(({ url }) => new URL(url ?? "", "http://x").searchParams);
      expect(asked.map((query) => [query.get("from"), query.get("last-n-days")])).toEqual(
        asked.map(() => [first, null]),
      );
    } finally {
      vi.useRealTimers();
    }
  },
);

test("a bug of ours is logged, and told without its words", async () => {
  await startService(() => false);
  here.source.mockResolvedValueOnce(sourceOf()).mockRejectedValueOnce(new Error(KEY_TEXT));
  const { last } = await read();
  expect(last).toMatchObject({ end: "broken", problem: { status: 500, code: "internal" } });
  expect(here.broke).toHaveBeenCalledOnce();
});

test("when the reader goes away, the request to the service ends", async () => {
  const { promise: arrived, resolve: arrive } = Promise.withResolvers<ServerResponse>();
  await startService((times, _offset, response) => {
    if (times > 1) arrive(response);
    return times > 1;
  });
  const { signal } = new AbortController();
  const texts = pullLines({}, { ...here, requestId: "r-1", signal });
  await texts.next();
  const response = await arrived;
  const closed = once(response, "close");
  await texts.return();
  await closed;
});

test("since narrows what the source reads, stays in the cursor, and is refused where there is no such thing", async () => {
  const requests = await startService(() => false);
  const settings = { "ingested-from": "2026-02-01", "ingested-to": "2026-03-01" };
  here.source.mockImplementation(async () => sourceOf("activities", { settings }));
  const { last } = await read({ since: "2026-02-10", limit: 1 });
  const cursor = String(last.cursor);
  await read({ cursor, limit: 1 });
  await read({ since: "2026-01-01", limit: 1 });
  const asked = requests.map(({ url }) => new URL(url ?? "", "http://x").searchParams.get("ingested-from"));
  expect(asked).toEqual(["2026-02-10", "2026-02-10", "2026-02-01"]);

  const field = (name: string) => ({ status: 422, extras: { errors: [{ field: name }] } });
  await expect(read({ since: "2026-03-02" })).rejects.toMatchObject(field("since"));
  await expect(read({ cursor, since: "2026-02-11" })).rejects.toMatchObject(field("since"));
  await expect(read({ cursor: "nonsense" })).rejects.toMatchObject(field("cursor"));
  here.source.mockImplementation(async () => sourceOf("activities", { settings, id: "s-2" }));
  await expect(read({ cursor })).rejects.toMatchObject(field("cursor"));
  here.source.mockImplementation(async () => sourceOf("activities"));
  await expect(read({ cursor })).rejects.toMatchObject(field("cursor"));
  here.source.mockImplementation(async () => sourceOf("accounts"));
  await expect(read({ since: "2026-02-10" })).rejects.toMatchObject(field("since"));
});

test("every endpoint of People.ai that a source can have is read", async () => {
  const emulator = await startEmulator();
  const egress = egressTo(emulator.url);
  for (const { id } of peopleAi.endpoints.filter(({ direction }) => direction === "source")) {
    const key = Secret.of(`demo-valid-${id}`);
    const send = (request: EgressRequest) => egress.send(MOCK, key, request);
    here.open.mockReset().mockImplementation(async () => ({ send }));
    here.source.mockImplementation(async () => sourceOf(id));
    expect((await read({ limit: 3 })).last, id).toMatchObject({ records: 3, end: "limit" });
  }
  await emulator.close();
});
