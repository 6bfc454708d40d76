import { spawn } from "node:child_process";
import { type APIRequestContext, expect } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import {
  type Credential,
  createCredential,
  createDestination,
  createSource,
  type Integration,
  newCredential,
  newSource,
  type PageOf,
  unique,
} from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { addHouse, addMember, firstOrganization, type Member } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

const PATH = "/api/v1/credentials";
const BIN = `${PATH}/bin`;

interface Deleted {
  id: string;
  name: string;
  deletedBy: { id: string; name: string } | null;
  deletedAt: string;
  destroyAt: string;
}

const remove = (api: APIRequestContext, id: string) => api.delete(`${PATH}/${id}`);
const restore = (api: APIRequestContext, id: string, data: object = {}) =>
  api.post(`${PATH}/${id}/restore`, { data });
const move = (api: APIRequestContext, id: string, to: string) =>
  api.post(`${PATH}/${id}/usage/move`, { data: { to } });

/** A credential that is in the bin. */
async function deleted(api: APIRequestContext, changes: Record<string, unknown> = {}): Promise<Credential> {
  const credential = await createCredential(api, changes);
  expect((await remove(api, credential.id)).status()).toBe(204);
  return credential;
}

/** Whatever the database has of a credential. */
async function rowsOf(tessera: Tessera, id: string) {
  const [row] = await tessera.sql<Record<"live" | "binned" | "retired" | "verdicts" | "receipts", number>>(
    `SELECT (SELECT count(*)::int FROM "Credential" WHERE id = $1) AS live,
            (SELECT count(*)::int FROM "DeletedCredential" WHERE id = $1) AS binned,
            (SELECT count(*)::int FROM "RetiredKey" WHERE "credentialId" = $1) AS retired,
            (SELECT count(*)::int FROM "VerdictRecord" WHERE "credentialId" = $1) AS verdicts,
            (SELECT count(*)::int FROM "Receipt" WHERE "credentialId" = $1) AS receipts`,
    [id],
  );
  return row;
}

const eventsOf = (tessera: Tessera, id: string) =>
  tessera.sql<{ action: string; actorKind: string; before: unknown; after: unknown }>(
    `SELECT action, "actorKind", before, after FROM "AuditEvent" WHERE "subjectId" = $1 ORDER BY "createdAt", id`,
    [id],
  );

