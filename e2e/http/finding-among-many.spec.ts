import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { type Credential, createCredential, createSource, type PageOf, unique } from "./credentials.ts";
import { addHouse, type Member } from "./members.ts";

const MANY = 3_000;
/** Too long for the indexes in the order of a list, with a word at its end. */
const LONG = `${"Of those that nobody reads to the end. ".repeat(25)}Zebra`;

/** What is compared of a credential. */
interface Known {
  id: string;
  name: string;
  text: string;
  environment: string;
  isVerified: boolean;
  isUsed: boolean;
}

let house: Member;
let known: Known[];

/** More than a search walks past at first, of what is common, rare, and in between. */
test.beforeAll(async ({ tessera, ownerState: _first }) => {
  house = await addHouse(tessera);
  const { id } = await createCredential(house.api, { name: "Export of nothing" });
  await tessera.sql(
    `INSERT INTO "Credential" (id, "organizationId", connector, environment, name, "nameKey", description, "sealedKey",
                               "keyHint", "keyFingerprint", verdict, "checkDueAt", "createdById", "createdAt")
     SELECT gen_random_uuid(), real."organizationId", real.connector,
            (ARRAY['production', 'staging', 'mock'])[1 + n % 3], made.name, lower(made.name),
            CASE WHEN n % 7 = 0 THEN $3 WHEN n % 5 = 0 THEN 'Nightly renewal, for finance' ELSE '' END,
            real."sealedKey", right(md5(n::text), 4), md5(n::text),
            CASE WHEN n % 2 = 0 THEN 'valid' ELSE 'untested' END, NULL, real."createdById", now() - n * interval '1 s'
     FROM (SELECT * FROM "Credential" WHERE id = $1) real
     CROSS JOIN generate_series(1, $2::int) n
     CROSS JOIN LATERAL (
       SELECT (ARRAY['Acme', 'Globex', 'Wayne', 'Nightly'])[1 + n % 4] || ' ' ||
              (ARRAY['export', 'Renewal forecasts', 'EMEA'])[1 + n / 4 % 3] || ' ' || n AS name
     ) made`,
    [id, MANY, LONG],
  );
  const rows = await tessera.sql<Omit<Known, "isUsed">>(
    `SELECT id, name, lower(concat_ws(' ', '', name, description, "keyHint")) AS text, environment,
            verdict = 'valid' AS "isVerified"
     FROM "Credential" WHERE "organizationId" = $1`,
    [house.organizationId],
  );
  const used = rows.filter(({ name }) => /forecasts 2\d*[37]$/.test(name)).slice(0, 30);
  for (const { id } of used) await createSource(house.api, id);
  const ids = new Set(used.map(({ id }) => id));
  known = rows.map((row) => ({ ...row, isUsed: ids.has(row.id) }));
});

/** Others who share this Tessera count all that is in it. */
test.afterAll(async ({ tessera }) => {
  await tessera.sql(`DELETE FROM "Integration" WHERE "organizationId" = $1`, [house.organizationId]);
  await tessera.sql(`DELETE FROM "Credential" WHERE "organizationId" = $1`, [house.organizationId]);
  await house.api.dispose();
});

async function pageOf(query: Record<string, string>): Promise<PageOf<Credential>> {
  const response = await house.api.get(`/api/v1/credentials?${new URLSearchParams(query)}`);
  expect(response.status(), await response.text()).toBe(200);
  return response.json();
}

/** All pages of a list, one after the other. */
async function inPages(query: Record<string, string>, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let after = {};
  for (;;) {
    const { data, nextCursor } = await pageOf({ ...query, ...after, limit: String(limit) });
    ids.push(...data.map(({ id }) => id));
    if (nextCursor === null || ids.length > MANY) return ids;
    after = { cursor: nextCursor };
  }
}

/** What holds a word of three characters and more anywhere, a shorter one where a word begins. */
function matches({ text }: Known, query: string): boolean {
  return query.split(" ").every((word) => text.includes(word.length < 3 ? ` ${word}` : word));
}

