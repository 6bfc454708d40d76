import { randomUUID } from "node:crypto";
import type { APIRequestContext } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import {
  type Credential,
  createCredential,
  createDestination,
  createSource,
  newCredential,
  newSource,
  type PageOf,
  unique,
} from "./credentials.ts";
import { receivedWith } from "./emulator.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

const PATH = "/api/v1/credentials";
const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Everything that a tile may say. A field that is not here must not leave. */
const TILE_FIELDS = [
  "connector",
  "createdAt",
  "description",
  "environment",
  "expiresAt",
  "id",
  "keyHint",
  "keyReplacedAt",
  "lastUsedAt",
  "mosaic",
  "name",
  "owner",
  "revision",
  "testedAt",
  "undoUntil",
  "unreachableAt",
  "updatedAt",
  "usedBy",
  "verdict",
  "verdictDetail",
  "verdictSince",
];

async function countCredentials(tessera: Tessera): Promise<number> {
  const [row] = await tessera.sql<{ count: number }>(`SELECT count(*)::int AS count FROM "Credential"`);
  return row?.count ?? Number.NaN;
}

/** How many rows and how many audit events of its creation a credential has. */
async function tracesOf(tessera: Tessera, id: string): Promise<{ rows: number; events: number }> {
  const [row] = await tessera.sql<{ rows: number; events: number }>(
    `SELECT (SELECT count(*)::int FROM "Credential" WHERE id = $1::uuid) AS rows,
            (SELECT count(*)::int FROM "AuditEvent" WHERE "subjectId" = $2 AND action = 'credential.created') AS events`,
    [id, id],
  );
  return row ?? { rows: Number.NaN, events: Number.NaN };
}

/** Sends a body that must be refused because of `field`, and checks that nothing was stored. */
async function expectRefused(api: APIRequestContext, tessera: Tessera, body: object, field: string) {
  const before = await countCredentials(tessera);
  const response = await api.post(PATH, { data: body });
  await expectInvalid(response, field);
  expect(await countCredentials(tessera)).toBe(before);
}

test.describe("Creating a credential", () => {
  test("answers 201 with the new tile and its address, and with nothing that could carry a key", async ({
    api,
  }) => {
    const apiKey = `demo-valid-${unique()}-wxyz`;
    const body = newCredential({ apiKey, description: "For the nightly import" });
    const response = await api.post(PATH, { data: body });

    expect(response.status()).toBe(201);
    const headers = response.headers();
    expect(headers["content-type"]).toBe("application/json");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["tessera-request-id"]).toMatch(UUID_V7);

    const text = await response.text();
    expect(text).not.toContain(apiKey);
    const credential = JSON.parse(text) as Credential;
    expect(Object.keys(credential).sort()).toEqual(TILE_FIELDS);
    expect(credential).toMatchObject({
      connector: "people-ai",
      environment: "mock",
      name: body.name,
      description: "For the nightly import",
      keyHint: "wxyz",
      mosaic: expect.stringMatching(/^[1-5][1-5]:[012]{15}$/),
      verdict: "untested",
      verdictDetail: null,
      testedAt: null,
      verdictSince: null,
      unreachableAt: null,
      usedBy: { sources: 0, destinations: 0 },
      owner: { id: expect.any(String), name: "Ada Lovelace" },
    });
    expect(Object.keys(credential.owner ?? {}).sort()).toEqual(["id", "name"]);
    expect(credential.id).toMatch(UUID_V7);
    expect(headers.location).toBe(`${PATH}/${credential.id}`);

    const again = await api.get(headers.location ?? "");
    expect(await again.json()).toEqual(credential);
  });

  test("stores the key sealed, and neither the key nor a readable trace of it", async ({ api, tessera }) => {
    const apiKey = `demo-valid-${unique()}`;
    const { id } = await createCredential(api, { apiKey });
    const [row] = await tessera.sql(`SELECT * FROM "Credential" WHERE id = $1`, [id]);
    expect(row?.sealedKey).toMatch(/^t1\.[0-9a-f-]{36}\.[A-Za-z0-9_-]{40,}$/);
    expect(JSON.stringify(row)).not.toContain(apiKey);
  });

  test("records who created it, and nothing secret", async ({ api, tessera }) => {
    const apiKey = `demo-valid-${unique()}`;
    const credential = await createCredential(api, { apiKey });
    const events = await tessera.sql(`SELECT * FROM "AuditEvent" WHERE "subjectId" = $1`, [credential.id]);
    expect(events).toMatchObject([{ action: "credential.created", actorId: credential.owner?.id }]);
    expect(JSON.stringify(events)).not.toContain(apiKey);
  });

  test("saves two credentials of one key, and shows them with one mosaic", async ({ api }) => {
    const apiKey = `demo-valid-${unique()}`;
    const [first, second] = [
      await createCredential(api, { apiKey }),
      await createCredential(api, { apiKey }),
    ];
    const other = await createCredential(api);
    expect(second.mosaic).toBe(first.mosaic);
    expect(other.mosaic).not.toBe(first.mosaic);
  });

  test("shows no end of a key that is too short to show any", async ({ api }) => {
    expect((await createCredential(api, { apiKey: "a".repeat(15) })).keyHint).toBe("");
    expect((await createCredential(api, { apiKey: `${"a".repeat(12)}wxyz` })).keyHint).toBe("wxyz");
  });
});