test.describe("a deleted credential", () => {
  test("comes back as it was, with a key that opens, by its id and in the lists", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api, { description: "Fresh\nevery night. 🏺" });
    await api.post(`${PATH}/${id}/test`);
    const columns = (table: string) => tessera.sql(`SELECT * FROM "${table}" WHERE id = $1`, [id]);
    const [before] = await columns("Credential");
    const tile = await (await api.get(`${PATH}/${id}`)).json();
    expect((await remove(api, id)).status()).toBe(204);
    expect(await columns("Credential")).toEqual([]);
    const [binned] = await columns("DeletedCredential");
    expect(JSON.stringify(binned?.row)).not.toContain(before?.sealedKey);
    await expectProblem(await api.get(`${PATH}/${id}`), 404, "not_found");
    await expectProblem(await api.post(`${PATH}/${id}/test`), 404, "not_found");
    await expectInvalid(await api.post("/api/v1/sources", { data: newSource(id) }), "credentialId");

    const response = await restore(api, id);
    expect(response.status()).toBe(200);
    const [after] = await columns("Credential");
    expect(after).toEqual({
      ...before,
      revision: before?.revision + 1,
      updatedAt: after?.updatedAt,
    });
    expect(await columns("DeletedCredential")).toEqual([]);
    const restored = await response.json();
    expect(restored).toEqual({ ...tile, revision: tile.revision + 1, updatedAt: restored.updatedAt });
    expect((await (await api.post(`${PATH}/${id}/test`)).json()).verdict).toBe("valid");
    await createSource(api, id);
    expect((await eventsOf(tessera, id)).map(({ action }) => action)).toEqual([
      "credential.created",
      "credential.tested",
      "credential.deleted",
      "credential.restored",
      "credential.tested",
    ]);
  });

  test("is restored once by 10 at the same moment, and all hear the same", async ({ api, tessera }) => {
    const { id } = await deleted(api);
    const answers = await Promise.all(Array.from({ length: 10 }, () => restore(api, id)));
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(answers.map((answer) => answer.status())).toEqual(Array(10).fill(200));
    expect(texts.size).toBe(1);
    expect(await rowsOf(tessera, id)).toMatchObject({ live: 1, binned: 0 });
    const actions = (await eventsOf(tessera, id)).map(({ action }) => action);
    expect(actions.filter((action) => action === "credential.restored")).toHaveLength(1);
  });

  test("deleted and restored by many at once is in one place only", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? remove(api, id) : restore(api, id))),
    );
    const { live = 0, binned = 0 } = (await rowsOf(tessera, id)) ?? {};
    expect(live + binned).toBe(1);
  });

  test("whose name was given away says so, stays, and comes back under another one", async ({
    api,
    tessera,
  }) => {
    const { id, name } = await deleted(api);
    await createCredential(api, { name: name.toUpperCase() });
    const problem = await expectProblem(await restore(api, id), 409, "name_taken");
    expect(problem.errors).toEqual([expect.objectContaining({ field: "name" })]);
    expect(await rowsOf(tessera, id)).toMatchObject({ live: 0, binned: 1 });
    await expectInvalid(await restore(api, id, { name: "" }), "name");
    const other = `${name} again`;
    expect(await (await restore(api, id, { name: other })).json()).toMatchObject({ id, name: other });
    await expectProblem(
      await api.post(PATH, { data: newCredential({ name: other.toUpperCase() }) }),
      409,
      "name_taken",
    );
    const found = await api.get(PATH, { params: { query: other.toLowerCase() } });
    expect(((await found.json()) as PageOf<Credential>).data.map((credential) => credential.id)).toEqual([
      id,
    ]);
  });

  test("keeps its id: no other credential can be made with it, by anybody", async ({ api, tessera }) => {
    const id = uuidv7();
    await deleted(api, { id });
    await expectProblem(await api.post(PATH, { data: newCredential({ id }) }), 409, "id_taken");
    const stranger = await addHouse(tessera);
    await expectProblem(await stranger.api.post(PATH, { data: newCredential({ id }) }), 409, "id_taken");
    await expectProblem(await restore(stranger.api, id), 404, "not_found");
    await stranger.api.dispose();
    expect((await restore(api, id)).status()).toBe(200);
  });

  test("is restored by whoever could have deleted it, and seen in the bin by admins alone", async ({
    api,
    tessera,
  }) => {
    const organizationId = await firstOrganization(tessera);
    const member = await addMember(tessera, organizationId, "member");
    const colleague = await addMember(tessera, organizationId, "member");
    const admin = await addMember(tessera, organizationId, "admin");
    const theirs = await deleted(member.api);
    const anothers = await deleted(api);
    for (const { api: caller } of [member, colleague]) {
      await expectProblem(await caller.get(BIN), 403, "forbidden");
      await expectProblem(await caller.delete(`${BIN}/${theirs.id}`), 403, "forbidden");
      await expectProblem(await restore(caller, anothers.id), 403, "forbidden");
    }
    await expectProblem(await restore(colleague.api, theirs.id), 403, "forbidden");
    expect((await restore(member.api, theirs.id)).status()).toBe(200);
    // What is back already is not said to those who could not have brought it back either.
    await expectProblem(await restore(colleague.api, theirs.id), 403, "forbidden");
    expect((await restore(admin.api, anothers.id)).status()).toBe(200);

    const limited = await createToken(api, { credentialIds: [anothers.id] });
    const program = await apiWith(tessera, limited.token);
    await remove(api, theirs.id);
    await expectProblem(await restore(program, theirs.id), 404, "not_found");
    expect((await remove(program, anothers.id)).status()).toBe(204);
    const { data } = (await (await program.get(BIN)).json()) as PageOf<Deleted>;
    expect(data.map(({ id }) => id)).toEqual([anothers.id]);
    expect((await restore(program, anothers.id)).status()).toBe(200);
    await program.dispose();
    for (const { api: caller } of [member, colleague, admin]) await caller.dispose();
  });
});

