import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import {
  type Credential,
  createCredential,
  createDestination,
  createSource,
  type PageOf,
  unique,
} from "./credentials.ts";
import { addHouse, addMember, type Member } from "./members.ts";
import { expectInvalid } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

const PATH = "/api/v1/credentials";
const SEARCH = "/api/v1/search";
const sorts = ["best", "name", "newest", "used"] as const;

/** What each credential of the house is; its place here is its age, the oldest first. */
const furniture: { name: string; description?: string; environment?: string; key?: string }[] = [
  { name: "Acme revenue", description: "Renewal forecasts", environment: "production" },
  { name: "Renewal", environment: "mock" },
  { name: "Renewal forecasts", environment: "staging" },
  { name: "Über Größe", description: "ZÜRICH office" },
  { name: "100% coverage", description: "half\\done" },
  { name: "snake_case" },
  { name: "snakeXcase" },
  { name: 'Robert\'); DROP TABLE "Credential";--' },
  { name: "日本語の鍵" },
  { name: "Quarterly 🦊 run" },
  { name: "Nightly", key: "demo-valid-0123456789-7z9k" },
  { name: "Nightly export", environment: "mock" },
];

let house: Member;
let colleague: Member;
/** The ids, by name. */
const ids: Record<string, string> = {};

test.beforeAll(async ({ tessera }) => {
  house = await addHouse(tessera);
  colleague = await addMember(tessera, house.organizationId, "member");
  for (const { name, key, ...rest } of furniture) {
    const by = name.startsWith("Nightly") ? colleague.api : house.api;
    const made = await createCredential(by, { name, ...rest, ...(key !== undefined && { apiKey: key }) });
    ids[name] = made.id;
  }
  await createSource(house.api, idOf("Renewal"), { name: "Renewal accounts" });
  await createDestination(house.api, idOf("snake_case"), { name: "Sent 100% of emails" });
  await set(tessera, "Renewal forecasts", `verdict = 'valid'`);
  await set(tessera, "Acme revenue", `verdict = 'rejected'`);
  await set(tessera, "Renewal", `"lastUsedAt" = now() - interval '2 days'`);
  await set(tessera, "Nightly", `"lastUsedAt" = now() - interval '1 day'`);
  await set(tessera, "Nightly export", `"lastUsedAt" = now() - interval '1 day'`);
  await set(tessera, "Nightly", `"expiresAt" = now() + interval '29 days'`);
  await set(tessera, "snake_case", `"expiresAt" = now() - interval '1 day'`);
  await set(tessera, "Renewal", `"expiresAt" = now() + interval '31 days'`);
  const elsewhere = await addHouse(tessera);
  await createCredential(elsewhere.api, { name: "Renewal", description: "Somebody else's" });
  await elsewhere.api.dispose();
});

test.afterAll(async () => {
  await house?.api.dispose();
  await colleague?.api.dispose();
});

async function set(tessera: Tessera, name: string, values: string): Promise<void> {
  await tessera.sql(`UPDATE "Credential" SET ${values} WHERE id = $1`, [idOf(name)]);
}

function idOf(name: string): string {
  const id = ids[name];
  if (id === undefined) throw new Error(`There is no ${name}.`);
  return id;
}

async function ask(query: Record<string, string>, api = house.api): Promise<PageOf<Credential>> {
  const response = await api.get(`${PATH}?${new URLSearchParams(query)}`);
  expect(response.status(), await response.text()).toBe(200);
  return response.json();
}

async function namesFor(query: Record<string, string>, api: APIRequestContext = house.api) {
  return (await ask(query, api)).data.map(({ name }) => name);
}

/** All pages of two, one after the other. */
async function inPages(query: Record<string, string>): Promise<string[]> {
  const names: string[] = [];
  let cursor: string | null = null;
  do {
    const page: PageOf<Credential> = await ask({ ...query, limit: "2", ...(cursor !== null && { cursor }) });
    names.push(...page.data.map(({ name }) => name));
    cursor = page.nextCursor;
  } while (cursor !== null && names.length <= furniture.length);
  return names;
}