test.describe("The name of a credential", () => {
  test("is trimmed", async ({ api }) => {
    const name = `Trimmed ${unique()}`;
    expect((await createCredential(api, { name: ` \t\n${name}\u00a0 ` })).name).toBe(name);
  });

  test("has up to 80 characters", async ({ api, tessera }) => {
    const name = unique().padEnd(80, "x");
    expect((await createCredential(api, { name })).name).toBe(name);
    await expectRefused(api, tessera, newCredential({ name: unique().padEnd(81, "x") }), "name");
  });

  test("is stored in composed form, however its accents were typed", async ({ api }) => {
    const mark = unique();
    expect((await createCredential(api, { name: `Cafe\u0301 ${mark}` })).name).toBe(`Caf\u00e9 ${mark}`);
  });

  const sameNames: [string, (mark: string) => [string, string]][] = [
    ["in another case", (mark) => [`Billing ${mark}`, `bILLING ${mark.toUpperCase()}`]],
    ["in another case, beyond ASCII", (mark) => [`ÄRGER ΣΑΣ ${mark}`, `ärger σας ${mark}`]],
    ["with accents typed as marks", (mark) => [`Caf\u00e9 ${mark}`, `Cafe\u0301 ${mark}`]],
    ["with spaces around it", (mark) => [`Padded ${mark}`, `  Padded ${mark} `]],
    ["in full-width letters", (mark) => [`Wide ${mark}`, `\uff37\uff49\uff44\uff45 ${mark}`]],
  ];
  for (const [how, names] of sameNames) {
    test(`is taken by the same name ${how}`, async ({ api, tessera }) => {
      const [first, second] = names(unique());
      await createCredential(api, { name: first });
      const before = await countCredentials(tessera);
      const response = await api.post(PATH, { data: newCredential({ name: second }) });
      const problem = await expectProblem(response, 409, "name_taken");
      expect(problem.errors).toEqual([{ field: "name", message: expect.stringMatching(/\S/) }]);
      expect(await countCredentials(tessera)).toBe(before);
    });
  }

  test("is free where only another connector has it", async ({ api, tessera }) => {
    const name = `Elsewhere ${unique()}`;
    const { id } = await createCredential(api, { name });
    await tessera.sql(`UPDATE "Credential" SET connector = 'other-service' WHERE id = $1`, [id]);
    expect((await createCredential(api, { name })).name).toBe(name);
  });

  test("is free again once its credential is deleted", async ({ api }) => {
    const name = `Again ${unique()}`;
    const { id } = await createCredential(api, { name });
    expect((await api.delete(`${PATH}/${id}`)).status()).toBe(204);
    expect((await createCredential(api, { name })).id).not.toBe(id);
  });

  const badNames: [string, unknown][] = [
    ["nothing", ""],
    ["only spaces", " \u00a0\t "],
    ["a NUL", "a\0b"],
    ["a bell", "a\u0007b"],
    ["a line break", "a\nb"],
    ["a tab", "a\tb"],
    ["a C1 control", "a\u0085b"],
    ["a line separator", "a\u2028b"],
    ["a paragraph separator", "a\u2029b"],
    ["a right-to-left override", "a\u202eb"],
    ["a right-to-left isolate", "a\u2067b"],
    ["a right-to-left mark", "a\u200fb"],
    ["an Arabic letter mark", "a\u061cb"],
    ["a zero-width space", "a\u200bb"],
    ["a byte order mark", "a\ufeffb"],
    ["half of a surrogate pair", "a\ud800b"],
    ["a number", 7],
    ["null", null],
    ["a list", ["a"]],
    ["an object", { toString: "a" }],
  ];
  for (const [what, name] of badNames) {
    test(`is refused when it is or holds ${what}`, async ({ api, tessera }) => {
      await expectRefused(api, tessera, newCredential({ name }), "name");
    });
  }

  test("is refused when it is missing", async ({ api, tessera }) => {
    await expectRefused(api, tessera, newCredential({ name: undefined }), "name");
  });
});