test.describe("the bin", () => {
  let house: Member;
  test.beforeEach(async ({ tessera, ownerState: _exists }) => {
    house = await addHouse(tessera);
  });
  test.afterEach(() => house.api.dispose());

  test("lists what was deleted, the latest first, page by page, and nothing of a key", async ({
    tessera,
  }) => {
    const apiKey = `demo-valid-${unique()}`;
    const made: Credential[] = [];
    for (let index = 0; index < 5; index += 1) made.push(await createCredential(house.api));
    const last = await createCredential(house.api, { apiKey });
    for (const { id } of [...made, last]) await remove(house.api, id);
    const seen: Deleted[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const response = await house.api.get(`${BIN}?limit=2${cursor && `&cursor=${cursor}`}`);
      expect(await response.text()).not.toMatch(/sealedKey|keyFingerprint|t1\./);
      const page = (await response.json()) as PageOf<Deleted>;
      seen.push(...page.data);
      cursor = page.nextCursor;
    }
    expect(seen.map(({ id }) => id)).toEqual([last.id, ...made.map(({ id }) => id).reverse()]);
    const [first] = seen;
    expect(first).toEqual({
      id: last.id,
      connector: "people-ai",
      environment: "mock",
      name: last.name,
      keyHint: last.keyHint,
      mosaic: last.mosaic,
      owner: { id: house.userId, name: house.name },
      deletedBy: { id: house.userId, name: house.name },
      deletedAt: first?.deletedAt,
      destroyAt: first?.destroyAt,
    });
    const days = (Date.parse(first?.destroyAt ?? "") - Date.parse(first?.deletedAt ?? "")) / 86_400_000;
    expect(days).toBe(30);
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
  });

  test("destroys at once what it is told to: key, earlier keys and history are gone", async ({ tessera }) => {
    const kept = await deleted(house.api);
    const { id } = await createCredential(house.api);
    await addHistory(tessera, id, house.organizationId);
    await expectProblem(await house.api.delete(`${BIN}/${id}`), 404, "not_found");
    await remove(house.api, id);
    expect(await rowsOf(tessera, id)).toEqual({ live: 0, binned: 1, retired: 1, verdicts: 1, receipts: 1 });
    expect((await house.api.delete(`${BIN}/${id}`)).status()).toBe(204);
    expect(await rowsOf(tessera, id)).toEqual({ live: 0, binned: 0, retired: 0, verdicts: 0, receipts: 0 });
    await expectProblem(await house.api.delete(`${BIN}/${id}`), 404, "not_found");
    await expectProblem(await restore(house.api, id), 404, "not_found");
    expect((await eventsOf(tessera, id)).at(-1)).toMatchObject({ action: "credential.destroyed" });
    expect(await rowsOf(tessera, kept.id)).toMatchObject({ binned: 1 });
  });

  test("destroys what has been in it for 30 days, once, and nothing else", async ({ tessera }) => {
    const fresh = await deleted(house.api);
    const overdue = await deleted(house.api);
    await addHistory(tessera, overdue.id, house.organizationId);
    await tessera.sql(
      `UPDATE "DeletedCredential" SET "destroyAt" = now() - interval '1 second' WHERE id = $1`,
      [overdue.id],
    );
    // Its time is over, whether or not anybody has come to destroy it.
    await expectProblem(await restore(house.api, overdue.id), 404, "not_found");
    await Promise.all([destroyOverdue(tessera), destroyOverdue(tessera)]);
    expect(await rowsOf(tessera, overdue.id)).toEqual({
      live: 0,
      binned: 0,
      retired: 0,
      verdicts: 0,
      receipts: 0,
    });
    expect(await rowsOf(tessera, fresh.id)).toMatchObject({ binned: 1 });
    const destroyed = (await eventsOf(tessera, overdue.id)).filter(
      ({ action }) => action === "credential.destroyed",
    );
    expect(destroyed).toEqual([expect.objectContaining({ actorKind: "tessera" })]);
  });
});

