import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { createInterface } from "node:readline";
import type { APIResponse } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { createCredential, createDestination, createSource, unique } from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { cookieOf, exchange } from "./exchange.ts";
import { addHouse, addMember, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import {
  acceptedWith,
  LINES_TYPE,
  linesOf,
  newRecord,
  type PushEnd,
  type PushedLine,
  push,
  pushedBy,
} from "./records.ts";
import { expectToStop } from "./stopping.ts";
import { createToken } from "./tokens.ts";

/** A push that stays open: records are sent one by one, each once the one before it is answered. */
function openPush(tessera: Tessera, id: string, headers: Record<string, string>) {
  const { hostname, port } = new URL(tessera.url);
  const path = `/api/v1/destinations/${id}/records`;
  const sending: ClientRequest = httpRequest({
    ...{ hostname, port, method: "POST", path, agent: false },
    headers: { ...headers, ...LINES_TYPE },
  });
  const answers = linesAnswered(sending);
  const next = async () => JSON.parse((await answers.next()).value ?? "null");
  return {
    async send(): Promise<PushedLine> {
      sending.write(linesOf([newRecord()]));
      return next();
    },
    /** How many are accepted until one is not. */
    async sendUntilNotTried(): Promise<number> {
      for (let accepted = 0; ; accepted += 1) {
        const { status } = await this.send();
        if (status === "accepted") continue;
        expect(status).toBe("not_tried");
        return accepted;
      }
    },
    async end(): Promise<PushEnd> {
      sending.end();
      return (await next()).$tessera;
    },
  };
}

/** How somebody loses what a push needs, and what its last line says of it. */
interface PushTakenAway {
  who: Record<string, string>;
  takeAway: () => Promise<APIResponse>;
  problem: { status: number; code: string };
}

async function* linesAnswered(sending: ClientRequest): AsyncGenerator<string> {
  const response = await new Promise<IncomingMessage>((resolve, reject) =>
    sending.once("response", resolve).once("error", reject),
  );
  yield* createInterface({ input: response });
}

test.describe("Records that are sent into a destination", () => {
  let key: string;
  let credential: string;
  let id: string;

  test.beforeEach(async ({ api }) => {
    key = `demo-valid-${unique()}`;
    ({ id: credential } = await createCredential(api, { apiKey: key }));
    ({ id } = await createDestination(api, credential));
  });

  test("are answered line by line, and sending them again leaves one of each", async ({ api, tessera }) => {
    const [one, two] = [newRecord(), newRecord({ subject: "Größe\u2028🙂" })];
    // The service is stricter than its shape: an address must be one.
    const strange = newRecord({ to: ["nobody"] });
    const body = `\uFEFF${JSON.stringify(one)}\r\n\n${linesOf([newRecord({ timestamp: 1_700_000_000_000 }), strange])}{"external_id":\n${JSON.stringify(two)}`;
    const expected = [
      { line: 1, status: "accepted" },
      {
        line: 3,
        status: "refused",
        errors: [{ field: "timestamp", message: expect.stringMatching(/milli/) }],
      },
      {
        line: 4,
        status: "refused",
        detail:
          "People.ai refused it with 422: to must hold email addresses. Change the record, then send it again.",
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
      { line: 5, status: "refused", errors: [{ field: "", message: expect.stringMatching(/JSON/) }] },
      { line: 6, status: "accepted" },
    ];
    for (const writes of [1, 2]) {
      const answer = await push(api, id, body);
      expect(await pushedBy(answer)).toEqual({
        lines: expected,
        end: { accepted: 2, refused: 3, notTried: 0, end: "complete" },
      });
      expect(answer.headers()).toMatchObject({
        "cache-control": "no-store",
        "content-disposition": 'attachment; filename="pushed-records.jsonl"',
        "tessera-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      const accepted = await acceptedWith(tessera, key);
      expect([...accepted.values()].map(({ record }) => record)).toEqual(expect.arrayContaining([one, two]));
      expect([...accepted.values()].map((each) => each.writes)).toEqual([writes, writes]);
    }
    const saved = await (await api.get(`/api/v1/credentials/${credential}`)).json();
    expect(saved.verdict).toBe("valid");
  });

  test("in a dry run are checked, while nothing is sent and no key is opened", async ({ api, tessera }) => {
    await tessera.sql(`UPDATE "Credential" SET "sealedKey" = "sealedKey" || 'A' WHERE id = $1`, [credential]);
    const lines = linesOf([newRecord(), newRecord({ from: "" })]);
    expect(await pushedBy(await push(api, id, lines, "?dryRun=true"))).toEqual({
      lines: [
        { line: 1, status: "valid" },
        { line: 2, status: "refused", errors: [{ field: "from", message: expect.stringMatching(/text/) }] },
      ],
      end: { valid: 1, refused: 1, notTried: 0, end: "complete" },
    });
    expect(await receivedWith(tessera, key)).toEqual([]);
    await expectProblem(await push(api, id, lines, "?dryRun=false"), 409, "unreadable");
  });

  test("are refused as a whole where nothing of them can be read or is to be written", async ({
    api,
    tessera,
    ownerState,
  }) => {
    const lines = linesOf([newRecord()]);
    for (const empty of ["", "\n\r\n", "\uFEFF"]) await expectInvalid(await push(api, id, empty), "body");
    await expectInvalid(await push(api, id, lines, "?dryRun=perhaps"), "dryRun");
    const path = `/api/v1/destinations/${id}/records`;
    for (const type of ["application/json", "text/plain", "application/x-ndjsonx"]) {
      const sent = api.post(path, { headers: { "content-type": type }, data: Buffer.from(lines) });
      await expectProblem(await sent, 415, "wrong_content_type");
    }
    await expectProblem(await push(api, uuidv7(), lines), 404, "not_found");
    const { id: source } = await createSource(api, credential);
    await expectProblem(await push(api, source, lines), 404, "not_found");
    const stranger = await addHouse(tessera);
    await expectProblem(await push(stranger.api, id, lines), 404, "not_found");
    await stranger.api.dispose();
    const headers = { cookie: cookieOf(ownerState), ...LINES_TYPE, origin: "http://evil.example" };
    const foreign = await exchange(tessera.url, { method: "POST", path, headers, body: lines });
    await expectProblem(foreign, 403, "cross_site");
    expect(await receivedWith(tessera, key)).toEqual([]);
  });

  test("end with what is wrong where the key is, and nothing more is sent", async ({ api, tessera }) => {
    const rejected = `demo-rejected-${unique()}`;
    const { id: other } = await createCredential(api, { apiKey: rejected });
    const destination = await createDestination(api, other);
    const records = Array.from({ length: 300 }, () => newRecord());
    const { lines, end } = await pushedBy(await push(api, destination.id, linesOf([...records, {}])));
    expect(lines.map(({ status }) => status)).toEqual([...records.map(() => "not_tried"), "refused"]);
    expect(end).toEqual({
      accepted: 0,
      refused: 1,
      notTried: 300,
      end: "broken",
      problem: {
        status: 502,
        code: "rejected",
        detail: expect.stringMatching(/replace it/),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    });
    // Also that the answer is what is known of the key now.
    expect((await (await api.get(`/api/v1/credentials/${other}`)).json()).verdict).toBe("rejected");
    const sent = (await receivedWith(tessera, rejected)).filter(({ method }) => method === "PUT");
    expect(sent.length).toBeLessThanOrEqual(4);
  });

  test("are answered while they come; when their sender is gone, no more of them are sent", async ({
    tessera,
    ownerState,
  }) => {
    const { hostname, port } = new URL(tessera.url);
    const sending = httpRequest({
      hostname,
      port,
      method: "POST",
      path: `/api/v1/destinations/${id}/records`,
      headers: { cookie: cookieOf(ownerState), ...LINES_TYPE },
      agent: false,
    });
    sending.on("error", () => {});
    const { promise: answered, resolve, reject } = Promise.withResolvers<string>();
    sending.once("response", (response) => {
      response.on("error", () => {});
      response.once("data", (chunk) => resolve(String(chunk)));
      response.once("end", () => reject(new Error("It ended.")));
    });
    const first = newRecord();
    sending.write(linesOf([first]));
    expect(await answered).toBe('{"line":1,"status":"accepted"}\n');
    // Far more than the service takes before their sender leaves.
    const MANY = 3_000;
    sending.write(linesOf(Array.from({ length: MANY }, () => newRecord())));
    const accepted = async () => (await acceptedWith(tessera, key)).size;
    await expect.poll(accepted).toBeGreaterThan(2);
    sending.destroy();
    expect(await expectToStop(accepted)).toBeLessThan(MANY);
  });

  test("are sent no more once their sender is revoked or may no more, or the destination is another", async ({
    api,
    tessera,
  }) => {
    const token = await createToken(api);
    const member = await addMember(tessera, await firstOrganization(tessera), "member");
    const cases: PushTakenAway[] = [
      {
        who: { authorization: `Bearer ${token.token}` },
        takeAway: () => api.delete(`/api/v1/tokens/${token.id}`),
        problem: { status: 401, code: "bad_token" },
      },
      {
        who: { cookie: cookieOf(await member.api.storageState()) },
        takeAway: () => api.patch(`/api/v1/members/${member.userId}`, { data: { role: "viewer" } }),
        problem: { status: 403, code: "forbidden" },
      },
      {
        who: { cookie: cookieOf(await api.storageState()) },
        takeAway: async () => {
          const data = { credentialId: (await createCredential(api)).id };
          return api.patch(`/api/v1/destinations/${id}`, { data, headers: { "if-match": "*" } });
        },
        problem: { status: 409, code: "changed_meanwhile" },
      },
    ];
    let sent = 0;
    for (const { who, takeAway, problem } of cases) {
      const open = openPush(tessera, id, who);
      expect(await open.send()).toEqual({ line: 1, status: "accepted" });
      expect((await takeAway()).ok()).toBe(true);
      const accepted = 1 + (await open.sendUntilNotTried());
      const end = await open.end();
      expect(end).toMatchObject({ accepted, notTried: 1, end: "broken", problem });
      sent += accepted;
      expect((await acceptedWith(tessera, key)).size).toBe(sent);
    }
    await member.api.dispose();
  });

  test("go on with the new key once it is replaced", async ({ api, tessera }) => {
    const open = openPush(tessera, id, { cookie: cookieOf(await api.storageState()) });
    await open.send();
    const apiKey = `demo-valid-${unique()}`;
    expect((await api.put(`/api/v1/credentials/${credential}/key`, { data: { apiKey } })).ok()).toBe(true);
    const withNewKey = async () => {
      expect((await open.send()).status).toBe("accepted");
      return (await acceptedWith(tessera, apiKey)).size;
    };
    await expect.poll(withNewKey, { intervals: [10] }).toBeGreaterThan(0);
    const withOldKey = (await acceptedWith(tessera, key)).size;
    for (let more = 0; more < 5; more += 1) await open.send();
    expect((await acceptedWith(tessera, key)).size).toBe(withOldKey);
    expect(await open.end()).toMatchObject({ refused: 0, notTried: 0, end: "complete" });
  });

  test("of nobody are refused, and their connection ends soon, however long they are dripped", async ({
    tessera,
  }) => {
    const { hostname, port, host } = new URL(tessera.url);
    const socket = connect(Number(port), hostname).on("error", () => {});
    socket.write(
      `POST /api/v1/destinations/${id}/records HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    let answer = "";
    socket.on("data", (chunk) => (answer += chunk));
    const dripping = setInterval(() => socket.write("1\r\n{\r\n"), 250);
    await new Promise((resolve) => socket.once("close", resolve));
    clearInterval(dripping);
    expect(answer).toMatch(/^HTTP\/1\.1 401/);
  });

  test("longer than any buffer wait for who writes them: nothing is read while its answers are not", async ({
    tessera,
    ownerState,
  }) => {
    const MOST = 100 * 1024 * 1024;
    const { hostname, port } = new URL(tessera.url);
    const path = `/api/v1/destinations/${id}/records?dryRun=true`;
    const headers = { cookie: cookieOf(ownerState), ...LINES_TYPE };
    const sending = httpRequest({ hostname, port, method: "POST", path, headers, agent: false });
    // Each is answered with what is wrong with every field of it.
    const line = Buffer.from(linesOf([{ subject: "", padding: "x".repeat(1_000) }]));
    const response = new Promise<IncomingMessage>((resolve) => sending.once("response", resolve));
    let lines = 0;
    let isEnough = false;
    const written = (async () => {
      while (!isEnough && lines * line.length < MOST) {
        lines += 1;
        if (!sending.write(line)) await new Promise((goOn) => sending.once("drain", () => goOn(null)));
      }
      sending.end();
    })();
    await expectToStop(() => lines);
    expect(lines * line.length).toBeLessThan(MOST);
    isEnough = true;
    let text = "";
    for await (const chunk of await response) text += chunk;
    await written;
    const answers = text.trimEnd().split("\n");
    expect(answers).toHaveLength(lines + 1);
    expect(JSON.parse(answers.at(-1) ?? "").$tessera).toMatchObject({ refused: lines, end: "complete" });
  });
});
