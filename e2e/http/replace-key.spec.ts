import type { APIRequestContext, APIResponse } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import {
  type Credential,
  createCredential,
  createDestination,
  createSource,
  newCredential,
  unique,
} from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { addHouse, addMember, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

const PATH = "/api/v1/credentials";
const DAY_MS = 86_400_000;

const validKey = () => `demo-valid-${unique()}`;
const rejectedKey = () => `demo-rejected-${unique()}`;

function put(
  api: APIRequestContext,
  id: string,
  data: Record<string, unknown>,
  headers: Record<string, string> = {},
): Promise<APIResponse> {
  return api.put(`${PATH}/${id}/key`, { data, headers });
}

function undo(api: APIRequestContext, id: string, headers: Record<string, string> = {}) {
  return api.post(`${PATH}/${id}/key/undo`, { headers });
}

async function replaced(response: APIResponse): Promise<Credential> {
  expect(response.status(), await response.text()).toBe(200);
  return response.json();
}

async function get(api: APIRequestContext, id: string): Promise<Credential> {
  return (await api.get(`${PATH}/${id}`)).json();
}

/** Everything that is kept of a credential's keys. */
async function keysOf(tessera: Tessera, id: string) {
  const current = await tessera.sql(`SELECT * FROM "Credential" WHERE id = $1`, [id]);
  const retired = await tessera.sql(
    `SELECT * FROM "RetiredKey" WHERE "credentialId" = $1 ORDER BY "keyVersion"`,
    [id],
  );
  const events = await tessera.sql(`SELECT action FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY id`, [
    id,
  ]);
  return { current, retired, events };
}

const versionsOf = async (tessera: Tessera, id: string) =>
  (await keysOf(tessera, id)).retired.map(({ keyVersion }) => keyVersion);

/** The key that whoever uses a credential sends from now on: the one that its service sees. */
async function expectInUse(api: APIRequestContext, tessera: Tessera, id: string, key: string): Promise<void> {
  const before = (await receivedWith(tessera, key)).length;
  await api.post(`${PATH}/${id}/preview`, { data: { endpoint: "accounts" } });
  expect((await receivedWith(tessera, key)).length).toBe(before + 1);
}

test("A new key is tested, taken, and used by all that use the credential; Undo brings the earlier one back", async ({
  api,
  tessera,
}) => {
  const [first, second] = [validKey(), `demo-activity-${unique()}`];
  const made = await createCredential(api, { apiKey: first });
  await createSource(api, made.id);
  await createDestination(api, made.id);
  await api.post(`${PATH}/${made.id}/test`);
  const before = await get(api, made.id);

  const after = await replaced(await put(api, made.id, { apiKey: second }));
  expect(after).toMatchObject({
    verdict: "limited",
    verdictDetail: "Accepted, without access to teams and accounts",
    keyHint: second.slice(-4),
    revision: before.revision + 1,
    usedBy: { sources: 1, destinations: 1 },
    name: before.name,
    createdAt: before.createdAt,
  });
  expect(after.mosaic).not.toBe(before.mosaic);
  const kept = Date.parse(after.undoUntil ?? "") - Date.parse(after.keyReplacedAt ?? "");
  expect(kept).toBe(DAY_MS);
  expect(await get(api, made.id)).toEqual(after);
  await expectInUse(api, tessera, made.id, second);

  const undone = await replaced(await undo(api, made.id));
  expect(undone).toEqual({
    ...before,
    revision: after.revision + 1,
    updatedAt: undone.updatedAt,
    lastUsedAt: (undone as Credential & { lastUsedAt: string | null }).lastUsedAt,
  });
  await expectInUse(api, tessera, made.id, first);
  const { current, retired, events } = await keysOf(tessera, made.id);
  expect(current[0]).toMatchObject({ keyVersion: 3 });
  expect(retired).toEqual([]);
  expect(events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(["credential.key_replaced", "credential.key_restored"]),
  );
  await expectProblem(await undo(api, made.id), 409, "nothing_to_undo");
});

test("A rejected key is refused with what was found, and taken only by who insists", async ({
  api,
  tessera,
}) => {
  const first = validKey();
  const { id } = await createCredential(api, { apiKey: first });
  const before = await keysOf(tessera, id);
  const apiKey = rejectedKey();
  const problem = await expectProblem(await put(api, id, { apiKey }), 409, "key_rejected");
  expect(problem.found).toEqual({
    verdict: "rejected",
    message: "Key rejected",
    status: 401,
    traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(JSON.stringify(problem)).not.toContain(apiKey);
  expect(await keysOf(tessera, id)).toEqual(before);

  expect(await replaced(await put(api, id, { apiKey, force: true }))).toMatchObject({ verdict: "rejected" });
  const history = await tessera.sql(
    `SELECT "keyVersion", verdict FROM "VerdictRecord" WHERE "credentialId" = $1`,
    [id],
  );
  expect(history).toEqual([{ keyVersion: 2, verdict: "rejected" }]);
});

test("A service that cannot be asked, or answers something else, keeps no key from being taken", async ({
  api,
}) => {
  for (const [begins, verdict] of [
    ["demo-broken", "unreachable"],
    ["demo-throttled", "unreachable"],
    ["demo-html", "unexpected"],
    ["demo-activity", "limited"],
  ]) {
    const { id } = await createCredential(api);
    await api.post(`${PATH}/${id}/test`);
    const after = await replaced(await put(api, id, { apiKey: `${begins}-${unique()}` }));
    // The verdict of the earlier key says nothing of this one.
    expect(after).toMatchObject({ verdict, unreachableAt: null });
  }
});

test("The same key again changes nothing, however often it is sent", async ({ api, tessera }) => {
  const { id } = await createCredential(api);
  const apiKey = validKey();
  const first = await replaced(await put(api, id, { apiKey }));
  const stored = await keysOf(tessera, id);
  const asked = (await receivedWith(tessera, apiKey)).length;
  // Also with the condition that the first one had met.
  const conditions: Record<string, string>[] = [{}, { "if-match": `"${first.revision - 1}"` }];
  for (const headers of conditions) {
    expect(await replaced(await put(api, id, { apiKey }, headers))).toEqual(first);
  }
  expect(await keysOf(tessera, id)).toEqual(stored);
  expect((await receivedWith(tessera, apiKey)).length).toBe(asked);
});

test("Each Undo goes back by one replacement, and key versions only grow", async ({ api, tessera }) => {
  const keys = [validKey(), validKey(), validKey()] as const;
  const { id } = await createCredential(api, { apiKey: keys[0] });
  const middle = await replaced(await put(api, id, { apiKey: keys[1] }));
  await replaced(await put(api, id, { apiKey: keys[2] }));
  expect(await versionsOf(tessera, id)).toEqual([1, 2]);

  expect(await replaced(await undo(api, id))).toMatchObject({
    mosaic: middle.mosaic,
    keyReplacedAt: middle.keyReplacedAt,
    undoUntil: middle.undoUntil,
  });
  await expectInUse(api, tessera, id, keys[1]);
  expect(await replaced(await undo(api, id))).toMatchObject({ keyReplacedAt: null, undoUntil: null });
  await expectInUse(api, tessera, id, keys[0]);
  await expectProblem(await undo(api, id), 409, "nothing_to_undo");
  const [row] = (await keysOf(tessera, id)).current;
  expect(row).toMatchObject({ keyVersion: 5 });
});

test.describe("At once", () => {
  test("of two replacements one wins; the other is told, and nothing of it is kept", async ({
    api,
    tessera,
  }) => {
    for (let round = 0; round < 5; round += 1) {
      const { id } = await createCredential(api);
      const keys = [validKey(), validKey()];
      const responses = await Promise.all(keys.map((apiKey) => put(api, id, { apiKey })));
      const statuses = responses.map((response) => response.status());
      const { retired, current } = await keysOf(tessera, id);
      if (statuses.includes(409)) {
        expect(statuses.toSorted()).toEqual([200, 409]);
        await expectProblem(responses[statuses.indexOf(409)] as APIResponse, 409, "changed_meanwhile");
        expect(retired).toHaveLength(1);
        expect(current[0]).toMatchObject({ keyVersion: 2 });
      } else {
        // One came after the other.
        expect(retired).toHaveLength(2);
        expect(current[0]).toMatchObject({ keyVersion: 3 });
      }
      const { verdict } = await (await api.post(`${PATH}/${id}/test`)).json();
      expect(verdict).toBe("valid");
    }
  });

  test("the same key twice is one replacement, and both are answered alike", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    const apiKey = validKey();
    const responses = await Promise.all([0, 1, 2].map(() => put(api, id, { apiKey })));
    const answers = await Promise.all(responses.map(replaced));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await versionsOf(tessera, id)).toEqual([1]);
  });

  test("of two Undos with If-Match, and of an Undo and a replacement, one wins", async ({ api, tessera }) => {
    const first = validKey();
    const { id } = await createCredential(api, { apiKey: first });
    await replaced(await put(api, id, { apiKey: validKey() }));
    const { revision } = await replaced(await put(api, id, { apiKey: validKey() }));
    const condition = { "if-match": `"${revision}"` };
    const undos = await Promise.all([
      undo(api, id, condition),
      undo(api, id, condition),
      undo(api, id, condition),
    ]);
    const statuses = undos.map((response) => response.status());
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    for (const response of undos.filter((answer) => answer.status() !== 200)) {
      await expectProblem(response, response.status() === 412 ? 412 : 409, "changed_meanwhile");
    }
    expect(await versionsOf(tessera, id)).toEqual([1]);

    const now = await get(api, id);
    const both = { "if-match": `"${now.revision}"` };
    const [back, forth] = await Promise.all([
      undo(api, id, both),
      put(api, id, { apiKey: validKey() }, both),
    ]);
    expect([back.status(), forth.status()].filter((status) => status === 200)).toHaveLength(1);
    expect((await get(api, id)).revision).toBe(now.revision + 1);
  });

  test("an edit while the key is tested is not lost, and one of the Base URL stops the switch", async ({
    api,
    tessera,
  }) => {
    // The test of this one takes its 8 seconds.
    const [named, moved] = [await createCredential(api), await createCredential(api)];
    const keys = [named, moved].map(() => `demo-slow-${unique()}`);
    const running = [named, moved].map(({ id }, index) => put(api, id, { apiKey: keys[index] }));
    for (const key of keys) await expect.poll(async () => (await receivedWith(tessera, key)).length).toBe(1);
    await tessera.sql(`UPDATE "Credential" SET description = 'Edited' WHERE id = $1`, [named.id]);
    await tessera.sql(`UPDATE "Credential" SET environment = 'staging' WHERE id = $1`, [moved.id]);
    const [first, second] = await Promise.all(running);
    expect(await replaced(first as APIResponse)).toMatchObject({
      description: "Edited",
      verdict: "unreachable",
    });
    await expectProblem(second as APIResponse, 409, "changed_meanwhile");
    expect(await versionsOf(tessera, moved.id)).toEqual([]);
  });
});

test("If-Match is honoured: another revision than the credential's is refused, and nothing is sent", async ({
  api,
  tessera,
}) => {
  const { id, revision } = await createCredential(api);
  const before = await keysOf(tessera, id);
  for (const condition of [`"${revision + 1}"`, `W/"${revision}"`, "1", `"x"`, `""`]) {
    const apiKey = validKey();
    await expectProblem(await put(api, id, { apiKey }, { "if-match": condition }), 412, "changed_meanwhile");
    await expectProblem(await undo(api, id, { "if-match": condition }), 412, "changed_meanwhile");
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
  }
  expect(await keysOf(tessera, id)).toEqual(before);
  await replaced(await put(api, id, { apiKey: validKey() }, { "if-match": `"${revision}"` }));
  await replaced(await undo(api, id, { "if-match": "*" }));
});

test("What is no key is refused, before anything is sent or stored", async ({ api, tessera }) => {
  const { id } = await createCredential(api);
  const before = await keysOf(tessera, id);
  for (const apiKey of [
    "",
    " ",
    "a b",
    "é",
    "x".repeat(4_097),
    `${validKey()}\n`,
    1,
    null,
    [validKey()],
    {},
  ]) {
    await expectInvalid(await put(api, id, { apiKey }), "apiKey");
  }
  const apiKey = validKey();
  await expectInvalid(await put(api, id, { apiKey, force: "true" }), "force");
  await expectInvalid(await put(api, id, { apiKey, sameKey: "maybe" }), "sameKey");
  for (const environment of ["", "nowhere", "__proto__", "https://evil.example", 1, null]) {
    await expectInvalid(await put(api, id, { apiKey, environment }), "environment");
  }
  for (const expiresAt of ["tomorrow", "2020-01-31", "9999-01-31", 1]) {
    await expectInvalid(await put(api, id, { apiKey, expiresAt }), "expiresAt");
  }
  await expectInvalid(await put(api, id, { apiKey, evenIfUsed: 1 }), "evenIfUsed");
  for (const data of [{}, { apiKey, keyVersion: 9 }]) {
    await expectProblem(await put(api, id, data), 422, "invalid");
  }
  const text = await api.put(`${PATH}/${id}/key`, {
    headers: { "content-type": "text/plain" },
    data: apiKey,
  });
  await expectProblem(text, 415, "wrong_content_type");
  expect(await receivedWith(tessera, apiKey)).toEqual([]);
  expect(await keysOf(tessera, id)).toEqual(before);
});

test("A damaged key is repaired by a new one, also by the same; what does not open is not kept for Undo", async ({
  api,
  tessera,
}) => {
  for (const same of [true, false]) {
    const first = validKey();
    const { id, expiresAt } = await createCredential(api, { apiKey: first, expiresAt: "2040-01-31" });
    await tessera.sql(`UPDATE "Credential" SET "sealedKey" = 't1.damaged' WHERE id = $1`, [id]);
    await api.post(`${PATH}/${id}/test`);
    expect((await get(api, id)).verdict).toBe("unreadable");
    const apiKey = same ? first : validKey();
    expect(await replaced(await put(api, id, { apiKey }))).toMatchObject({
      verdict: "valid",
      expiresAt: same ? expiresAt : null,
      undoUntil: null,
    });
    await expectInUse(api, tessera, id, apiKey);
    await expectProblem(await undo(api, id), 409, "nothing_to_undo");
  }
});

test("An earlier key that was damaged or moved is not brought back, and the present one stays", async ({
  api,
  tessera,
}) => {
  const { id } = await createCredential(api);
  const apiKey = validKey();
  await replaced(await put(api, id, { apiKey }));
  const other = await createCredential(api);
  await tessera.sql(
    `UPDATE "RetiredKey" SET "sealedKey" = (SELECT "sealedKey" FROM "Credential" WHERE id = $2) WHERE "credentialId" = $1`,
    [id, other.id],
  );
  const before = await keysOf(tessera, id);
  await expectProblem(await undo(api, id), 409, "unreadable");
  expect(await keysOf(tessera, id)).toEqual(before);
  await expectInUse(api, tessera, id, apiKey);
});

test.describe("With another Base URL", () => {
  /** Where no test of ours asks anybody: what is there is only moved. */
  const elsewhere = { environment: "staging" };
  const changedBy = (tessera: Tessera, id: string) =>
    tessera.sql(
      `SELECT action, before, after FROM "AuditEvent" WHERE "subjectId" = $1 AND action LIKE '%.key_%' ORDER BY id`,
      [id],
    );

  test("a new key is tested there, and both are switched at once; Undo brings both back", async ({
    api,
    tessera,
  }) => {
    const [first, second] = [validKey(), validKey()];
    const { id } = await createCredential(api, { apiKey: first, ...elsewhere });
    const before = await get(api, id);
    const { revision } = await replaced(await put(api, id, { apiKey: second, environment: "mock" }));
    expect(await get(api, id)).toMatchObject({ environment: "mock", verdict: "valid", revision: 2 });
    expect(await receivedWith(tessera, second)).toHaveLength(1);
    await expectInUse(api, tessera, id, second);
    // Sent again, it is done already.
    expect(await replaced(await put(api, id, { apiKey: second, environment: "mock" }))).toMatchObject({
      revision,
    });
    const { lastUsedAt } = await get(api, id);

    const undone = await replaced(await undo(api, id));
    expect(undone).toEqual({ ...before, revision: 3, updatedAt: undone.updatedAt, lastUsedAt });
    // It is sealed to what the row says: it opens, and is the earlier one.
    await replaced(
      await api.patch(`${PATH}/${id}`, { headers: { "if-match": "*" }, data: { environment: "mock" } }),
    );
    await expectInUse(api, tessera, id, first);
    const [there, here] = [
      { environment: "staging", connector: "people-ai", verdict: "untested", keyHint: first.slice(-4) },
      { environment: "mock", connector: "people-ai", verdict: "valid", keyHint: second.slice(-4) },
    ];
    expect(await changedBy(tessera, id)).toEqual([
      { action: "credential.key_replaced", before: there, after: here },
      { action: "credential.key_restored", before: here, after: there },
    ]);
  });

  test("also the same key is another one: it moves, and Undo moves it back", async ({ api }) => {
    const apiKey = validKey();
    const { id } = await createCredential(api, { apiKey, ...elsewhere });
    const moved = await replaced(await put(api, id, { apiKey, environment: "mock" }));
    expect(moved).toMatchObject({ environment: "mock", verdict: "valid" });
    expect(await replaced(await undo(api, id))).toMatchObject(elsewhere);
  });

  test("what sources or destinations use is refused with who they are, before anything is sent", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, elsewhere);
    const { id: sourceId, direction, name } = await createSource(api, id);
    const before = await keysOf(tessera, id);
    const apiKey = validKey();
    const problem = await expectProblem(
      await put(api, id, { apiKey, environment: "mock", force: true }),
      409,
      "credential_in_use",
    );
    expect(problem.usedBy).toEqual([{ id: sourceId, direction, name }]);
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
    expect(await keysOf(tessera, id)).toEqual(before);
    const data = { apiKey, environment: "mock", evenIfUsed: true };
    expect(await replaced(await put(api, id, data))).toMatchObject({ environment: "mock", verdict: "valid" });
  });

  test("a key that is rejected there moves nothing unless insisted on", async ({ api, tessera }) => {
    const { id } = await createCredential(api, elsewhere);
    const before = await keysOf(tessera, id);
    const data = { apiKey: rejectedKey(), environment: "mock" };
    await expectProblem(await put(api, id, data), 409, "key_rejected");
    expect(await keysOf(tessera, id)).toEqual(before);
    expect(await replaced(await put(api, id, { ...data, force: true }))).toMatchObject({
      environment: "mock",
      verdict: "rejected",
    });
  });
});