test.describe("what uses a credential", () => {
  test("is listed, the newest first, page by page, counted, and only what is in reach", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const other = await createCredential(api);
    const made: Integration[] = [];
    for (let index = 0; index < 3; index += 1) made.push(await createSource(api, id));
    made.push(await createDestination(api, id));
    await createSource(api, other.id);
    const first = await (await api.get(`${PATH}/${id}/usage?limit=3`)).json();
    expect(first).toMatchObject({ usedBy: { sources: 3, destinations: 1 }, lastUsedAt: null });
    const second = await (await api.get(`${PATH}/${id}/usage?limit=3&cursor=${first.nextCursor}`)).json();
    expect(second.nextCursor).toBeNull();
    expect([...first.data, ...second.data]).toEqual(
      made.map(({ id, direction, name, createdAt }) => ({ id, direction, name, createdAt })).reverse(),
    );
    const token = await createToken(api, { credentialIds: [other.id] });
    const program = await apiWith(tessera, token.token);
    await expectProblem(await program.get(`${PATH}/${id}/usage`), 404, "not_found");
    await program.dispose();
  });

  test("is last used when rows are read with it, which is noted at most once a minute; a test is no use", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const lastUsedAt = async () => (await (await api.get(`${PATH}/${id}`)).json()).lastUsedAt;
    const preview = async () =>
      expect((await api.post(`${PATH}/${id}/preview`, { data: { endpoint: "teams" } })).status()).toBe(200);
    await api.post(`${PATH}/${id}/test`);
    expect(await lastUsedAt()).toBeNull();
    await preview();
    await expect.poll(lastUsedAt).not.toBeNull();
    const noted = await lastUsedAt();
    await Promise.all([preview(), preview(), preview()]);
    expect(await lastUsedAt()).toBe(noted);
    expect(await (await api.get(`${PATH}/${id}/usage`)).json()).toMatchObject({ lastUsedAt: noted });
    // It is no change by anybody: nobody who edits it is in conflict with it.
    expect((await (await api.get(`${PATH}/${id}`)).json()).revision).toBe(1);
    expect(
      await tessera.sql(`SELECT id FROM "Credential" WHERE id = $1 AND "lastUsedAt" = $2`, [id, noted]),
    ).toHaveLength(1);
  });

  test("is moved to another credential all at once, with one event, and then the first can be deleted", async ({
    api,
    tessera,
  }) => {
    const left = await createCredential(api);
    const target = await createCredential(api);
    const bystander = await createSource(api, (await createCredential(api)).id);
    const users = [
      await createSource(api, left.id),
      await createSource(api, left.id),
      await createDestination(api, left.id),
    ];
    await expectProblem(await remove(api, left.id), 409, "credential_in_use");
    const response = await move(api, left.id, target.id);
    expect(response.status()).toBe(200);
    expect(await response.json()).toMatchObject({
      moved: 3,
      credential: { id: left.id, usedBy: { sources: 0, destinations: 0 } },
    });
    expect((await (await api.get(`${PATH}/${target.id}`)).json()).usedBy).toEqual({
      sources: 2,
      destinations: 1,
    });
    for (const { id, direction } of users) {
      const moved = await (await api.get(`/api/v1/${direction}s/${id}`)).json();
      expect(moved.credential.id).toBe(target.id);
    }
    const untouched = await (await api.get(`/api/v1/sources/${bystander.id}`)).json();
    expect(untouched).toEqual(bystander);
    const moves = (await eventsOf(tessera, left.id)).filter(
      ({ action }) => action === "credential.users_moved",
    );
    expect(moves).toHaveLength(1);
    expect(moves[0]?.before).toEqual({ credentialId: left.id });
    const after = moves[0]?.after as { credentialId: string; movedIds: string[] };
    expect(after.credentialId).toBe(target.id);
    expect(after.movedIds.toSorted()).toEqual(users.map(({ id }) => id).sort());
    // Again, there is nothing to move, and nothing to record.
    expect(await (await move(api, left.id, target.id)).json()).toMatchObject({ moved: 0 });
    expect((await eventsOf(tessera, left.id)).map(({ action }) => action)).toEqual([
      "credential.created",
      "credential.users_moved",
    ]);
    expect((await remove(api, left.id)).status()).toBe(204);
  });

  test("is not moved to what is gone, damaged, foreign, of another service, or the same", async ({
    api,
    tessera,
  }) => {
    const left = await createCredential(api);
    const source = await createSource(api, left.id);
    const gone = await deleted(api);
    const damaged = await createCredential(api);
    await tessera.sql(`UPDATE "Credential" SET verdict = 'unreadable' WHERE id = $1`, [damaged.id]);
    const elsewhere = await createCredential(api);
    await tessera.sql(`UPDATE "Credential" SET connector = 'another' WHERE id = $1`, [elsewhere.id]);
    const stranger = await addHouse(tessera);
    const foreign = await createCredential(stranger.api);
    const answers = new Set<string>();
    for (const to of [gone.id, damaged.id, elsewhere.id, foreign.id, left.id, uuidv7()]) {
      const { detail } = await expectInvalid(await move(api, left.id, to), "to");
      answers.add(detail);
    }
    expect(answers.size).toBe(1);
    await expectProblem(await move(stranger.api, left.id, foreign.id), 404, "not_found");
    await expectInvalid(await move(api, left.id, "nothing"), "to");
    expect(await (await api.get(`/api/v1/sources/${source.id}`)).json()).toEqual(source);
    await tessera.sql(`DELETE FROM "Credential" WHERE id = $1`, [elsewhere.id]);
    await stranger.api.dispose();
  });

  test("is moved by those who may change the credential that is left, and use the other", async ({
    api,
    tessera,
  }) => {
    const organizationId = await firstOrganization(tessera);
    const member = await addMember(tessera, organizationId, "member");
    const [own, anothers] = [await createCredential(member.api), await createCredential(api)];
    await createSource(member.api, anothers.id);
    await createSource(api, own.id);
    await expectProblem(await move(member.api, anothers.id, own.id), 403, "forbidden");
    expect(await (await move(member.api, own.id, anothers.id)).json()).toMatchObject({ moved: 1 });
    const limited = await createToken(api, { credentialIds: [anothers.id] });
    const program = await apiWith(tessera, limited.token);
    await expectInvalid(await move(program, anothers.id, own.id), "to");
    await program.dispose();
    await member.api.dispose();
  });

  test("never loses its credential: a target deleted while things are moved to it, 20 times", async ({
    api,
    tessera,
  }) => {
    for (let round = 0; round < 20; round += 1) {
      const [left, target] = [await createCredential(api), await createCredential(api)];
      const source = await createSource(api, left.id);
      const tasks = [() => move(api, left.id, target.id), () => remove(api, target.id)];
      if (round % 2 === 1) tasks.reverse();
      const answers = await Promise.all(tasks.map((task) => task()));
      if (round % 2 === 1) answers.reverse();
      const [moved, removed] = answers.map((answer) => answer.status());
      const { credential } = await (await api.get(`/api/v1/sources/${source.id}`)).json();
      if (removed === 204) {
        expect([moved, credential.id]).toEqual([422, left.id]);
      } else {
        expect([moved, removed, credential.id]).toEqual([200, 409, target.id]);
        expect(await rowsOf(tessera, target.id)).toMatchObject({ live: 1, binned: 0 });
      }
    }
  });
});