/** By which beginning of its name it comes before the rest: the search, two words of it, one of them. */
function rankOf({ name }: Known, query: string): number {
  const words = query.split(" ");
  const pairs = words.flatMap((one) =>
    words.filter((other) => other !== one).map((other) => `${one} ${other}`),
  );
  const openings = [query, ...pairs, ...words];
  const at = openings.findIndex((opening) => name.toLowerCase().startsWith(opening));
  return at === -1 ? openings.length : at;
}

function bestFirst(query: string) {
  const isLast = (one: Known) => rankOf(one, query) === rankOf({ ...one, name: "" }, query);
  const keyOf = (one: Known) => [
    String(rankOf(one, query)).padStart(3, "0"),
    isLast(one) && !one.isVerified ? "1" : "0",
    one.name.toLowerCase(),
  ];
  return (one: Known, other: Known) => (keyOf(one).join("\0") < keyOf(other).join("\0") ? -1 : 1);
}

const byName = (one: Known, other: Known) => (one.name.toLowerCase() < other.name.toLowerCase() ? -1 : 1);

const searches = [
  ...["export", "nightly export", "export nightly", "finance renewal", "forecasts acme", "emea 29"],
  ...["29", "2999", "zebra", "zebra wayne export", "acme globex", "xport 17", "nowhere", "e f"],
];

async function expectBestFirst(): Promise<void> {
  for (const query of searches) {
    const expected = known.filter((one) => matches(one, query)).sort(bestFirst(query));
    const ids = await inPages({ query, sort: "best" }, 100);
    expect(ids, query).toEqual(expected.map(({ id }) => id));
  }
}

test("the best match first is what begins with the search, with two words of it, with one; then verified ones", async () => {
  await expectBestFirst();
});

const filters: [Record<string, string>, (one: Known) => boolean][] = [
  [{ environment: "staging" }, ({ environment }) => environment === "staging"],
  [{ verdict: "valid" }, ({ isVerified }) => isVerified],
  [{ verdict: "untested", environment: "mock" }, (one) => !one.isVerified && one.environment === "mock"],
  [{ used: "yes" }, ({ isUsed }) => isUsed],
  [{ owner: "me" }, () => true],
  [{ owner: "nobody" }, () => false],
  [{ attention: "yes" }, () => false],
];

async function expectEachOnce(queries: readonly string[]): Promise<void> {
  for (const [filter, passes] of filters) {
    for (const query of queries) {
      const expected = known.filter((one) => passes(one) && matches(one, query)).sort(byName);
      for (const sort of ["best", "name", "newest", "used"]) {
        const ids = await inPages({ ...filter, query, sort }, 100);
        const what = JSON.stringify({ ...filter, query, sort });
        if (sort === "name") expect(ids, what).toEqual(expected.map(({ id }) => id));
        else expect(ids.toSorted(), what).toEqual(expected.map(({ id }) => id).toSorted());
      }
    }
  }
}

test("all pages of a search hold each match once, in every order and through every filter", async () => {
  await expectEachOnce(["renewal", "nightly export", "17", "zebra acme"]);
});

test("pages end and go on within each part of the order", async () => {
  for (const query of ["zebra nightly export 2", "export 29", "forecasts 1 acme"]) {
    const whole = await inPages({ query, sort: "best" }, 100);
    expect(whole.length, query).toBeGreaterThan(10);
    for (const limit of [1, 7]) expect(await inPages({ query, sort: "best" }, limit), query).toEqual(whole);
  }
});

