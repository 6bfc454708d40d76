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
import { addMember, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

const PATH = "/api/v1/credentials";
const DAY_MS = 86_400_000;

/** Edits as whoever has seen this revision; `*` stands for whichever it is. */
function edit(api: APIRequestContext, id: string, revision: number | "*", data: object) {
  const headers = { "if-match": revision === "*" ? "*" : `"${revision}"` };
  return api.patch(`${PATH}/${id}`, { headers, data });
}

async function credentialOf(response: APIResponse, status = 200): Promise<Credential> {
  expect(response.status(), await response.text()).toBe(status);
  const credential = (await response.json()) as Credential;
  expect(response.headers().etag).toBe(`"${credential.revision}"`);
  return credential;
}

const get = async (api: APIRequestContext, id: string) => credentialOf(await api.get(`${PATH}/${id}`));

async function rowOf(tessera: Tessera, id: string) {
  const [row] = await tessera.sql<{ sealedKey: string; keyVersion: number; keyFingerprint: string }>(
    `SELECT "sealedKey", "keyVersion", "keyFingerprint" FROM "Credential" WHERE id = $1`,
    [id],
  );
  return row;
}

async function eventsOf(tessera: Tessera, id: string) {
  return tessera.sql<{ action: string; before: unknown; after: unknown }>(
    `SELECT action, before, after FROM "AuditEvent" WHERE "credentialId" = $1 AND action LIKE 'credential.%'
       AND action NOT IN ('credential.created', 'credential.tested') ORDER BY id`,
    [id],
  );
}

test.describe("Editing", () => {
  test("changes what is named and nothing else, never the key, and says who did it", async ({
    api,
    tessera,
  }) => {
    const created = await createCredential(api, { description: "Before" });
    await api.post(`${PATH}/${created.id}/test`);
    const [before, row] = [await get(api, created.id), await rowOf(tessera, created.id)];
    const name = `Edited ${unique()}`;
    const edited = await credentialOf(await edit(api, created.id, before.revision, { name: `  ${name} ` }));
    expect(edited).toEqual({
      ...before,
      name,
      revision: before.revision + 1,
      updatedAt: expect.any(String),
    });
    const further = { description: "", expiresAt: "2040-01-31" };
    expect(await credentialOf(await edit(api, created.id, edited.revision, further))).toMatchObject({
      description: "",
      expiresAt: "2040-01-31T23:59:59.999Z",
      verdict: "valid",
    });
    expect(await rowOf(tessera, created.id)).toEqual(row);
    expect(await eventsOf(tessera, created.id)).toEqual([
      { action: "credential.edited", before: { name: before.name }, after: { name } },
      {
        action: "credential.edited",
        before: { description: "Before", expiresAt: null },
        after: { description: "", expiresAt: "2040-01-31T23:59:59.999Z" },
      },
    ]);
  });

  test("takes no key, no connector and no other field, and no value that a new one could not have", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const before = await tessera.sql(`SELECT * FROM "Credential" WHERE id = $1`, [id]);
    const apiKey = `demo-valid-${unique()}`;
    for (const data of [{ apiKey }, { connector: "people-ai" }, { revision: 9 }, { verdict: "valid" }, []]) {
      await expectProblem(await edit(api, id, 1, data), 422, "invalid");
    }
    const wrong: [string, unknown[]][] = [
      ["name", ["", " ", "x".repeat(81), "a\u202eb", null, 7]],
      ["description", ["x".repeat(2_001), "a\0b", null, 7]],
      ["environment", ["", "moon", "Production", null, 7]],
      ["expiresAt", ["", "soon", "2030-02-30", "2030-01-31T00:00:00", "1999-12-31", "2999-01-01", 7, true]],
      ["evenIfUsed", ["true", 1, null]],
    ];
    for (const [field, values] of wrong) {
      for (const value of values) await expectInvalid(await edit(api, id, 1, { [field]: value }), field);
    }
    expect(await tessera.sql(`SELECT * FROM "Credential" WHERE id = $1`, [id])).toEqual(before);
  });

  test("refuses a name that is taken, on its field, and takes its own in another case", async ({ api }) => {
    const [one, two] = [await createCredential(api), await createCredential(api)];
    const response = await edit(api, two.id, 1, { name: one.name.toUpperCase() });
    const problem = await expectProblem(response, 409, "name_taken");
    expect(problem.errors?.map(({ field }) => field)).toEqual(["name"]);
    const own = two.name.toUpperCase();
    expect((await credentialOf(await edit(api, two.id, 1, { name: own }))).name).toBe(own);
  });

  test("is for the owner of a credential and for admins", async ({ api, tessera }) => {
    const member = await addMember(tessera, await firstOrganization(tessera), "member");
    const [own, others] = [await createCredential(member.api), await createCredential(api)];
    await credentialOf(await edit(member.api, own.id, 1, { description: "Mine" }));
    const refused = await edit(member.api, others.id, 1, { description: "Mine" });
    await expectProblem(refused, 403, "forbidden");
    await credentialOf(await edit(api, own.id, 2, { description: "The owner's" }));
    await member.api.dispose();
  });
});

