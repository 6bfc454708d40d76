import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { json } from "node:stream/consumers";
import { describe, expect, test, vi } from "vitest";
import type { ConnectorEndpoint } from "../../connectors/define-connector.ts";
import { findEndpoint } from "../../connectors/index.ts";
import { peopleAi } from "../../connectors/people-ai.ts";
import { recordChecker } from "../../connectors/record-schema.ts";
import type { PushAnswer, PushedLine, PushTrailer } from "../../pushed-records.ts";
import { egressTo, freePort, KEY, KEY_TEXT, MOCK, startHttp } from "../egress/hostile-upstream.ts";
import { notFound, Refusal } from "../errors.ts";
import { linesIn } from "../lines-in.ts";
import { type Push, pushLines } from "./push-lines.ts";
import type { Retries, Writing } from "./write-record.ts";

const emails = findEndpoint(peopleAi, "destination", "email-activities") as ConnectorEndpoint;
const { upsertOn: _, ...unrepeatable } = emails;
const QUICK: Retries = { tries: 3, firstMs: 1, mostMs: 5, queueMs: 500 };

const email = (external_id: string, changes: object = {}) => ({
  external_id,
  from: "ada@example.com",
  to: ["grace@example.com"],
  subject: "Next steps",
  timestamp: 1_700_000_000,
  ...changes,
});
const linesOf = (...records: unknown[]) => records.map((record) => `${JSON.stringify(record)}\n`).join("");

interface Upsert {
  external_id: string;
  subject: string;
}
type Answer = (record: Upsert, response: ServerResponse, request: IncomingMessage) => void;

const ok: Answer = (record, response) =>
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ data: record }));
const withStatus =
  (status: number, body: object = {}, headers: Record<string, string> = {}): Answer =>
  (_record, response) =>
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));

/** A service that answers each record as told, and keeps those that it got. */
async function service(answer: Answer) {
  const got: Upsert[] = [];
  const { origin, requests } = await startHttp(async (request, response) => {
    const record = (await json(request)) as Upsert;
    got.push(record);
    answer(record, response, request);
  });
  return { origin, requests, got };
}

const noBug = (error: unknown) => expect.unreachable(String(error));

/** How a push to this origin is made, with changes. */
function pushTo(
  origin: string,
  { endpoint = emails, ...changes }: Partial<Push & Pick<Writing, "send" | "broke">> = {},
) {
  const egress = egressTo(origin, { limitMs: 1_000 });
  const send: Writing["send"] = changes.send ?? ((request) => egress.send(MOCK, KEY, request));
  return {
    endpoint,
    check: recordChecker(endpoint),
    writing: { service: "People.ai", send, broke: changes.broke ?? noBug, retries: QUICK },
    signal: new AbortController().signal,
    ...changes,
  } satisfies Push & object;
}