test.describe("The description of a credential", () => {
  test("has up to 2,000 characters, with lines and tabs", async ({ api, tessera }) => {
    const description = "First line\n\tsecond line\r\n".padEnd(2_000, "ü");
    expect((await createCredential(api, { description })).description).toBe(description);
    await expectRefused(api, tessera, newCredential({ description: "x".repeat(2_001) }), "description");
  });

  test("is empty when it is left out", async ({ api }) => {
    expect((await createCredential(api)).description).toBe("");
  });

  const badDescriptions: [string, unknown][] = [
    ["a NUL", "a\0b"],
    ["an escape", "a\u001bb"],
    ["a C1 control", "a\u0085b"],
    ["a right-to-left override", "a\u202eb"],
    ["an Arabic letter mark", "a\u061cb"],
    ["a zero-width space", "a\u200bb"],
    ["half of a surrogate pair", "a\udfffb"],
    ["a number", 7],
    ["null", null],
  ];
  for (const [what, description] of badDescriptions) {
    test(`is refused when it is or holds ${what}`, async ({ api, tessera }) => {
      await expectRefused(api, tessera, newCredential({ description }), "description");
    });
  }
});

test.describe("The key of a credential", () => {
  const badKeys: [string, unknown][] = [
    ["nothing", ""],
    ["4,097 characters", "k".repeat(4_097)],
    ["a space", "demo valid"],
    ["a space before it", " demo-valid"],
    ["a line break after it", "demo-valid\n"],
    ["a carriage return", "demo\r\nX-Evil: 1"],
    ["a tab", "demo\tvalid"],
    ["a NUL", "demo\0valid"],
    ["a delete", "demo\u007fvalid"],
    ["a no-break space", "demo\u00a0valid"],
    ["a letter beyond ASCII", "demo-välid"],
    ["an emoji", "demo-🔑"],
    ["half of a surrogate pair", "demo-\ud83d"],
    ["a zero-width space", "demo\u200bvalid"],
    ["a number", 12_345],
    ["null", null],
    ["a list", ["demo-valid"]],
    ["an object", { value: "demo-valid" }],
  ];
  for (const [what, apiKey] of badKeys) {
    test(`is refused when it is or holds ${what}, for saving and for testing`, async ({ api, tessera }) => {
      await expectRefused(api, tessera, newCredential({ apiKey }), "apiKey");
      const { connector, environment } = newCredential();
      await expectInvalid(
        await api.post(`${PATH}/test`, { data: { connector, environment, apiKey } }),
        "apiKey",
      );
    });
  }

  test("is refused when it is missing", async ({ api, tessera }) => {
    await expectRefused(api, tessera, newCredential({ apiKey: undefined }), "apiKey");
  });

  const printable = Array.from({ length: 0x7e - 0x21 + 1 }, (_, index) =>
    String.fromCharCode(0x21 + index),
  ).join("");
  const oddKeys: [string, (mark: string) => string][] = [
    ["of every printable character", (mark) => `demo-valid-${mark}${printable}`],
    ["of 4,096 characters", (mark) => `demo-valid-${mark}`.padEnd(4_096, "k")],
    ["that looks like a header", (mark) => `X-API-Key:demo-valid-${mark}`],
    ["that looks like JSON", (mark) => `{"apiKey":"${mark}\\u0020"}`],
    ["that looks escaped", (mark) => `demo-valid-%20%00&lt;\\n\${x}${mark}`],
    ["in quotes", (mark) => `"${mark}"`],
  ];
  for (const [what, keyOf] of oddKeys) {
    test(`reaches the service exactly as it was entered: one ${what}`, async ({ api, tessera }) => {
      const apiKey = keyOf(unique());
      const { id } = await createCredential(api, { apiKey });
      const response = await api.post(`${PATH}/${id}/test`);
      expect(response.status()).toBe(200);
      expect((await receivedWith(tessera, apiKey)).length).toBeGreaterThan(0);
      expect(await response.text()).not.toContain(apiKey);
    });
  }

  test("of one character is a key", async ({ api, tessera }) => {
    const { id } = await createCredential(api, { apiKey: "~" });
    expect((await (await api.post(`${PATH}/${id}/test`)).json()).verdict).toBe("rejected");
    expect((await receivedWith(tessera, "~")).length).toBe(1);
  });
});

test.describe("Connector and environment of a credential", () => {
  const bad = ["", "nowhere", "Mock", "mock ", "__proto__", "constructor", "toString", 1, null, ["mock"], {}];
  for (const environment of [...bad, "https://api.people.ai/v0/public"]) {
    test(`the environment ${JSON.stringify(environment)} is refused`, async ({ api, tessera }) => {
      await expectRefused(api, tessera, newCredential({ environment }), "environment");
    });
  }

  for (const connector of [...bad, "People-ai", "people-ai "]) {
    test(`the connector ${JSON.stringify(connector)} is refused`, async ({ api, tessera }) => {
      await expectRefused(api, tessera, newCredential({ connector }), "connector");
    });
  }

  test("all the environments of the registry are accepted", async ({ api }) => {
    const { data } = await (await api.get("/api/v1/connectors")).json();
    expect(data).toMatchObject([{ id: "people-ai", defaultEnvironment: "production" }]);
    const environments = data[0].environments.map(({ id }: { id: string }) => id);
    expect(environments).toEqual(["production", "staging", "mock"]);
    for (const environment of environments) {
      expect((await createCredential(api, { environment })).environment).toBe(environment);
    }
  });
});