test.describe("A search", () => {
  const found: [string, string, string[]][] = [
    ["part of a name", "evenu", ["Acme revenue"]],
    ["a word of the description", "zürich", ["Über Größe"]],
    ["the end of a key", "7z9k", ["Nightly"]],
    ["words of name and description, in any order", "forecasts acme", ["Acme revenue"]],
    ["other case, with umlauts", "ÜBER größe", ["Über Größe"]],
    ["accents typed as two characters", "u\u0308ber", ["Über Größe"]],
    ["a script without spaces", "日本語", ["日本語の鍵"]],
    ["two characters of it, where they begin", "日本", ["日本語の鍵"]],
    ["an emoji, with a word", "🦊 run", ["Quarterly 🦊 run"]],
    ["an emoji alone, where a name begins", "🦊", []],
    ["a word of two scripts", "größe ü", ["Über Größe"]],
    ["nothing but signs", "-- ;;; %_", []],
    ["one character, where a word begins", "q", ["Quarterly 🦊 run"]],
    ["two characters, where a word begins", "ni", ["Nightly", "Nightly export"]],
    ["two characters that no word begins with", "gh", []],
    ["%, literally", "100%", ["100% coverage"]],
    ["a lone %, where a word begins", "%", []],
    ["_, literally", "snake_", ["snake_case"]],
    ["\\, literally", "half\\", ["100% coverage"]],
    ["%%%", "%%%", []],
    ["what looks like SQL", `'); DROP TABLE "Credential`, [`Robert'); DROP TABLE "Credential";--`]],
    ["a condition that is always true", `' OR '1'='1`, []],
    ["200 characters", "r".repeat(200), []],
  ];
  for (const [what, query, names] of found) {
    test(`finds by ${what}`, async () => {
      expect(await namesFor({ query })).toEqual(names);
      expect(await namesFor({ query, sort: "best" })).toEqual(names);
    });
  }

  test("takes many words, up to 200 characters, and no more than that", async () => {
    const many = "renewal ".repeat(25).trim();
    expect(await namesFor({ query: many })).toEqual(["Acme revenue", "Renewal", "Renewal forecasts"]);
    await expectInvalid(await house.api.get(`${PATH}?query=${"r".repeat(201)}`), "query");
    await expectInvalid(await house.api.get(`${PATH}?query=%00`), "query");
  });

  test("of nothing but spaces is none", async () => {
    expect(await namesFor({ query: "   ", limit: "100" })).toHaveLength(furniture.length);
  });

  test("puts the name itself first, then what begins so, then the rest", async () => {
    expect(await namesFor({ query: "renewal", sort: "best" })).toEqual([
      "Renewal",
      "Renewal forecasts",
      "Acme revenue",
    ]);
  });

  test("never finds another organization's", async () => {
    const { data } = await ask({ query: "renewal", limit: "100" });
    expect(data.map(({ description }) => description)).not.toContain("Somebody else's");
    expect(await namesFor({ query: "somebody" })).toEqual([]);
  });
});

test.describe("Filters", () => {
  const narrowed: [string, Record<string, string>, string[]][] = [
    ["environment", { environment: "staging" }, ["Renewal forecasts"]],
    ["verdict", { verdict: "rejected" }, ["Acme revenue"]],
    ["use", { used: "yes" }, ["Renewal", "snake_case"]],
    ["no use, with others", { used: "no", query: "snake" }, ["snakeXcase"]],
    ["expiry within 30 days, or past", { expiring: "yes" }, ["Nightly", "snake_case"]],
    [
      "all of them at once",
      { environment: "mock", verdict: "untested", used: "yes", query: "ren" },
      ["Renewal"],
    ],
    ["an owner that there is not", { owner: "nobody" }, []],
  ];
  for (const [what, query, names] of narrowed) {
    test(`narrow by ${what}`, async () => {
      for (const sort of ["name", "best"]) expect(await namesFor({ ...query, sort })).toEqual(names);
    });
  }

  test("narrow by owner, and to one's own", async () => {
    const theirs = ["Nightly", "Nightly export"];
    expect(await namesFor({ owner: colleague.userId })).toEqual(theirs);
    expect(await namesFor({ owner: "me" }, colleague.api)).toEqual(theirs);
    expect(await namesFor({ owner: "me", query: "nightly" })).toEqual([]);
  });

  for (const [field, value] of [
    ["verdict", "good"],
    ["used", "maybe"],
    ["expiring", "no"],
    ["owner", "a b"],
    ["sort", "colour"],
    ["environment", "'"],
  ] as const) {
    test(`refuse ${field}=${value}`, async () => {
      await expectInvalid(await house.api.get(`${PATH}?${new URLSearchParams({ [field]: value })}`), field);
    });
  }
});