test("The expiry of a key goes with it: the new one has its own or none, and Undo brings it back", async ({
  api,
  tessera,
}) => {
  const [first, second] = ["2040-01-31T23:59:59.999Z", "2041-01-31T23:59:59.999Z"];
  const { id } = await createCredential(api, { expiresAt: first });
  const reminded = async (): Promise<unknown> =>
    (await tessera.sql(`SELECT "remindedDays" FROM "Credential" WHERE id = $1`, [id]))[0]?.remindedDays;
  await tessera.sql(`UPDATE "Credential" SET "remindedDays" = 30 WHERE id = $1`, [id]);
  expect(await replaced(await put(api, id, { apiKey: validKey() }))).toMatchObject({ expiresAt: null });
  expect(await reminded()).toBeNull();

  const apiKey = validKey();
  const dated = { apiKey, expiresAt: "2041-01-31" };
  expect(await replaced(await put(api, id, dated))).toMatchObject({ expiresAt: second });
  // The same key with another day is not passed over in silence; with none it says nothing new.
  expect(await replaced(await put(api, id, { apiKey }))).toMatchObject({ expiresAt: second, revision: 3 });
  expect(await replaced(await put(api, id, { apiKey, expiresAt: "2042-01-31" }))).toMatchObject({
    expiresAt: "2042-01-31T23:59:59.999Z",
    revision: 4,
  });

  for (const expiresAt of [second, null, first]) {
    expect(await replaced(await undo(api, id))).toMatchObject({ expiresAt });
  }
  expect(await reminded()).toBe(30);
});

