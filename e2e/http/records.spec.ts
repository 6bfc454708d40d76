import { request as httpRequest, type IncomingMessage } from "node:http";
import { expect, test } from "../fixtures.ts";
import { createCredential, createSource, unique } from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

const TOTAL = 50_000;
/** What the emulator of People.ai lets a key do. */
const PAGES_A_SECOND = 5;

interface Trailer {
  cursor: string | null;
  records: number;
  end?: "complete" | "limit" | "broken";
  problem?: { status: number; code: string };
}

/** What a program keeps: the ids of the records above the last trailer that it got. */
interface Got {
  ids: string[];
  trailer: Trailer | null;
}

/** Reads as a program does that knows the contract; hangs up after so many pages. */
async function pull(url: string, token: string, hangUpAfter = Number.POSITIVE_INFINITY): Promise<Got> {
  const got: Got = { ids: [], trailer: null };
  const sent = httpRequest(url, { headers: { authorization: `Bearer ${token}` }, agent: false });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  sent.on("error", reject).once("response", resolve).end();
  const response = await promise;
  response.on("error", () => {}).setEncoding("utf8"); // Hung up.
  const page: string[] = [];
  let rest = "";
  let pages = 0;
  for await (const chunk of response) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) {
      const record = JSON.parse(line);
      if (!("$tessera" in record)) {
        page.push(record.uid);
        continue;
      }
      got.ids.push(...page.splice(0));
      got.trailer = record.$tessera as Trailer;
      pages += 1;
      if (pages === hangUpAfter) return got;
    }
  }
  return got;
}

test("50,000 activities come without a gap or a double, though the reader hangs up and the token goes", async ({
  api,
  tessera,
}) => {
  test.setTimeout(180_000);
  const key = `demo-valid-${unique()}`;
  const source = await createSource(api, (await createCredential(api, { apiKey: key })).id, {
    endpoint: "activities",
    settings: { "ingested-from": "2026-01-01" },
  });
  const path = `/api/v1/sources/${source.id}/records`;
  const url = (cursor: string | null = null) =>
    `${tessera.url}${path}${cursor === null ? "" : `?cursor=${encodeURIComponent(cursor)}`}`;
  const [{ id, token }, other] = [await createToken(api), await createToken(api)];

  const first = await pull(url(), token, 3);
  expect(first.trailer).toMatchObject({ records: 3_000, cursor: expect.any(String) });

  // Taken away while it reads: what comes after that is at most the page that was on its way.
  const revoked = pull(url(first.trailer?.cursor), token);
  await expect
    .poll(async () => (await receivedWith(tessera, key)).length, { intervals: [100] })
    .toBeGreaterThan(PAGES_A_SECOND);
  expect((await api.delete(`/api/v1/tokens/${id}`)).status()).toBe(204);
  const second = await revoked;
  expect(second.trailer).toMatchObject({ end: "broken", problem: { status: 401, code: "bad_token" } });

  const third = await pull(url(second.trailer?.cursor), other.token);
  expect(third.trailer).toMatchObject({ end: "complete", cursor: null, records: third.ids.length });
  const ids = [...first.ids, ...second.ids, ...third.ids];
  expect([ids.length, new Set(ids).size]).toEqual([TOTAL, TOTAL]);
  const [asked] = await receivedWith(tessera, key);
  expect(asked?.path).toBe("/v0/public/activities?ingested-from=2026-01-01&limit=1000&offset=0");
});

test("an answer is JSON Lines that a browser saves, and a preview the first rows of the same", async ({
  api,
}) => {
  const source = await createSource(api, (await createCredential(api)).id, { endpoint: "teams" });
  const path = `/api/v1/sources/${source.id}`;
  const answer = await api.get(`${path}/records`);
  expect(answer.headers()).toMatchObject({
    "content-type": "application/x-ndjson",
    "content-disposition": `attachment; filename="${source.id}.jsonl"`,
    "cache-control": "no-store",
  });
  const lines = (await answer.text()).trimEnd().split("\n");
  expect(lines).toHaveLength(41);
  expect(JSON.parse(lines.at(-1) ?? "")).toEqual({
    $tessera: { cursor: null, records: 40, end: "complete" },
  });
  const preview = await (await api.get(`${path}/preview`)).json();
  expect(preview).toMatchObject({ total: 40, request: { header: "X-API-Key" } });
  expect(preview.rows).toHaveLength(10);
  expect(JSON.parse(lines[0] ?? "").name).toBe(preview.rows[0][preview.columns.indexOf("name")]);
});

test("what cannot begin is a problem with the status of what is wrong", async ({ api, tessera }) => {
  const withKey = async (apiKey: string) => {
    const credential = await createCredential(api, { apiKey: `${apiKey}-${unique()}` });
    const source = await createSource(api, credential.id);
    return { credential, path: `/api/v1/sources/${source.id}/records` };
  };
  await expectProblem(await api.get((await withKey("demo-echo")).path), 502, "no_records");
  await expectProblem(await api.get((await withKey("demo-activity")).path), 502, "no_records");
  await expectProblem(await api.get((await withKey("demo-html")).path), 502, "no_records");
  await expectProblem(await api.get((await withKey("demo-throttled")).path), 429, "throttled");
  const { credential, path } = await withKey("demo-valid");
  for (const query of ["limit=0", "limit=1.5", "limit=x", "limit="]) {
    await expectInvalid(await api.get(`${path}?${query}`), "limit");
  }
  for (const query of [
    "since=yesterday",
    "since=2026-02-30",
    "since=2026-01-01T00:00:00Z",
    "since=2026-01-01",
  ]) {
    await expectInvalid(await api.get(`${path}?${query}`), "since");
  }
  await expectInvalid(await api.get(`${path}?cursor=nonsense`), "cursor");
  await tessera.sql(`UPDATE "Credential" SET "sealedKey" = "sealedKey" || 'A' WHERE id = $1`, [
    credential.id,
  ]);
  await expectProblem(await api.get(path), 409, "unreadable");
  const { token } = await createToken(api, { scopes: ["credentials:read", "integrations:read"] });
  await expectProblem(await (await apiWith(tessera, token)).get(path), 403, "forbidden");
});