test.describe("An order", () => {
  const narrowings: Record<string, string>[] = [
    {},
    { query: "n" },
    { query: "renewal" },
    { query: "r e" },
    { query: "re forecasts" },
    { used: "no" },
  ];
  for (const sort of sorts) {
    test(`by ${sort} is the same in pages as at once, with and without a search`, async () => {
      for (const query of narrowings) {
        const whole = await namesFor({ ...query, sort, limit: "100" });
        expect(await inPages({ ...query, sort }), JSON.stringify(query)).toEqual(whole);
        expect(new Set(whole).size).toBe(whole.length);
      }
    });
  }

  test("by last use has those that were never used after those that were, the newest first", async () => {
    const names = await namesFor({ sort: "used", limit: "100" });
    expect(names.slice(0, 3)).toEqual(["Nightly export", "Nightly", "Renewal"]);
    const unused = furniture.map(({ name }) => name).filter((name) => !names.slice(0, 3).includes(name));
    expect(names.slice(3)).toEqual(unused.reverse());
  });

  test("refuses a cursor of another order, and one that somebody made up", async () => {
    for (const sort of sorts) {
      const { nextCursor } = await ask({ sort, limit: "1" });
      for (const other of sorts.filter((one) => one !== sort)) {
        const query = new URLSearchParams({ sort: other, cursor: nextCursor ?? "" });
        await expectInvalid(await house.api.get(`${PATH}?${query}`), "cursor");
      }
      for (const made of [
        [],
        [sort],
        [sort, 9, "a", "b"],
        [sort, 0, "a'--", "b"],
        [sort, -1],
        [sort, 0, 1, 2],
      ]) {
        const cursor = Buffer.from(JSON.stringify(made)).toString("base64url");
        const query = new URLSearchParams({ sort, cursor });
        await expectInvalid(await house.api.get(`${PATH}?${query}`), "cursor");
      }
    }
  });
});

test.describe("The search of everything", () => {
  test("finds a few credentials, sources and destinations, and says of them what is needed to go there", async () => {
    const response = await house.api.get(`${SEARCH}?query=renewal`);
    expect(response.headers()["cache-control"]).toBe("no-store");
    expect(await response.json()).toEqual({
      credentials: ["Renewal", "Renewal forecasts", "Acme revenue"].map((name) => ({
        id: idOf(name),
        name,
        connector: "people-ai",
        environment: furniture.find((one) => one.name === name)?.environment,
        verdict: { Renewal: "untested", "Acme revenue": "rejected" }[name] ?? "valid",
      })),
      integrations: [{ id: expect.any(String), name: "Renewal accounts", direction: "source" }],
    });
    const percent = await (await house.api.get(`${SEARCH}?query=${encodeURIComponent("100%")}`)).json();
    expect(percent.integrations).toMatchObject([{ name: "Sent 100% of emails", direction: "destination" }]);
  });

  test("finds at most five of each, and nothing for nothing", async () => {
    const many = unique();
    await Promise.all(
      [1, 2, 3, 4, 5, 6].map((n) => createCredential(colleague.api, { name: `${many} ${n}` })),
    );
    const found = await (await colleague.api.get(`${SEARCH}?query=${many}`)).json();
    expect(found.credentials).toHaveLength(5);
    for (const query of ["", "?query=", "?query=%20%20"]) {
      const none = await (await house.api.get(`${SEARCH}${query}`)).json();
      expect(none).toEqual({ credentials: [], integrations: [] });
    }
  });

  test("finds for a limited token only its own credentials", async ({ tessera }) => {
    const { token } = await createToken(house.api, {
      scopes: ["credentials:read"],
      credentialIds: [idOf("Renewal forecasts")],
    });
    const program = await apiWith(tessera, token);
    const found = await (await program.get(`${SEARCH}?query=renewal`)).json();
    expect(found.credentials.map(({ name }: { name: string }) => name)).toEqual(["Renewal forecasts"]);
    expect(found.integrations).toEqual([]);
    expect(await namesFor({ query: "renewal" }, program)).toEqual(["Renewal forecasts"]);
    await program.dispose();
  });
});
