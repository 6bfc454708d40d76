import { afterEach, expect, test } from "vitest";
import { openTessera, type Problem, RequestFailed } from "./client.ts";
import { type PullOptions, pullRecords } from "./pull.ts";
import { type LineAnswer, pushRecords } from "./push.ts";

const realFetch = globalThis.fetch;
afterEach(() => {
  globalThis.fetch = realFetch;
});

type Answer = (request: Request, body: string) => Response;

/** A Tessera that gives these answers, one after the other; what it was asked for, and how long was waited between. */
function answering(...answers: Answer[]) {
  const asked: { path: string; body: string }[] = [];
  const waits: number[] = [];
  globalThis.fetch = async (input) => {
    const request = input as Request;
    const body = await request.text();
    const { pathname, search } = new URL(request.url);
    asked.push({ path: pathname + search, body });
    const answer = answers.shift();
    if (answer === undefined) throw new Error("It was asked more often than the test expects.");
    return answer(request, body);
  };
  const wait = async (milliseconds: number) => void waits.push(milliseconds);
  return {
    tessera: openTessera({ url: "http://tessera.test", token: "tsr_x" }),
    asked,
    waits,
    patience: { wait },
  };
}

/** A body of these pieces, which then ends, or breaks off. */
function stream(pieces: string[], { breaks = false } = {}): Answer {
  return () => {
    const left = pieces.map((piece) => new TextEncoder().encode(piece));
    const body = new ReadableStream({
      pull(controller) {
        const next = left.shift();
        if (next !== undefined) return controller.enqueue(next);
        if (breaks) controller.error(new TypeError("terminated"));
        else controller.close();
      },
    });
    return new Response(body);
  };
}

const problem = (status: number, headers: Record<string, string> = {}): Answer => {
  const body = { type: "about:blank", title: "T", status, code: "some", detail: "Do this.", requestId: "r" };
  return () =>
    Response.json(body, { status, headers: { "content-type": "application/problem+json", ...headers } });
};
const unreachable: Answer = () => {
  throw new TypeError("fetch failed");
};
const trailer = (value: object) => `${JSON.stringify({ $tessera: value })}\n`;

async function pulled(tessera: ReturnType<typeof answering>, options: PullOptions = {}) {
  const records: string[] = [];
  let end: string | undefined;
  let cursor: string | null = null;
  const failure = await (async () => {
    for await (const page of pullRecords(tessera.tessera, "s", options, tessera.patience)) {
      records.push(...page.records);
      ({ end, cursor } = page);
    }
  })().catch((error: unknown) => error);
  return { records, end, cursor, failure };
}

test("a pull goes on from the last trailer that arrived: without a gap, and without a record twice", async () => {
  const broken = { status: 502, detail: "Later." } as Problem;
  const tessera = answering(
    // Pieces end within lines and within letters.
    stream(['{"n":1}\n{"n"', `:2}\n${trailer({ cursor: "c2", records: 2 })}{"n":3}\n`, '{"n":'], {
      breaks: true,
    }),
    unreachable,
    stream([`{"n":3}\n${trailer({ cursor: "c3", records: 1 })}{"n":4}\n`]),
    stream([`{"n":4}\n${trailer({ cursor: "c4", records: 1, end: "broken", problem: broken })}`]),
    problem(429, { "retry-after": "7" }),
    stream([trailer({ cursor: null, records: 0, end: "broken", problem: broken })]),
    stream([
      `{"n":5,"name":"é"}\n${trailer({ cursor: null, records: 1 })}`,
      trailer({ cursor: null, end: "complete" }),
    ]),
  );
  const { records, end, cursor, failure } = await pulled(tessera, { since: "2026-01-01", limit: 100 });
  expect(failure).toBeUndefined();
  expect(records).toEqual(['{"n":1}', '{"n":2}', '{"n":3}', '{"n":4}', '{"n":5,"name":"é"}']);
  expect({ end, cursor }).toEqual({ end: "complete", cursor: null });
  const queries = tessera.asked.map(({ path }) =>
    path.replace("/api/v1/sources/s/records?since=2026-01-01&", ""),
  );
  expect(queries).toEqual([
    "limit=100",
    "limit=98&cursor=c2",
    "limit=98&cursor=c2",
    "limit=97&cursor=c3",
    "limit=96&cursor=c4",
    "limit=96&cursor=c4",
    "limit=96&cursor=c4",
  ]);
  expect(tessera.waits).toEqual([1_000, 2_000, 1_000, 1_000, 7_000, 4_000]);
});