test.describe("If-Match", () => {
  test("is required, names a revision, and refuses every other one with nothing changed", async ({ api }) => {
    const { id, name } = await createCredential(api);
    const data = { name: `Edited ${unique()}` };
    await expectProblem(await api.patch(`${PATH}/${id}`, { data }), 428, "if_match_required");
    for (const condition of ['"2"', '"0"', 'W/"1"', "1", '"x"', '""', '"1", "2"']) {
      const response = await api.patch(`${PATH}/${id}`, { headers: { "if-match": condition }, data });
      await expectProblem(response, 412, "changed_meanwhile");
    }
    expect(await get(api, id)).toMatchObject({ name, revision: 1 });
    await credentialOf(await edit(api, id, "*", data));
  });

  test("lets one of many editors at once through, and tells the others", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    const names = Array.from({ length: 6 }, () => `Edited ${unique()}`);
    const responses = await Promise.all(names.map((name) => edit(api, id, 1, { name })));
    const won = names.filter((_, index) => responses[index]?.status() === 200);
    expect(won).toHaveLength(1);
    for (const response of responses.filter((answer) => answer.status() !== 200)) {
      await expectProblem(response, 412, "changed_meanwhile");
    }
    expect(await get(api, id)).toMatchObject({ name: won[0], revision: 2 });
    expect(await eventsOf(tessera, id)).toHaveLength(1);
  });

  test("holds nobody up who asks for what is so already: a retry answers the same again", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const data = { description: "Edited", environment: "staging" };
    const first = await credentialOf(await edit(api, id, 1, data));
    expect(await credentialOf(await edit(api, id, 1, data))).toEqual(first);
    expect(await credentialOf(await edit(api, id, 1, {}))).toEqual(first);
    expect(await eventsOf(tessera, id)).toHaveLength(1);
  });

  test("counts edits and keys, and no verdict", async ({ api }) => {
    const { id } = await createCredential(api);
    await api.post(`${PATH}/${id}/test`);
    const { revision } = await get(api, id);
    expect(revision).toBe(1);
    const data = { apiKey: `demo-valid-${unique()}` };
    const replaced = await credentialOf(await api.put(`${PATH}/${id}/key`, { data }));
    expect(replaced.revision).toBe(2);
    await expectProblem(await edit(api, id, 1, { description: "Late" }), 412, "changed_meanwhile");
    expect((await credentialOf(await api.post(`${PATH}/${id}/key/undo`))).revision).toBe(3);
  });
});

