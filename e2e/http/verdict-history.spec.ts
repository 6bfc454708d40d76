import type { APIRequestContext } from "@playwright/test";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { type Credential, createCredential, type PageOf, unique } from "./credentials.ts";
import { apiWith, createToken } from "./tokens.ts";

const PATH = "/api/v1/credentials";
const KEPT = 50;

interface Finding {
  id: string;
  verdict: string;
  message: string;
  status: number | null;
  latencyMs: number | null;
  traceId: string | null;
  cause: string;
  askedBy: string;
  keyVersion: number;
  testedAt: string;
}

async function historyOf(api: APIRequestContext, id: string): Promise<Finding[]> {
  const response = await api.get(`${PATH}/${id}/verdicts`);
  expect(response.status(), await response.text()).toBe(200);
  const { data, nextCursor } = (await response.json()) as PageOf<Finding>;
  expect(nextCursor).toBeNull();
  return data;
}

async function get(api: APIRequestContext, id: string): Promise<Credential> {
  return (await api.get(`${PATH}/${id}`)).json();
}

function preview(api: APIRequestContext, id: string, endpoint = "teams") {
  return api.post(`${PATH}/${id}/preview`, { data: { endpoint } });
}

/** In how many minutes the next check by itself is due. */
async function dueIn(tessera: Tessera, id: string): Promise<number> {
  const [row] = await tessera.sql<{ minutes: number }>(
    `SELECT extract(epoch FROM "checkDueAt" - now()) / 60 AS minutes FROM "Credential" WHERE id = $1`,
    [id],
  );
  return Number(row?.minutes);
}

/** As if a test had found this verdict, so long ago that traffic is worth telling. */
async function pretend(tessera: Tessera, id: string, verdict: string, minutesAgo = 5): Promise<void> {
  await tessera.sql(
    `UPDATE "Credential" SET verdict = $2, "verdictDetail" = 'As it was', "testedAt" = now() - $3 * interval '1 minute'
     WHERE id = $1`,
    [id, verdict, minutesAgo],
  );
}

test.describe("The verdicts of a credential", () => {
  test("are what each test found, of whom, with the service's own words for it, the newest first", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    expect(await historyOf(api, id)).toEqual([]);
    const tested = await (await api.post(`${PATH}/${id}/test`)).json();
    const name = `Nightly ${unique()}`;
    const { token } = await createToken(api, { name, scopes: ["credentials:use", "credentials:read"] });
    const as = await apiWith(tessera, token);
    await as.post(`${PATH}/${id}/test`);

    const [second, first, ...others] = await historyOf(as, id);
    expect(others).toEqual([]);
    expect(first).toEqual({
      id: expect.any(String),
      verdict: "rejected",
      message: "Key rejected",
      status: 401,
      latencyMs: Math.round(tested.latencyMs),
      traceId: tested.traceId,
      cause: "person",
      askedBy: owner.name,
      keyVersion: 1,
      testedAt: tested.testedAt,
    });
    expect(second).toMatchObject({ verdict: "rejected", cause: "token", askedBy: name });
    await as.dispose();
  });

  test(`are the last ${KEPT}, however many there were`, async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    const at: string[] = [];
    for (let count = 0; count < KEPT + 2; count += 1) {
      at.push((await (await api.post(`${PATH}/${id}/test`)).json()).testedAt);
    }
    expect((await historyOf(api, id)).map(({ testedAt }) => testedAt)).toEqual(at.reverse().slice(0, KEPT));
    const rows = await tessera.sql(`SELECT id FROM "VerdictRecord" WHERE "credentialId" = $1`, [id]);
    expect(rows).toHaveLength(KEPT);
  });

  test("say that it could not be checked, while the credential keeps the verdict that is known", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { apiKey: `demo-throttled-${unique()}` });
    await pretend(tessera, id, "valid");
    await api.post(`${PATH}/${id}/test`);
    expect(await historyOf(api, id)).toMatchObject([{ verdict: "unreachable", status: 429 }]);
    expect(await get(api, id)).toMatchObject({ verdict: "valid", verdictDetail: "As it was" });
  });

  test("each set when the next check is due, sooner where this one could not be made", async ({
    api,
    tessera,
  }) => {
    const good = await createCredential(api);
    expect(await dueIn(tessera, good.id)).toBeLessThanOrEqual(1);
    await api.post(`${PATH}/${good.id}/test`);
    await api.post(`${PATH}/${good.id}/test`);
    expect(await dueIn(tessera, good.id)).toBeGreaterThan(21 * 60);
    expect(await dueIn(tessera, good.id)).toBeLessThanOrEqual(24 * 60);
    const away = await createCredential(api, { apiKey: `demo-broken-${unique()}` });
    await api.post(`${PATH}/${away.id}/test`);
    expect(await dueIn(tessera, away.id)).toBeGreaterThan(50);
    expect(await dueIn(tessera, away.id)).toBeLessThanOrEqual(60);
  });
});