test("a pull ends with what is in the way: at once where nothing is to be hoped for, else after six times", async () => {
  const refused = await pulled(answering(problem(403)));
  expect(refused.failure).toMatchObject({ kind: "refused", message: "Do this." });
  const nobody = await pulled(answering(unreachable));
  expect(nobody.failure).toMatchObject({ kind: "unreachable" });
  const elsewhere = await pulled(answering(() => new Response("<html>", { status: 404 })));
  expect(elsewhere.failure).toMatchObject({ kind: "foreign" });
  const redirected = await pulled(
    answering(() => new Response(null, { status: 302, headers: { location: "/" } })),
  );
  expect(redirected.failure).toMatchObject({ kind: "foreign" });
  const page = stream([`{"n":1}\n${trailer({ cursor: "c1", records: 1 })}`]);
  const down = answering(page, ...Array.from({ length: 5 }, () => unreachable));
  const { failure, records, cursor } = await pulled(down);
  expect(failure).toBeInstanceOf(RequestFailed);
  expect({ records, cursor, waits: down.waits }).toEqual({
    records: ['{"n":1}'],
    cursor: "c1",
    waits: [1_000, 2_000, 4_000, 8_000, 16_000],
  });
});

test("a limit that was reached when the connection broke is reached", async () => {
  const tessera = answering(stream([`1\n2\n${trailer({ cursor: "c", records: 2 })}`], { breaks: true }));
  expect(await pulled(tessera, { limit: 2 })).toMatchObject({
    records: ["1", "2"],
    end: "limit",
    cursor: "c",
  });
});

async function pushed(tessera: ReturnType<typeof answering>, lines: string[]) {
  const answers: LineAnswer[] = [];
  async function* each() {
    yield* lines;
  }
  const failure = await (async () => {
    const options = { dryRun: false };
    for await (const answer of pushRecords(tessera.tessera, "d", each(), options, tessera.patience)) {
      answers.push(answer);
    }
  })().catch((error: unknown) => error);
  return { settled: answers.map(({ line, status }) => `${line} ${status}`), failure };
}

const line = (number: number, status: string) => `${JSON.stringify({ line: number, status })}\n`;

test("a push sends again what has no answer, and only that, and keeps the numbers of the lines", async () => {
  const tessera = answering(
    stream([line(1, "accepted"), line(2, "refused"), '{"line":3,"sta'], { breaks: true }),
    stream([line(1, "accepted"), line(2, "not_tried"), trailer({ end: "broken", problem: { status: 503 } })]),
    stream([line(1, "accepted"), trailer({ end: "complete" })]),
  );
  const { settled, failure } = await pushed(tessera, ["a", "", "b", "c", "  ", "d"]);
  expect(failure).toBeUndefined();
  expect(settled).toEqual(["1 accepted", "3 refused", "4 accepted", "6 accepted"]);
  expect(tessera.asked.map(({ body }) => body)).toEqual(["a\nb\nc\nd\n", "c\nd\n", "d\n"]);
});

test("a push goes in batches, and stops at the first that cannot be sent", async () => {
  const lines = Array.from({ length: 1_200 }, (_, index) => `${index}`);
  const all: Answer = (_request, body) =>
    stream(
      body
        .trimEnd()
        .split("\n")
        .map((_, index) => line(index + 1, "accepted")),
    )(_request, body);
  const tessera = answering(
    all,
    stream([line(1, "accepted"), trailer({ end: "broken", problem: { status: 409 } })]),
  );
  const { settled, failure } = await pushed(tessera, lines);
  expect(failure).toBeInstanceOf(RequestFailed);
  expect(settled.length).toBe(501);
  expect(tessera.waits).toEqual([]);
});