/** Ways to break a row, as somebody with access to the database could. `$1` is its id, `$2` another credential's. */
const damages = {
  "a changed character": `UPDATE "Credential" SET "sealedKey" = overlay("sealedKey" placing
    CASE WHEN substr("sealedKey", 60, 1) = 'A' THEN 'B' ELSE 'A' END FROM 60) WHERE id = $1 AND $2::uuid IS NOT NULL`,
  "another row's sealed key": `UPDATE "Credential" SET "sealedKey" = (SELECT "sealedKey" FROM "Credential" WHERE id = $2)
    WHERE id = $1`,
  "another version": `UPDATE "Credential" SET "keyVersion" = 7 WHERE id = $1 AND $2::uuid IS NOT NULL`,
  "another environment": `UPDATE "Credential" SET environment = 'staging' WHERE id = $1 AND $2::uuid IS NOT NULL`,
  "no sealed key at all": `UPDATE "Credential" SET "sealedKey" = '' WHERE id = $1 AND $2::uuid IS NOT NULL`,
  "a sealed key of an unknown data key": `UPDATE "Credential" SET "sealedKey" =
    't1.' || gen_random_uuid() || '.' || split_part("sealedKey", '.', 3) WHERE id = $1 AND $2::uuid IS NOT NULL`,
  "half of a sealed key": `UPDATE "Credential" SET "sealedKey" = left("sealedKey", 50) WHERE id = $1 AND $2::uuid IS NOT NULL`,
  "something else": `UPDATE "Credential" SET "sealedKey" = repeat('🏺.', 2000) WHERE id = $1 AND $2::uuid IS NOT NULL`,
};

