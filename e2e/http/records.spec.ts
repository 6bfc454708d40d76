import { expect, test } from "../fixtures.ts";
import { createCredential, createSource, unique } from "./credentials.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

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