test.describe("Another Base URL", () => {
  test("seals the same key anew, forgets the verdict, and records it", async ({ api, tessera }) => {
    const apiKey = `demo-valid-${unique()}`;
    const created = await createCredential(api, { apiKey, environment: "staging" });
    await tessera.sql(
      `UPDATE "Credential" SET verdict = 'rejected', "verdictDetail" = 'Key rejected', "testedAt" = now(),
                               "unreachableAt" = now() WHERE id = $1`,
      [created.id],
    );
    const before = await rowOf(tessera, created.id);
    const moved = await credentialOf(await edit(api, created.id, 1, { environment: "mock" }));
    expect(moved).toMatchObject({
      environment: "mock",
      verdict: "untested",
      verdictDetail: null,
      testedAt: null,
      verdictSince: null,
      unreachableAt: null,
      keyHint: created.keyHint,
      mosaic: created.mosaic,
    });
    const after = await rowOf(tessera, created.id);
    expect(after).toMatchObject({ keyVersion: 2, keyFingerprint: before?.keyFingerprint });
    expect(after?.sealedKey).not.toBe(before?.sealedKey);
    expect(await receivedWith(tessera, apiKey)).toEqual([]);
    const tested = await (await api.post(`${PATH}/${created.id}/test`)).json();
    expect(tested.verdict).toBe("valid");
    expect(await receivedWith(tessera, apiKey)).toHaveLength(1);
    expect(await eventsOf(tessera, created.id)).toEqual([
      {
        action: "credential.moved",
        before: { environment: "staging", connector: "people-ai" },
        after: { environment: "mock", connector: "people-ai" },
      },
    ]);
  });

  test("of a used credential is refused with who uses it, until that is known", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    const source = await createSource(api, id);
    const destination = await createDestination(api, id);
    const before = await rowOf(tessera, id);
    const problem = await expectProblem(
      await edit(api, id, 1, { environment: "staging", name: `Edited ${unique()}` }),
      409,
      "credential_in_use",
    );
    expect(problem.usedBy).toEqual(
      [source, destination]
        .map(({ id, direction, name }) => ({ id, direction, name }))
        .sort((one, other) => (one.name < other.name ? -1 : 1)),
    );
    expect(await rowOf(tessera, id)).toEqual(before);
    // Whoever may not see them learns only that there are some.
    const { token } = await createToken(api, { scopes: ["credentials:write"] });
    const program = await apiWith(tessera, token);
    const blind = await edit(program, id, 1, { environment: "staging" });
    expect(await expectProblem(blind, 409, "credential_in_use")).not.toHaveProperty("usedBy");
    await program.dispose();

    await credentialOf(await edit(api, id, 1, { name: `Edited ${unique()}`, environment: "mock" }));
    await credentialOf(await edit(api, id, 2, { environment: "staging", evenIfUsed: true }));
    const { credential } = await (await api.get(`/api/v1/sources/${source.id}`)).json();
    expect(credential).toMatchObject({ environment: "staging", verdict: "untested" });
  });

  test("of a key that does not open is refused; its name can still be changed", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    await tessera.sql(`UPDATE "Credential" SET "sealedKey" = 't1.damaged' WHERE id = $1`, [id]);
    const move = { environment: "staging", description: "Moved" };
    await expectProblem(await edit(api, id, 1, move), 409, "unreadable");
    expect(await get(api, id)).toMatchObject({ environment: "mock", description: "", revision: 1 });
    await credentialOf(await edit(api, id, 1, { description: "Damaged" }));
  });

  test("twice at once is one move, and what a test of the earlier one finds is not the new one's", async ({
    api,
  }) => {
    for (let round = 0; round < 4; round += 1) {
      const { id } = await createCredential(api);
      const testing = api.post(`${PATH}/${id}/test`);
      const moves = ["staging", "production"].map((environment) => edit(api, id, 1, { environment }));
      const responses = await Promise.all(moves);
      await testing;
      expect(responses.map((response) => response.status()).sort()).toEqual([200, 412]);
      // A test that began after the move is of the new one, which is nowhere here.
      expect(["untested", "unreachable"]).toContain((await get(api, id)).verdict);
      await credentialOf(await edit(api, id, "*", { environment: "mock" }));
      expect((await (await api.post(`${PATH}/${id}/test`)).json()).verdict).toBe("valid");
    }
  });

  test("does not take Undo away: the earlier key comes back with the Base URL that it had", async ({
    api,
    tessera,
  }) => {
    const apiKey = `demo-valid-${unique()}`;
    const { id } = await createCredential(api, { apiKey });
    const data = { apiKey: `demo-valid-${unique()}` };
    const { revision } = await credentialOf(await api.put(`${PATH}/${id}/key`, { data }));
    const moved = await credentialOf(await edit(api, id, revision, { environment: "staging" }));
    expect(moved.undoUntil).not.toBeNull();
    const undone = await credentialOf(await api.post(`${PATH}/${id}/key/undo`));
    expect(undone).toMatchObject({ environment: "mock", undoUntil: null });
    expect((await (await api.post(`${PATH}/${id}/test`)).json()).verdict).toBe("valid");
    expect(await receivedWith(tessera, apiKey)).toHaveLength(1);
  });
});