test("a word at the end of a long description is found, also when its text gets shorter or longer", async () => {
  const { id } = await createCredential(house.api, {
    name: "Okapi",
    // Its hint is found by no other search.
    apiKey: `demo-valid-${unique()}-okap`,
    description: LONG.replace("Zebra", "Quagga"),
  });
  const found = (query: string) => inPages({ query, sort: "best" }, 24);
  expect(await found("quagga")).toEqual([id]);
  const edit = async (description: string) => {
    const etag = (await house.api.get(`/api/v1/credentials/${id}`)).headers().etag ?? "";
    const headers = { "if-match": etag };
    expect(
      (await house.api.patch(`/api/v1/credentials/${id}`, { data: { description }, headers })).ok(),
    ).toBe(true);
  };
  await edit("Short: bongo");
  expect(await found("quagga")).toEqual([]);
  expect(await found("bongo")).toEqual([id]);
  await edit(LONG.replace("Zebra", "Bongos"));
  expect(await found("bongos")).toEqual([id]);
});

test("all of that holds in an organization too large to be gone through for each search", async ({
  tessera,
}) => {
  await addOthers(tessera, 18_000);
  await expectBestFirst();
  await expectEachOnce(["nightly export", "zebra acme"]);
});

test("of many sources, those that begin with the search come first, then the newest; one that is old and rare is found", async ({
  tessera,
}) => {
  await addSources(tessera, 2_500);
  const namesFor = async (query: string): Promise<string[]> => {
    const response = await house.api.get(`/api/v1/search?${new URLSearchParams({ query })}`);
    expect(response.status(), await response.text()).toBe(200);
    const { integrations } = await response.json();
    return integrations.map(({ name }: { name: string }) => name);
  };
  expect(await namesFor("2 rows")).toEqual([
    ...["2 rows of 2500", "12 rows of 2490", "22 rows of 2480", "32 rows of 2470", "42 rows of 2460"],
  ]);
  expect(await namesFor("1 ROWS OF")).toEqual([
    ...["1 rows of 2501", "11 rows of 2491", "21 rows of 2481", "31 rows of 2471", "41 rows of 2461"],
  ]);
  expect(await namesFor("rows of 13")).toEqual([
    ...[1_399, 1_398, 1_397, 1_396, 1_395].map((left) => `${2_502 - left} rows of ${left}`),
  ]);
  expect(await namesFor("2490 rows")).toEqual(["2490 rows of 12"]);
  expect(await namesFor("490 rows")).toEqual(["490 rows of 2012", "1490 rows of 1012", "2490 rows of 12"]);
  expect(await namesFor("rows_of")).toEqual([]);
});

/** Sources called "1 rows of 2501" and so on: the first one is the newest. */
async function addSources(tessera: Tessera, count: number): Promise<void> {
  await tessera.sql(
    `INSERT INTO "Integration" (id, "organizationId", direction, connector, "credentialId", endpoint, name, description,
                                "createdAt")
     SELECT gen_random_uuid(), c."organizationId", 'source', c.connector, c.id, 'accounts',
            n || ' rows of ' || $2::int + 2 - n, '', now() - n * interval '1 s'
     FROM (SELECT * FROM "Credential" WHERE "organizationId" = $1 LIMIT 1) c CROSS JOIN generate_series(1, $2::int) n`,
    [house.organizationId, count],
  );
}

/** Credentials that no search finds, among the others by name; some are new, so that others look rare. */
async function addOthers(tessera: Tessera, count: number): Promise<void> {
  await tessera.sql(
    `INSERT INTO "Credential" (id, "organizationId", connector, environment, name, "nameKey", description, "sealedKey",
                               "keyHint", "keyFingerprint", "checkDueAt", "createdAt")
     SELECT gen_random_uuid(), real."organizationId", real.connector, 'mock', made.name, lower(made.name), '',
            real."sealedKey", '____', md5(n::text), NULL,
            now() + CASE WHEN n < 3900 THEN interval '1 hour' ELSE interval '-1 day' END
     FROM (SELECT * FROM "Credential" WHERE "organizationId" = $1 LIMIT 1) real
     CROSS JOIN generate_series(1, $2::int) n
     CROSS JOIN LATERAL (SELECT chr(65 + n % 26) || '_' || translate(n::text, '0123456789', '@#$&*()!?=') AS name) made`,
    [house.organizationId, count],
  );
}