async function* bodyOf(...pieces: string[]) {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function pushed(body: string, push: Push): Promise<{ lines: PushedLine[]; trailer: PushTrailer }> {
  const answers: PushAnswer[] = [];
  for await (const some of pushLines(linesIn(bodyOf(body)), push)) answers.push(...some);
  expect(JSON.stringify(answers)).not.toContain(KEY_TEXT.slice(0, 15));
  const trailer = answers.pop() as PushTrailer;
  expect(trailer).toHaveProperty("$tessera");
  return { lines: answers as PushedLine[], trailer };
}
const statuses = (lines: PushedLine[]) => lines.map(({ status }) => status);

describe("a push", () => {
  test("says of each line what became of it, and why, and sends nothing of what is refused", async () => {
    const { origin, got, requests } = await service((record, response, request) =>
      record.subject === "odd"
        ? withStatus(422, { message: "the sender is unknown", id: "trace-1" })(record, response, request)
        : ok(record, response, request),
    );
    const body = `${linesOf(email("1"), email("2", { to: [], "a key": 1 }))}{"half\n\n${linesOf(email("3", { subject: "odd" }), email("4"))}`;
    const { lines, trailer } = await pushed(body, pushTo(origin));
    expect(lines).toEqual([
      { line: 1, status: "accepted" },
      {
        line: 2,
        status: "refused",
        errors: [
          { field: "to", message: expect.stringMatching(/list/) },
          { field: "", message: expect.stringMatching(/leave it out/) },
        ],
      },
      { line: 3, status: "refused", errors: [{ field: "", message: expect.stringMatching(/JSON/) }] },
      {
        line: 5,
        status: "refused",
        detail:
          "People.ai refused it with 422: the sender is unknown. Change the record, then send it again.",
        traceId: "trace-1",
      },
      { line: 6, status: "accepted" },
    ]);
    expect(trailer.$tessera).toEqual({ accepted: 2, refused: 3, notTried: 0, end: "complete" });
    expect(got.map(({ external_id }) => external_id).sort()).toEqual(["1", "3", "4"]);
    expect(requests[0]).toMatchObject({ method: "PUT", url: "/v0/public/activities/email" });
    expect(got.find(({ external_id }) => external_id === "1")).toEqual(email("1"));
  });

  test("without anything to write with checks alone", async () => {
    const { writing: _none, ...dry } = pushTo("http://127.0.0.1:9");
    const { lines, trailer } = await pushed(linesOf(email("1"), { ...email("2"), from: "" }), dry);
    expect(statuses(lines)).toEqual(["valid", "refused"]);
    expect(trailer.$tessera).toEqual({ valid: 1, refused: 1, notTried: 0, end: "complete" });
  });

  test("has at most four records on their way, and those of one id one after the other", async () => {
    let open = 0;
    let most = 0;
    const { origin, got } = await service((record, response, request) => {
      open += 1;
      most = Math.max(most, open);
      setImmediate(() => {
        open -= 1;
        // The first of an id fails at first: what came after it must not overtake it.
        const isFirst = got.filter(({ subject }) => subject === record.subject).length === 1;
        (isFirst ? withStatus(503) : ok)(record, response, request);
      });
    });
    const records = Array.from({ length: 60 }, (_value, at) =>
      email(`${at % 5}`, { subject: `subject ${at}` }),
    );
    const { lines } = await pushed(linesOf(...records), pushTo(origin));
    expect(statuses(lines)).toEqual(records.map(() => "accepted"));
    expect(most).toBeGreaterThan(1);
    expect(most).toBeLessThanOrEqual(4);
    for (const id of ["0", "1", "2", "3", "4"]) {
      const order = got.filter(({ external_id }) => external_id === id).map(({ subject }) => subject);
      const once = order.filter((subject, at) => subject !== order[at - 1]);
      expect(once).toEqual(
        records.filter(({ external_id }) => external_id === id).map(({ subject }) => subject),
      );
    }
  });

  test("answers a line while the next is still being written, and reads no further than it is answered", async () => {
    const { origin } = await service(ok);
    let written = 0;
    async function* endless() {
      for (;;) {
        written += 1;
        yield Buffer.from(linesOf(email(String(written))));
      }
    }
    const answers = pushLines(linesIn(endless()), pushTo(origin));
    expect((await answers.next()).value?.[0]).toEqual({ line: 1, status: "accepted" });
    await new Promise((resolve) => setImmediate(resolve));
    expect(written).toBeLessThan(300);
    await answers.return(undefined);
  });
});

describe("a service that does not take a record", () => {
  test.each([[429], [500], [503], [408]])(
    "at first, with %i, is asked again, and the record is accepted",
    async (status) => {
      const { origin, got } = await service((record, response, request) =>
        (got.length < 3 ? withStatus(status, {}, { "retry-after": "0" }) : ok)(record, response, request),
      );
      const { lines, trailer } = await pushed(linesOf(email("1")), pushTo(origin));
      expect(statuses(lines)).toEqual(["accepted"]);
      expect(trailer.$tessera.end).toBe("complete");
      expect(got).toHaveLength(3);
    },
  );

  test("because its connection broke is asked again", async () => {
    const { origin, got } = await service((record, response, request) =>
      got.length < 3 ? response.destroy() : ok(record, response, request),
    );
    expect(statuses((await pushed(linesOf(email("1")), pushTo(origin))).lines)).toEqual(["accepted"]);
  });

  test("however often it is asked ends the push: nothing more is sent, all of it can be sent again", async () => {
    const { origin, got } = await service(withStatus(503, { id: "trace-2" }));
    const records = Array.from({ length: 30 }, (_value, at) => email(String(at)));
    const { lines, trailer } = await pushed(linesOf(...records, { wrong: 1 }), pushTo(origin));
    expect(statuses(lines)).toEqual([...records.map(() => "not_tried"), "refused"]);
    expect(trailer.$tessera).toEqual({
      accepted: 0,
      refused: 1,
      notTried: 30,
      end: "broken",
      problem: {
        status: 502,
        code: "unreachable",
        detail: expect.stringMatching(/503.*again in a few minutes/),
        traceId: "trace-2",
      },
    });
    expect(got.length).toBeLessThanOrEqual(4 * QUICK.tries);
  });

  test("and cannot tell a record again is asked once, since it may have written it", async () => {
    const { origin, got } = await service(withStatus(500));
    const push = pushTo(origin, { endpoint: unrepeatable });
    const { lines, trailer } = await pushed(linesOf(email("1")), push);
    expect(lines).toEqual([
      { line: 1, status: "refused", detail: expect.stringMatching(/500.*may be written already/) },
    ]);
    expect(trailer.$tessera).toMatchObject({ refused: 1, end: "broken" });
    expect(got).toHaveLength(1);
  });

  test("and is not there is asked again all the same: nothing was sent", async () => {
    let sent = 0;
    const egress = egressTo(`http://127.0.0.1:${await freePort()}`);
    const send: Writing["send"] = (request) => {
      sent += 1;
      return egress.send(MOCK, KEY, request);
    };
    const push = pushTo("http://127.0.0.1:9", { endpoint: unrepeatable, send });
    const { lines, trailer } = await pushed(linesOf(email("1")), push);
    expect(statuses(lines)).toEqual(["not_tried"]);
    expect(trailer.$tessera.problem?.code).toBe("unreachable");
    expect(sent).toBe(QUICK.tries);
  });

  test.each([
    ["rejects the key", withStatus(401), "rejected", /replace it/],
    ["gives it no access", withStatus(403), "limited", /may not write/],
    ["redirects", withStatus(302, {}, { location: "https://x.example" }), "unexpected", /environment/],
    [
      "answers with a page",
      ((_record, response) =>
        response.writeHead(200, { "content-type": "text/html" }).end("<h1>Sign in</h1>")) as Answer,
      "unexpected",
      /environment/,
    ],
    [
      "answers with far too much",
      ((_record, response) =>
        response.writeHead(200, { "content-type": "application/json" }).end("x".repeat(300_000))) as Answer,
      "unreachable",
      /more than/,
    ],
  ] as [string, Answer, string, RegExp][])(
    "and %s ends the push at once",
    async (_what, answer, code, detail) => {
      const { origin, got } = await service(answer);
      const records = Array.from({ length: 50 }, (_value, at) => email(String(at)));
      const { lines, trailer } = await pushed(linesOf(...records), pushTo(origin));
      expect(statuses(lines)).toEqual(records.map(() => "not_tried"));
      expect(trailer.$tessera).toMatchObject({
        accepted: 0,
        notTried: 50,
        end: "broken",
        problem: { code, detail: expect.stringMatching(detail) },
      });
      expect(got.length).toBeLessThanOrEqual(4);
    },
  );

  test("and repeats key and record in its refusal is not quoted, nor at length", async () => {
    const said = [
      `bad key ${KEY_TEXT}`,
      "Next steps is no subject",
      `${"long ".repeat(100)}\r\nline`,
      7,
      "a\u0000b",
    ];
    const { origin, got } = await service((record, response, request) =>
      withStatus(422, { message: said[got.length - 1] })(record, response, request),
    );
    const details: (string | undefined)[] = [];
    for (const at of said.keys()) {
      details.push((await pushed(linesOf(email(`id-${at}`)), pushTo(origin))).lines[0]?.detail);
    }
    const [masked, repeated, long, none, clean] = details;
    expect(masked).toContain("[masked]");
    expect(repeated).toBe("People.ai refused it with 422. Change the record, then send it again.");
    expect(long?.length).toBeLessThan(300);
    expect(none).toBe(repeated);
    expect(clean).toContain("a b");
  });
});

test("our own limit is waited for, and when that takes too long, all can be sent again", async () => {
  const { origin, got } = await service(ok);
  let refusals = 0;
  const egress = egressTo(origin);
  const busy = () =>
    new Refusal(429, "too_many_requests", "Too many use it.", { headers: { "retry-after": "0" } });
  const send: Writing["send"] = async (request) => {
    refusals += 1;
    // More often than a service would be asked.
    if (refusals < 3 * QUICK.tries) throw busy();
    return egress.send(MOCK, KEY, request);
  };
  expect(statuses((await pushed(linesOf(email("1")), pushTo(origin, { send }))).lines)).toEqual(["accepted"]);
  expect(got).toHaveLength(1);
  const never = pushTo(origin, { send: () => Promise.reject(busy()) });
  const { lines, trailer } = await pushed(linesOf(email("1")), never);
  expect(statuses(lines)).toEqual(["not_tried"]);
  expect(trailer.$tessera.problem?.detail).toMatch(/again later/);
});

test("what is taken away meanwhile ends the push with the refusal, and all that is left can be sent again", async () => {
  const { origin, got } = await service(ok);
  const egress = egressTo(origin);
  const send: Writing["send"] = async (request) => {
    if (got.length >= 4) throw notFound("destination");
    return egress.send(MOCK, KEY, request);
  };
  const records = Array.from({ length: 30 }, () => email("one"));
  // Of an endpoint that cannot tell them again, too: nothing was sent.
  for (const endpoint of [emails, unrepeatable]) {
    got.length = 0;
    const one = endpoint === emails ? records : records.map((_record, at) => email(String(at)));
    const { lines, trailer } = await pushed(linesOf(...one), pushTo(origin, { send, endpoint }));
    const accepted = lines.filter(({ status }) => status === "accepted").length;
    expect(statuses(lines.slice(accepted))).toEqual(lines.slice(accepted).map(() => "not_tried"));
    expect(trailer.$tessera).toEqual({
      accepted,
      refused: 0,
      notTried: 30 - accepted,
      end: "broken",
      problem: { status: 404, code: "not_found", detail: expect.stringMatching(/no such destination/) },
    });
    expect(got).toHaveLength(accepted);
  }
});

test("a bug of ours is logged, and told in the last line without its words", async () => {
  const { origin, got } = await service(ok);
  const broke = vi.fn();
  const send: Writing["send"] = () => Promise.reject(new Error(KEY_TEXT));
  const push = pushTo(origin, { send, broke });
  const { lines, trailer } = await pushed(linesOf(email("1"), email("2")), push);
  expect(statuses(lines)).toEqual(["not_tried", "not_tried"]);
  expect(trailer.$tessera).toMatchObject({
    end: "broken",
    problem: { status: 500, code: "internal", detail: expect.stringMatching(/send the rest again/) },
  });
  expect(broke).toHaveBeenCalled();
  expect(got).toEqual([]);
});

test("when whoever pushes goes away, what is on its way ends, and nothing further is sent or answered", async () => {
  const controller = new AbortController();
  const closed: Promise<unknown>[] = [];
  const { promise: full, resolve: noteFull } = Promise.withResolvers<void>();
  const { origin, got } = await service((_record, response) => {
    closed.push(once(response, "close"));
    if (got.length === 4) noteFull();
  });
  const { promise: silence } = Promise.withResolvers<void>();
  async function* waiting() {
    yield Buffer.from(linesOf(...Array.from({ length: 20 }, (_value, at) => email(String(at)))));
    await silence;
  }
  const answers = pushLines(linesIn(waiting()), pushTo(origin, { signal: controller.signal }));
  const first = answers.next();
  await full;
  controller.abort();
  expect((await first).done).toBe(true);
  await Promise.all(closed);
  expect(got).toHaveLength(4);
});

test("a body that breaks off is answered with no end", async () => {
  const { origin } = await service(ok);
  async function* breaking() {
    yield Buffer.from(linesOf(email("1")));
    throw new Error("gone");
  }
  const answers: PushAnswer[] = [];
  for await (const some of pushLines(linesIn(breaking()), pushTo(origin))) answers.push(...some);
  expect(answers.filter((answer) => "$tessera" in answer)).toEqual([]);
});