test("A key that could not be checked when it came, new or back again, is checked within a minute", async ({
  api,
  tessera,
}) => {
  const { id } = await createCredential(api, { apiKey: validKey() });
  const inADay = () =>
    tessera.sql(`UPDATE "Credential" SET "checkDueAt" = now() + interval '1 day' WHERE id = $1`, [id]);
  const dueWithinSeconds = async () =>
    (
      await tessera.sql<{ seconds: number }>(
        `SELECT extract(epoch FROM "checkDueAt" - now())::float8 AS seconds FROM "Credential" WHERE id = $1`,
        [id],
      )
    )[0]?.seconds;
  await inADay();
  expect(await replaced(await put(api, id, { apiKey: validKey() }))).toMatchObject({ verdict: "valid" });
  expect(await dueWithinSeconds()).toBeGreaterThan(3_600);
  const unreachable = { apiKey: `demo-broken-${unique()}` };
  expect(await replaced(await put(api, id, unreachable))).toMatchObject({ verdict: "unreachable" });
  expect(await dueWithinSeconds()).toBeLessThanOrEqual(60);
  await inADay();
  expect(await replaced(await undo(api, id))).toMatchObject({ verdict: "valid" });
  expect(await dueWithinSeconds()).toBeGreaterThan(3_600);
  expect(await replaced(await undo(api, id))).toMatchObject({ verdict: "untested" });
  expect(await dueWithinSeconds()).toBeLessThanOrEqual(60);
});