test.describe("Fields that nobody may set", () => {
  for (const field of [
    "api_key",
    "sealedKey",
    "keyHint",
    "keyFingerprint",
    "keyVersion",
    "verdict",
    "organizationId",
    "createdById",
    "createdAt",
    "baseUrl",
    "constructor",
  ]) {
    test(`${field} is refused`, async ({ api, tessera }) => {
      const before = await countCredentials(tessera);
      const response = await api.post(PATH, { data: { ...newCredential(), [field]: "x" } });
      await expectProblem(response, 422, "invalid");
      expect(await countCredentials(tessera)).toBe(before);
    });
  }

  test("__proto__ is refused, and changes nothing about any object", async ({ api, tessera }) => {
    const before = await countCredentials(tessera);
    const body = JSON.stringify(newCredential()).replace("{", '{"__proto__":{"environment":"production"},');
    const response = await api.post(PATH, { data: body, headers: { "content-type": "application/json" } });
    await expectProblem(response, 422, "invalid");
    expect(await countCredentials(tessera)).toBe(before);
  });
});

test.describe("A client-made id", () => {
  test("makes a retry return the same credential, stored and recorded once", async ({ api, tessera }) => {
    const body = newCredential({ id: uuidv7(), description: "Retried" });
    const first = await api.post(PATH, { data: body });
    const second = await api.post(PATH, { data: body });
    expect(first.status()).toBe(201);
    expect(second.status()).toBe(201);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers().location).toBe(`${PATH}/${body.id}`);
    expect(await tracesOf(tessera, body.id)).toEqual({ rows: 1, events: 1 });
  });

  test("gives one credential to 20 creates at the same moment", async ({ api, tessera }) => {
    const body = newCredential({ id: uuidv7() });
    const responses = await Promise.all(Array.from({ length: 20 }, () => api.post(PATH, { data: body })));
    const answers = await Promise.all(responses.map(comparable));
    expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(201));
    for (const { body: credential } of answers) expect(credential).toEqual(answers[0]?.body);
    expect(await tracesOf(tessera, body.id)).toEqual({ rows: 1, events: 1 });
  });

  const changes: Record<string, () => Record<string, unknown>> = {
    name: () => ({ name: `Changed ${unique()}` }),
    description: () => ({ description: "Changed" }),
    environment: () => ({ environment: "staging" }),
    key: () => ({ apiKey: `demo-valid-${unique()}` }),
  };
  for (const [what, change] of Object.entries(changes)) {
    test(`is refused with 409 for another ${what}, and the saved credential stays as it is`, async ({
      api,
      tessera,
    }) => {
      const body = newCredential({ id: uuidv7() });
      const saved = await (await api.post(PATH, { data: body })).json();
      const [before] = await tessera.sql(`SELECT * FROM "Credential" WHERE id = $1`, [body.id]);
      await expectProblem(await api.post(PATH, { data: { ...body, ...change() } }), 409, "already_saved");
      const [after] = await tessera.sql(`SELECT * FROM "Credential" WHERE id = $1`, [body.id]);
      expect(after).toEqual(before);
      expect(await (await api.get(`${PATH}/${saved.id}`)).json()).toEqual(saved);
      expect(await tracesOf(tessera, body.id)).toEqual({ rows: 1, events: 1 });
    });
  }

  test("is the same id in upper case: the key that was sealed under it opens", async ({ api, tessera }) => {
    const id = uuidv7();
    const body = newCredential({ id: id.toUpperCase() });
    const response = await api.post(PATH, { data: body });
    expect(response.status()).toBe(201);
    expect((await response.json()).id).toBe(id);
    expect(response.headers().location).toBe(`${PATH}/${id}`);
    expect((await (await api.post(`${PATH}/${id}/test`)).json()).verdict).toBe("valid");
    expect((await api.post(PATH, { data: body })).status()).toBe(201);
    expect(await tracesOf(tessera, id)).toEqual({ rows: 1, events: 1 });
  });

  for (const [what, id] of [
    ["of version 4", randomUUID()],
    ["of version 1", "c232ab00-9414-11ec-b3c8-9f6bdeced846"],
    ["of zeroes", "00000000-0000-0000-0000-000000000000"],
    ["without dashes", uuidv7().replaceAll("-", "")],
    ["in braces", `{${uuidv7()}}`],
    ["that is empty", ""],
    ["that is a number", 7],
    ["that is null", null],
  ]) {
    test(`${what} is refused`, async ({ api, tessera }) => {
      await expectRefused(api, tessera, newCredential({ id }), "id");
    });
  }
});