test.describe("Real traffic", () => {
  test("is a verdict, once a minute for the same, and says of whom", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    for (const endpoint of ["teams", "accounts", "teams"])
      expect((await preview(api, id, endpoint)).ok()).toBe(true);
    const { verdict, testedAt } = await get(api, id);
    expect(verdict).toBe("valid");
    expect(await historyOf(api, id)).toMatchObject([
      { verdict: "valid", cause: "traffic", askedBy: owner.name, status: 200, testedAt },
    ]);
    const events = await tessera.sql<{ action: string }>(
      `SELECT action FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'credential.judged'`,
      [id],
    );
    expect(events).toHaveLength(1);
  });

  test("turns a key red that the service rejects, though a test found it good", async ({ api, tessera }) => {
    const { id } = await createCredential(api, { apiKey: `demo-rejected-${unique()}` });
    await pretend(tessera, id, "valid", 0);
    expect((await preview(api, id)).status()).toBe(502);
    expect(await get(api, id)).toMatchObject({ verdict: "rejected", verdictDetail: "Key rejected" });
    expect(await historyOf(api, id)).toMatchObject([{ verdict: "rejected", cause: "traffic", status: 401 }]);
  });

  test("limits a key that is refused something, and lifts no limit by what it may", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { apiKey: `demo-activity-${unique()}` });
    await pretend(tessera, id, "valid");
    expect((await preview(api, id, "accounts")).status()).toBe(502);
    const limits = { verdict: "limited", verdictDetail: "Accepted, without access to accounts" };
    expect(await get(api, id)).toMatchObject(limits);
    await tessera.sql(`UPDATE "Credential" SET "testedAt" = now() - interval '1 hour' WHERE id = $1`, [id]);
    expect((await preview(api, id, "activities")).status()).toBe(200);
    expect(await get(api, id)).toMatchObject(limits);
  });

  test("puts off the next check of a key that works, and of a limited one never: that one may lift its limits", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { apiKey: `demo-activity-${unique()}` });
    const nowDueInAnHour = () =>
      tessera.sql(
        `UPDATE "Credential" SET "checkDueAt" = now() + interval '1 hour', "testedAt" = now() - interval '1 hour'
         WHERE id = $1`,
        [id],
      );
    await pretend(tessera, id, "valid");
    await nowDueInAnHour();
    await preview(api, id, "activities");
    expect(await dueIn(tessera, id)).toBeGreaterThan(21 * 60);

    for (const endpoint of ["accounts", "activities"]) {
      await nowDueInAnHour();
      await preview(api, id, endpoint);
      expect(await get(api, id)).toMatchObject({ verdict: "limited" });
      expect(await dueIn(tessera, id)).toBeLessThanOrEqual(60);
    }
    await api.post(`${PATH}/${id}/test`);
    expect(await dueIn(tessera, id)).toBeGreaterThan(21 * 60);
  });

  test("that has no answer of the service's own says nothing", async ({ api, tessera }) => {
    for (const key of ["demo-broken", "demo-throttled", "demo-html", "demo-redirect"]) {
      const { id } = await createCredential(api, { apiKey: `${key}-${unique()}` });
      await pretend(tessera, id, "valid");
      expect((await preview(api, id)).status()).toBe(502);
      expect(await get(api, id)).toMatchObject({ verdict: "valid", verdictDetail: "As it was" });
      expect(await historyOf(api, id)).toEqual([]);
    }
  });
});