test("A verdict has begun when it was first found of this key, however often it is found again", async ({
  api,
}) => {
  const { id } = await createCredential(api);
  expect(await get(api, id)).toMatchObject({ verdict: "untested", verdictSince: null });
  const again = async () => (await (await api.post(`${PATH}/${id}/test`)).json()).credential as Credential;
  const verified = await again();
  expect(verified.verdictSince).toBe(verified.testedAt);

  // Good for one request, which is its test: real traffic is refused since.
  const outlived = await replaced(await put(api, id, { apiKey: `demo-once-${unique()}` }));
  expect(outlived).toMatchObject({ verdict: "valid", verdictSince: outlived.testedAt });
  expect(outlived.verdictSince).not.toBe(verified.verdictSince);
  await api.post(`${PATH}/${id}/preview`, { data: { endpoint: "accounts" } });
  const rejected = await get(api, id);
  expect(rejected).toMatchObject({ verdict: "rejected", verdictSince: rejected.testedAt });
  expect(rejected.verdictSince).not.toBe(outlived.verdictSince);
  const later = await again();
  expect(later.testedAt).not.toBe(rejected.testedAt);
  expect(later.verdictSince).toBe(rejected.verdictSince);

  // Gone and back again with its key.
  await replaced(await put(api, id, { apiKey: validKey() }));
  expect(await replaced(await undo(api, id))).toMatchObject({
    verdict: "rejected",
    verdictSince: rejected.verdictSince,
  });
  expect(await replaced(await undo(api, id))).toMatchObject({
    verdict: "valid",
    verdictSince: verified.verdictSince,
  });
});