test("Of 20 creates with one name at the same moment one succeeds and nineteen are told that the name is taken", async ({
  api,
  tessera,
}) => {
  const name = `Contested ${unique()}`;
  const responses = await Promise.all(
    Array.from({ length: 20 }, () => api.post(PATH, { data: newCredential({ name }) })),
  );
  const [won, ...others] = responses.sort((a, b) => a.status() - b.status());
  expect(won?.status()).toBe(201);
  for (const response of others) await expectProblem(response, 409, "name_taken");
  const rows = await tessera.sql(`SELECT id FROM "Credential" WHERE name = $1`, [name]);
  expect(rows).toHaveLength(1);
});

test.describe("Listing credentials", () => {
  async function list(api: APIRequestContext, params: Record<string, string | number>) {
    const response = await api.get(PATH, { params });
    expect(response.status(), await response.text()).toBe(200);
    return (await response.json()) as PageOf<Credential>;
  }

  const namesOf = ({ data }: PageOf<Credential>) => data.map(({ name }) => name);

  test("gives tiles with nothing that could carry a key, and is not cached", async ({ api }) => {
    const apiKey = `demo-valid-${unique()}`;
    await createCredential(api, { apiKey });
    const response = await api.get(PATH);
    expect(response.headers()["cache-control"]).toBe("no-store");
    expect(await response.text()).not.toContain(apiKey);
    const page = (await response.json()) as PageOf<Credential>;
    expect(Object.keys(page).sort()).toEqual(["data", "nextCursor"]);
    expect(page.data.length).toBeGreaterThan(0);
    for (const credential of page.data) expect(Object.keys(credential).sort()).toEqual(TILE_FIELDS);
  });

  /** 23 credentials that only `mark` finds: names in no order, some verified, many made in one millisecond. */
  async function makeBatch(
    api: APIRequestContext,
    tessera: Tessera,
  ): Promise<{ mark: string; ids: string[] }> {
    const mark = unique();
    const made: Credential[] = [];
    for (let index = 0; index < 23; index += 1) {
      const letter = "mzaßéÄ0~ñ_%k"[index % 12];
      made.push(await createCredential(api, { name: `${letter} ${unique()}`, description: `batch ${mark}` }));
    }
    const ids = made.map(({ id }) => id);
    const verified = ids.filter((_, index) => index % 3 === 0);
    await tessera.sql(`UPDATE "Credential" SET verdict = 'valid' WHERE id = ANY ($1)`, [verified]);
    const alike = ids.slice(5, 17);
    await tessera.sql(`UPDATE "Credential" SET "createdAt" = '2026-01-01T00:00:00Z' WHERE id = ANY ($1)`, [
      alike,
    ]);
    return { mark, ids };
  }

  for (const sort of ["name", "best", "newest"]) {
    test(`sorted by ${sort}, its pages hold each credential once, in one order, while others are added`, async ({
      api,
      tessera,
    }) => {
      const { mark, ids } = await makeBatch(api, tessera);
      const whole = await list(api, { sort, query: mark, limit: 100 });
      expect(whole.nextCursor).toBeNull();
      expect(whole.data.map(({ id }) => id).sort()).toEqual([...ids].sort());

      const seen: string[] = [];
      let cursor: string | null = "";
      while (cursor !== null) {
        const page: PageOf<Credential> = await list(api, {
          sort,
          query: mark,
          limit: 5,
          ...(cursor === "" ? {} : { cursor }),
        });
        expect(page.data.length).toBeLessThanOrEqual(5);
        seen.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor;
        for (const name of [`! ${unique()}`, `n ${unique()}`]) {
          if (seen.length < 15) await createCredential(api, { name, description: `batch ${mark}` });
        }
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.filter((id) => ids.includes(id))).toEqual(whole.data.map(({ id }) => id));
    });
  }

  test("sorted by best, the verified come first, then all by name", async ({ api, tessera }) => {
    const { mark } = await makeBatch(api, tessera);
    const { data } = await list(api, { sort: "best", query: mark });
    const verdicts = data.map(({ verdict }) => verdict);
    expect(verdicts).toEqual([...Array(8).fill("valid"), ...Array(15).fill("untested")]);
  });

  test("sorted by newest, the one made last comes first", async ({ api }) => {
    const mark = unique();
    const first = await createCredential(api, { name: `A ${mark}` });
    const second = await createCredential(api, { name: `B ${mark}` });
    expect((await list(api, { sort: "newest", query: mark })).data).toEqual([second, first]);
    expect((await list(api, { sort: "name", query: mark })).data).toEqual([first, second]);
    expect((await list(api, { query: mark })).data).toEqual([first, second]);
  });

  test("filters by connector, environment and verdict", async ({ api, tessera }) => {
    const mark = unique();
    const mock = await createCredential(api, { name: `mock ${mark}` });
    const staging = await createCredential(api, { name: `staging ${mark}`, environment: "staging" });
    await tessera.sql(`UPDATE "Credential" SET verdict = 'rejected' WHERE id = $1`, [staging.id]);

    const find = async (params: Record<string, string>) =>
      namesOf(await list(api, { query: mark, ...params }));
    expect(await find({ connector: "people-ai" })).toEqual([mock.name, staging.name]);
    expect(await find({ environment: "staging" })).toEqual([staging.name]);
    expect(await find({ environment: "production" })).toEqual([]);
    expect(await find({ environment: "nowhere" })).toEqual([]);
    expect(await find({ verdict: "rejected" })).toEqual([staging.name]);
    expect(await find({ verdict: "untested" })).toEqual([mock.name]);
    expect(await find({ verdict: "rejected", environment: "mock" })).toEqual([]);
  });

  test("searches name, description and the end of the key, without regard to case", async ({ api }) => {
    const mark = unique();
    const end = mark.slice(0, 4);
    const byName = await createCredential(api, { name: `Ärger ${mark}` });
    const byDescription = await createCredential(api, { description: `see ÜBER-${mark}` });
    const byEnd = await createCredential(api, { apiKey: `demo-valid-${unique()}${end}` });
    expect(namesOf(await list(api, { query: `äRGER ${mark}` }))).toEqual([byName.name]);
    expect(namesOf(await list(api, { query: `über-${mark.toUpperCase()}` }))).toEqual([byDescription.name]);
    expect(namesOf(await list(api, { query: end }))).toContain(byEnd.name);
    expect(namesOf(await list(api, { query: `  ${mark}  ` })).sort()).toEqual(
      [byName.name, byDescription.name].sort(),
    );
    expect(namesOf(await list(api, { query: `no such ${mark}` }))).toEqual([]);
  });

  test("takes % and _ and \\ and quotes in a search literally", async ({ api }) => {
    const mark = unique();
    const odd = ["100%", "a_b", "back\\slash", "it's"];
    for (const text of odd) await createCredential(api, { name: `${text} ${mark}` });
    await createCredential(api, { name: `plain axb ${mark}` });
    for (const text of odd) {
      expect(namesOf(await list(api, { query: `${text} ${mark}` }))).toEqual([`${text} ${mark}`]);
    }
    expect(namesOf(await list(api, { query: `%${mark}` }))).toEqual([]);
    expect(namesOf(await list(api, { query: `_${mark}` }))).toEqual([]);
    expect(namesOf(await list(api, { query: `%' OR 1=1 --` }))).toEqual([]);
  });

  test("searches for at most 200 characters", async ({ api }) => {
    await list(api, { query: "q".repeat(200) });
    await expectInvalid(await api.get(PATH, { params: { query: "q".repeat(201) } }), "query");
  });

  for (const parameter of ["query", "environment"]) {
    test(`finds nothing for a ${parameter} that no text can be`, async ({ api }) => {
      await createCredential(api);
      for (const text of ["a%00b", "%00", "%ED%A0%80", "%FF"]) {
        const response = await api.get(`${PATH}?${parameter}=${text}`);
        if (response.status() === 200) expect((await response.json()).data).toEqual([]);
        else await expectInvalid(response, parameter);
      }
    });
  }

  for (const limit of ["0", "101", "-1", "1.5", "ten", "", "1e9", "NaN", "Infinity"]) {
    test(`refuses the limit ${JSON.stringify(limit)}`, async ({ api }) => {
      await expectInvalid(await api.get(PATH, { params: { limit } }), "limit");
    });
  }

  test("takes limits from 1 to 100", async ({ api }) => {
    await createCredential(api);
    await createCredential(api);
    expect((await list(api, { limit: 1 })).data).toHaveLength(1);
    expect((await list(api, { limit: 1 })).nextCursor).not.toBeNull();
    expect((await list(api, { limit: 100 })).data.length).toBeGreaterThan(1);
  });

  const refused: [string, string][] = [
    ["connector", "nothing"],
    ["connector", "__proto__"],
    ["environment", "__proto__"],
    ["environment", "mock' OR 1=1 --"],
    ["verdict", "perfect"],
    ["verdict", "toString"],
    ["sort", "random"],
    ["sort", "__proto__"],
    ["sort", "constructor"],
  ];
  for (const [parameter, value] of refused) {
    test(`refuses the ${parameter} ${value}`, async ({ api }) => {
      await expectInvalid(await api.get(PATH, { params: { [parameter]: value } }), parameter);
    });
  }

  for (const parameter of ["offset", "page", "organizationId", "constructor", "Limit"]) {
    test(`refuses the unknown parameter ${parameter}`, async ({ api }) => {
      await expectProblem(await api.get(`${PATH}?${parameter}=1`), 422, "invalid");
    });
  }

  const encode = (position: unknown) => Buffer.from(JSON.stringify(position)).toString("base64url");
  const someId = uuidv7();
  const badCursors: [string, string][] = [
    ["no base64", "***"],
    ["no JSON", Buffer.from("hello").toString("base64url")],
    ["null", encode(null)],
    ["an object", encode({ id: someId })],
    ["an empty list", encode([])],
    ["too short", encode(["a"])],
    ["too long", encode([true, "a", someId, "b"])],
    ["a list of numbers", encode([1, 2])],
    ["without an id", encode(["a", "not-an-id"])],
    ["with SQL for an id", encode(["a", `${someId}' OR 1=1 --`])],
  ];
  for (const sort of ["name", "best", "newest"]) {
    for (const [what, cursor] of badCursors) {
      test(`sorted by ${sort}, refuses a cursor that is ${what}`, async ({ api }) => {
        await expectInvalid(await api.get(PATH, { params: { sort, cursor } }), "cursor");
      });
    }

    const replacements: [string, unknown][] = [
      ["a NUL", "a\0b"],
      ["half of a surrogate pair", "\ud800"],
      ["a year that never was", "0000-01-01T00:00:00Z"],
      ["a day that never was", "2026-02-30T00:00:00Z"],
      ["a moment too far away", "9999-12-31T23:59:59.999999999Z"],
      ["SQL", "' OR 1=1 --"],
      ["nothing", null],
      ["a number", 1],
      ["a list", []],
    ];
    for (const [what, replacement] of replacements) {
      test(`sorted by ${sort}, a cursor with ${what} in any place of it is refused, or is at most another place`, async ({
        api,
      }) => {
        await createCredential(api);
        await createCredential(api);
        const { nextCursor } = await list(api, { sort, limit: 1 });
        const position = JSON.parse(Buffer.from(nextCursor ?? "", "base64url").toString()) as unknown[];
        let refused = 0;
        for (const place of position.keys()) {
          const cursor = encode(position.with(place, replacement));
          const response = await api.get(PATH, { params: { sort, cursor } });
          if (response.status() === 200) continue;
          await expectInvalid(response, "cursor");
          refused += 1;
        }
        expect(refused).toBeGreaterThan(0);
      });
    }

    for (const other of ["name", "best", "newest"].filter((name) => name !== sort)) {
      test(`sorted by ${sort}, refuses a cursor of ${other}`, async ({ api }) => {
        await createCredential(api);
        await createCredential(api);
        const { nextCursor } = await list(api, { sort: other, limit: 1 });
        expect(nextCursor).not.toBeNull();
        const params = { sort, cursor: nextCursor ?? "" };
        await expectInvalid(await api.get(PATH, { params }), "cursor");
      });
    }
  }

  test("refuses a cursor of more than 2,000 characters", async ({ api }) => {
    await expectInvalid(await api.get(PATH, { params: { cursor: "a".repeat(2_001) } }), "cursor");
  });

  test("goes on after a credential that was deleted meanwhile", async ({ api }) => {
    const mark = unique();
    const names = ["a", "b", "c"].map((letter) => `${letter} ${mark}`);
    const made: Credential[] = [];
    for (const name of names) made.push(await createCredential(api, { name }));
    const first = await list(api, { query: mark, limit: 2 });
    expect((await api.delete(`${PATH}/${made[1]?.id}`)).status()).toBe(204);
    const second = await list(api, { query: mark, limit: 2, cursor: first.nextCursor ?? "" });
    expect(namesOf(second)).toEqual([names[2]]);
  });
});