test.describe("Duplicating", () => {
  const bodyOf = (changes: object = {}) => {
    const { connector: _, ...body } = newCredential(changes);
    return body;
  };
  const duplicate = (api: APIRequestContext, id: string, data: object) =>
    api.post(`${PATH}/${id}/duplicate`, { data });

  test("makes a credential of the same connector with the description and a key of its own", async ({
    api,
    tessera,
  }) => {
    const first = await createCredential(api, { description: "Nightly", expiresAt: "2040-01-31" });
    const body = bodyOf({ environment: "staging" });
    const response = await duplicate(api, first.id, body);
    const made = await credentialOf(response, 201);
    expect(response.headers().location).toBe(`${PATH}/${made.id}`);
    expect(made).toMatchObject({
      connector: first.connector,
      environment: "staging",
      name: body.name,
      description: "Nightly",
      expiresAt: null,
      verdict: "untested",
      revision: 1,
    });
    expect(made.mosaic).not.toBe(first.mosaic);
    expect(await get(api, first.id)).toEqual(first);
    const [event] = await tessera.sql(`SELECT detail FROM "AuditEvent" WHERE "credentialId" = $1`, [made.id]);
    expect(event).toEqual({ detail: { duplicateOf: first.name } });
    const other = bodyOf({ description: "", expiresAt: "2041-01-31" });
    expect(await credentialOf(await duplicate(api, first.id, other), 201)).toMatchObject({
      description: "",
      expiresAt: "2041-01-31T23:59:59.999Z",
    });
  });

  test("is safe to retry, and refuses what a create would", async ({ api }) => {
    const first = await createCredential(api);
    const body = { ...bodyOf(), id: uuidv7() };
    const made = await credentialOf(await duplicate(api, first.id, body), 201);
    expect(await credentialOf(await duplicate(api, first.id, body), 201)).toEqual(made);
    await expectProblem(await duplicate(api, first.id, bodyOf({ name: first.name })), 409, "name_taken");
    const same = { ...bodyOf({ apiKey: body.apiKey }), sameKey: "refuse" };
    await expectProblem(await duplicate(api, first.id, same), 409, "key_already_saved");
    await expectInvalid(await duplicate(api, first.id, bodyOf({ environment: "moon" })), "environment");
    await expectInvalid(await duplicate(api, first.id, bodyOf({ expiresAt: "2020-01-01" })), "expiresAt");
    await expectProblem(await duplicate(api, first.id, newCredential()), 422, "invalid");
    await expectProblem(await duplicate(api, uuidv7(), bodyOf()), 404, "not_found");
  });

  test("shows a token nothing that it may not read", async ({ api, tessera }) => {
    const first = await createCredential(api, { description: "Only for readers" });
    const { token } = await createToken(api, { scopes: ["credentials:write"] });
    const program = await apiWith(tessera, token);
    const response = await duplicate(program, first.id, bodyOf());
    const text = await response.text();
    expect(response.status(), text).toBe(201);
    for (const secret of [first.description, first.name]) expect(text).not.toContain(secret);
    await program.dispose();

    const limited = await createToken(api, {
      scopes: ["credentials:write"],
      credentialIds: [first.id],
    });
    const narrow = await apiWith(tessera, limited.token);
    await expectProblem(await duplicate(narrow, first.id, bodyOf()), 403, "forbidden");
    await narrow.dispose();
  });
});

test.describe("When a key expires", () => {
  test("is a day, over at its end in UTC, or a moment, and only a future one for a new key", async ({
    api,
  }) => {
    const tomorrow = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10);
    const cases: [string | null, string | null][] = [
      [tomorrow, `${tomorrow}T23:59:59.999Z`],
      ["2040-02-29", "2040-02-29T23:59:59.999Z"],
      ["2040-01-31T10:00:00+02:00", "2040-01-31T08:00:00.000Z"],
      [null, null],
    ];
    for (const [expiresAt, stored] of cases) {
      expect((await createCredential(api, { expiresAt })).expiresAt).toBe(stored);
    }
    const yesterday = new Date(Date.now() - DAY_MS).toISOString();
    for (const expiresAt of [yesterday, yesterday.slice(0, 10), "", "never", "2999-01-01", 7, false, {}]) {
      const response = await api.post(PATH, { data: newCredential({ expiresAt }) });
      await expectInvalid(response, "expiresAt");
    }
    // Somebody may say of a saved one that it has expired, or that nobody knows.
    const { id } = await createCredential(api, { expiresAt: tomorrow });
    const expired = await credentialOf(await edit(api, id, 1, { expiresAt: yesterday.slice(0, 10) }));
    expect(expired.expiresAt).toBe(`${yesterday.slice(0, 10)}T23:59:59.999Z`);
    expect((await credentialOf(await edit(api, id, 2, { expiresAt: null }))).expiresAt).toBeNull();
  });
});