test("After 24 hours there is no Undo, neither offered nor done", async ({ api, tessera }) => {
  const { id } = await createCredential(api);
  await replaced(await put(api, id, { apiKey: validKey() }));
  await tessera.sql(
    `UPDATE "RetiredKey" SET "destroyAt" = now() - interval '1 second' WHERE "credentialId" = $1`,
    [id],
  );
  await tessera.sql(`UPDATE "Credential" SET "undoUntil" = now() - interval '1 second' WHERE id = $1`, [id]);
  expect((await get(api, id)).undoUntil).toBeNull();
  await expectProblem(await undo(api, id), 409, "nothing_to_undo");
});

test("A key of a credential that was deleted is not brought back to another one of the same id", async ({
  api,
  tessera,
}) => {
  const id = uuidv7();
  const { keyReplacedAt } = await replaced(
    await put(api, (await createCredential(api, { id })).id, { apiKey: validKey() }),
  );
  expect(keyReplacedAt).not.toBeNull();
  expect((await api.delete(`${PATH}/${id}`)).status()).toBe(204);
  // Gone for good, so that its id is free again.
  await tessera.sql(`DELETE FROM "DeletedCredential" WHERE id = $1`, [id]);
  const first = validKey();
  await createCredential(api, { id, apiKey: first });
  await expectProblem(await undo(api, id), 409, "nothing_to_undo");
  await replaced(await put(api, id, { apiKey: validKey() }));
  await replaced(await undo(api, id));
  await expectInUse(api, tessera, id, first);
  await expectProblem(await undo(api, id), 409, "nothing_to_undo");
});