test.describe("One credential", () => {
  const unknownIds: [string, string][] = [
    ["an unknown id", uuidv7()],
    ["a version 4 id", randomUUID()],
    ["the id of zeroes", "00000000-0000-0000-0000-000000000000"],
    ["a number", "1"],
    ["a word", "undefined"],
    ["an id with more behind it", `${uuidv7()}x`],
    ["an id with a space behind it", `${uuidv7()}%20`],
    ["a NUL", "%00"],
    ["an encoded slash", "..%2f..%2fconnectors"],
    ["SQL", "'%20OR%201=1%20--"],
  ];
  for (const [what, id] of unknownIds) {
    test(`with ${what} is a 404 for whatever is asked of it`, async ({ api }) => {
      await expectProblem(await api.get(`${PATH}/${id}`), 404, "not_found");
      await expectProblem(await api.delete(`${PATH}/${id}`), 404, "not_found");
      await expectProblem(await api.post(`${PATH}/${id}/test`), 404, "not_found");
      const preview = await api.post(`${PATH}/${id}/preview`, { data: { endpoint: "accounts" } });
      await expectProblem(preview, 404, "not_found");
    });
  }

  test("is the same one whether its id is written in lower or upper case", async ({ api }) => {
    const credential = await createCredential(api);
    const address = `${PATH}/${credential.id.toUpperCase()}`;
    expect(await (await api.get(address)).json()).toEqual(credential);
    expect((await (await api.post(`${address}/test`)).json()).verdict).toBe("valid");
    const source = await createSource(api, credential.id.toUpperCase());
    expect(source.credential.id).toBe(credential.id);
    const preview = await api.post(`${address}/preview`, { data: { endpoint: "teams" } });
    expect(preview.status()).toBe(200);
  });

  test("is gone once it is deleted, and that is on record once", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    const response = await api.delete(`${PATH}/${id}`);
    expect(response.status()).toBe(204);
    expect(await response.text()).toBe("");
    expect(response.headers()["cache-control"]).toBe("no-store");
    await expectProblem(await api.get(`${PATH}/${id}`), 404, "not_found");
    await expectProblem(await api.delete(`${PATH}/${id}`), 404, "not_found");
    expect(await tessera.sql(`SELECT id FROM "Credential" WHERE id = $1`, [id])).toEqual([]);
    const events = await tessera.sql(
      `SELECT action FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'credential.deleted'`,
      [id],
    );
    expect(events).toHaveLength(1);
  });

  test("deleted by 10 at the same moment is on record as deleted once", async ({ api, tessera }) => {
    const { id } = await createCredential(api);
    const responses = await Promise.all(Array.from({ length: 10 }, () => api.delete(`${PATH}/${id}`)));
    for (const response of responses) expect([204, 404]).toContain(response.status());
    expect(responses.map((response) => response.status())).toContain(204);
    const events = await tessera.sql(
      `SELECT id FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'credential.deleted'`,
      [id],
    );
    expect(events).toHaveLength(1);
  });

  test("is not deleted while something uses it, and the refusal names every user", async ({
    api,
    tessera,
  }) => {
    const { id } = await createCredential(api);
    const source = await createSource(api, id, { name: `A ${unique()}` });
    const destination = await createDestination(api, id, { name: `B ${unique()}` });
    const problem = await expectProblem(await api.delete(`${PATH}/${id}`), 409, "credential_in_use");
    expect(problem.usedBy).toEqual([
      { id: source.id, direction: "source", name: source.name },
      { id: destination.id, direction: "destination", name: destination.name },
    ]);
    expect((await (await api.get(`${PATH}/${id}`)).json()).usedBy).toEqual({ sources: 1, destinations: 1 });
    const events = await tessera.sql(
      `SELECT id FROM "AuditEvent" WHERE "subjectId" = $1 AND action = 'credential.deleted'`,
      [id],
    );
    expect(events).toEqual([]);

    await tessera.sql(`DELETE FROM "Integration" WHERE "credentialId" = $1`, [id]);
    expect((await api.delete(`${PATH}/${id}`)).status()).toBe(204);
  });

  test("deleted while a source is made of it: either the source has it or neither is there, 20 times", async ({
    api,
    tessera,
  }) => {
    const credentials: Credential[] = [];
    for (let round = 0; round < 20; round += 1) credentials.push(await createCredential(api));
    for (const [round, { id }] of credentials.entries()) {
      const remove = () => api.delete(`${PATH}/${id}`);
      const use = () => api.post("/api/v1/sources", { data: newSource(id) });
      // Whoever is sent first has a head start: each has it in half of the rounds.
      const [removed, used] =
        round % 2 === 0
          ? await Promise.all([remove(), use()])
          : (await Promise.all([use(), remove()])).reverse();
      const rows = await tessera.sql(
        `SELECT (SELECT count(*)::int FROM "Credential" WHERE id = $1) AS credentials,
                (SELECT count(*)::int FROM "Integration" WHERE "credentialId" = $1) AS sources`,
        [id],
      );
      if (removed?.status() === 204) {
        await expectInvalid(used as NonNullable<typeof used>, "credentialId");
        expect(rows).toEqual([{ credentials: 0, sources: 0 }]);
      } else {
        await expectProblem(removed as NonNullable<typeof removed>, 409, "credential_in_use");
        expect(used?.status()).toBe(201);
        expect(rows).toEqual([{ credentials: 1, sources: 1 }]);
      }
    }
  });
});