for (const [what, sql] of Object.entries(damages)) {
  test(`a row with ${what} is one credential that cannot be opened; it is listed, left, deleted and restored`, async ({
    api,
    tessera,
  }) => {
    const mark = unique();
    const apiKey = `demo-valid-${unique()}`;
    const damaged = await createCredential(api, { name: `${mark} damaged`, apiKey });
    const sound = await createCredential(api, { name: `${mark} sound` });
    const source = await createSource(api, damaged.id);
    await tessera.sql(sql, [damaged.id, sound.id]);

    const list = await api.get(PATH, { params: { query: mark } });
    expect(((await list.json()) as PageOf<Credential>).data.map(({ id }) => id)).toEqual([
      damaged.id,
      sound.id,
    ]);
    const tested = await (await api.post(`${PATH}/${damaged.id}/test`)).json();
    expect([tested.verdict, tested.credential.verdict]).toEqual(["unreadable", "unreadable"]);
    const preview = await api.post(`${PATH}/${damaged.id}/preview`, { data: { endpoint: "teams" } });
    await expectProblem(preview, 409, "unreadable");
    expect((await (await api.post(`${PATH}/${sound.id}/test`)).json()).verdict).toBe("valid");
    expect((await (await api.get(`${PATH}/${damaged.id}`)).json()).lastUsedAt).toBeNull();

    const usage = await (await api.get(`${PATH}/${damaged.id}/usage`)).json();
    expect(usage.data.map(({ id }: { id: string }) => id)).toEqual([source.id]);
    await expectProblem(await remove(api, damaged.id), 409, "credential_in_use");
    expect(await (await move(api, damaged.id, sound.id)).json()).toMatchObject({ moved: 1 });
    expect((await remove(api, damaged.id)).status()).toBe(204);
    expect((await api.get("/credentials/deleted")).status()).toBe(200);
    expect(await (await restore(api, damaged.id)).json()).toMatchObject({ verdict: "unreadable" });
    expect((await remove(api, damaged.id)).status()).toBe(204);
    expect((await api.delete(`${BIN}/${damaged.id}`)).status()).toBe(204);
    // It was never sent anywhere.
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
  });
}

/** An earlier key and a finding of a credential, as replacing its key and testing it leave them. */
async function addHistory(tessera: Tessera, id: string, organizationId: string): Promise<void> {
  await tessera.sql(
    `INSERT INTO "RetiredKey" (id, "organizationId", "credentialId", "sealedKey", "keyVersion", environment, "keyHint",
                               "keyFingerprint", verdict, "destroyAt")
     VALUES ($1, $2, $3, 't1.earlier', 900, 'mock', '', '', 'valid', now() + interval '1 day')`,
    [uuidv7(), organizationId, id],
  );
  await tessera.sql(
    `INSERT INTO "VerdictRecord" (id, "organizationId", "credentialId", "keyVersion", verdict, detail, cause, "testedAt")
     VALUES ($1, $2, $3, 1, 'valid', '', 'person', now())`,
    [uuidv7(), organizationId, id],
  );
  await tessera.sql(
    `INSERT INTO "Receipt" ("organizationId", "credentialId", hour, "usedByKind", "usedById", host, "statusClass", count,
                            "bytesSent", "bytesReceived", "firstAt", "lastAt")
     VALUES ($1, $2, date_trunc('hour', now()), 'tessera', 'tessera', 'example.com', '2xx', 1, 0, 0, now(), now())`,
    [organizationId, id],
  );
}

/** What is done in time, by a process of its own, as another instance would. */
async function destroyOverdue(tessera: Tessera): Promise<void> {
  const script = `
    const { destroyDeletedCredentials } = await import("./lib/server/credentials/bin.ts");
    while ((await destroyDeletedCredentials(new Date())) > 0);
    process.exit(0);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, DATABASE_URL: tessera.run.databaseUrl, TESSERA_HOME: tessera.home },
    stdio: ["ignore", "inherit", "inherit"],
  });
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(0);
}