test("A member replaces and brings back the key of what is theirs, and of nothing else", async ({
  api,
  tessera,
}) => {
  const member = await addMember(tessera, await firstOrganization(tessera), "member");
  const [own, others] = [await createCredential(member.api), await createCredential(api)];
  await replaced(await put(member.api, own.id, { apiKey: validKey() }));
  await replaced(await undo(member.api, own.id));
  await expectProblem(await put(member.api, others.id, { apiKey: validKey() }), 403, "forbidden");
  await replaced(await put(api, others.id, { apiKey: validKey() }));
  await expectProblem(await undo(member.api, others.id), 403, "forbidden");
  await member.api.dispose();
});

test.describe("The same key again", () => {
  test("is saved for who says nothing, and refused with its tile's name for who asks", async ({
    api,
    tessera,
  }) => {
    const apiKey = validKey();
    const first = await createCredential(api, { apiKey, environment: "staging" });
    const again = newCredential({ apiKey, sameKey: "refuse" });
    const problem = await expectProblem(await api.post(PATH, { data: again }), 409, "key_already_saved");
    expect(problem.credential).toEqual({ id: first.id, name: first.name, environment: "staging" });
    expect(problem.detail).not.toContain(apiKey);
    const second = await createCredential(api, { ...again, sameKey: "allow" });
    expect(second.mosaic).toBe(first.mosaic);
    await createCredential(api, { apiKey });

    // Of several, the one of the same environment is the one to use.
    const nearer = await expectProblem(
      await api.post(PATH, { data: newCredential(again) }),
      409,
      "key_already_saved",
    );
    expect(nearer.credential?.id).toBe(second.id);

    const other = await createCredential(api);
    const replacing = await expectProblem(
      await put(api, other.id, { apiKey, sameKey: "refuse" }),
      409,
      "key_already_saved",
    );
    expect(replacing.credential?.id).toBe(second.id);
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
    await replaced(await put(api, other.id, { apiKey }));
  });

  test("is not itself: a create that is retried answers the same again, though only a new key was wanted", async ({
    api,
  }) => {
    const data = newCredential({ id: uuidv7(), description: "", sameKey: "refuse" });
    const first = await api.post(PATH, { data });
    expect(first.status()).toBe(201);
    // Somebody saves it again meanwhile.
    await createCredential(api, { apiKey: data.apiKey });
    const second = await api.post(PATH, { data });
    expect(second.status()).toBe(201);
    expect((await second.json()).id).toBe(data.id);
  });

  test("of another organization is a new one, and a token learns of no credential out of its reach", async ({
    api,
    tessera,
  }) => {
    const apiKey = validKey();
    const first = await createCredential(api, { apiKey });
    const house = await addHouse(tessera);
    await createCredential(house.api, { apiKey, sameKey: "refuse" });
    await house.api.dispose();

    const { token: writer } = await createToken(api, { scopes: ["credentials:write"] });
    const blind = await apiWith(tessera, writer);
    const data = newCredential({ apiKey, sameKey: "refuse" });
    const unnamed = await expectProblem(await blind.post(PATH, { data }), 409, "key_already_saved");
    expect(JSON.stringify(unnamed)).not.toContain(first.name);
    expect(JSON.stringify(unnamed)).not.toContain(first.id);

    const mine = await createCredential(api);
    const { token } = await createToken(api, { credentialIds: [mine.id] });
    const limited = await apiWith(tessera, token);
    await replaced(await put(limited, mine.id, { apiKey, sameKey: "refuse" }));
    await expectProblem(await put(limited, first.id, { apiKey: validKey() }), 404, "not_found");
    await expectProblem(await undo(limited, first.id), 404, "not_found");
    await blind.dispose();
    await limited.dispose();
  });
});

test.describe("A saved key in another environment", () => {
  test("is tried there, which is recorded, and keeps its verdict", async ({ api, tessera }) => {
    const apiKey = validKey();
    const { id } = await createCredential(api, { apiKey, environment: "staging" });
    await tessera.sql(`UPDATE "Credential" SET verdict = 'rejected', "testedAt" = now() WHERE id = $1`, [id]);
    const before = await keysOf(tessera, id);
    const response = await api.post(`${PATH}/${id}/test`, { params: { environment: "mock" } });
    const result = await response.json();
    expect(result).toMatchObject({ verdict: "valid", status: 200 });
    expect(result).not.toHaveProperty("credential");
    expect((await receivedWith(tessera, apiKey)).length).toBe(1);
    const after = await keysOf(tessera, id);
    expect(after.current).toEqual(before.current);
    expect(after.events.map(({ action }) => action)).toEqual([
      "credential.created",
      "credential.tried_elsewhere",
    ]);
  });

  test("goes to no address but the connector's own", async ({ api, tessera }) => {
    const apiKey = validKey();
    const { id } = await createCredential(api, { apiKey });
    for (const environment of [
      "",
      "nowhere",
      "__proto__",
      "https://evil.example",
      "mock/../staging",
      "MOCK",
    ]) {
      const response = await api.post(`${PATH}/${id}/test`, { params: { environment } });
      await expectInvalid(response, "environment");
    }
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
    await tessera.sql(`UPDATE "Credential" SET "sealedKey" = '' WHERE id = $1`, [id]);
    const damaged = await api.post(`${PATH}/${id}/test`, { params: { environment: "mock" } });
    await expectProblem(damaged, 409, "unreadable");
  });
});

// The last one: Tessera is started again, at an address that the other tests do not know.
test("An earlier key that can no longer be brought back is destroyed by itself, which is recorded", async ({
  api,
  tessera,
}) => {
  const [over, kept] = [await createCredential(api), await createCredential(api)];
  for (const { id } of [over, kept]) await replaced(await put(api, id, { apiKey: validKey() }));
  await tessera.sql(`UPDATE "RetiredKey" SET "destroyAt" = now() WHERE "credentialId" = $1`, [over.id]);
  // What is due is done at a start, too: nobody waits for the next ten minutes.
  await tessera.stop();
  await tessera.up();
  await expect.poll(() => versionsOf(tessera, over.id), { timeout: 30_000 }).toEqual([]);
  expect(await versionsOf(tessera, kept.id)).toEqual([1]);
  const events = await tessera.sql(
    `SELECT "actorKind", "subjectName", "credentialId", before FROM "AuditEvent" WHERE action = 'credential.key_destroyed'`,
  );
  const { id, name, keyHint } = over;
  expect(events).toContainEqual({
    actorKind: "tessera",
    subjectName: name,
    credentialId: id,
    before: { keyHint },
  });
});
