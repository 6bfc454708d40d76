import { createHash } from "node:crypto";
import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";
import { type Answer, cookieOf, exchange } from "./exchange.ts";
import { addMember, firstOrganization, type Member } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

const WRONG = "not the password at all";
const FAILURES = 10;
const WINDOW_SECONDS = 15 * 60;
const SIGN_IN = "/api/auth/sign-in/email";

// Passwords are slow to hash, on purpose.
test.describe.configure({ timeout: 120_000 });

let visitor: APIRequestContext;
let organizationId: string;

test.beforeAll(async ({ tessera, ownerState: _signedUp }) => {
  visitor = await request.newContext({ baseURL: tessera.url });
  organizationId = await firstOrganization(tessera);
});

test.afterAll(() => visitor?.dispose());

const signIn = (email: string, password: string): Promise<APIResponse> =>
  visitor.post(SIGN_IN, { data: { email, password } });

async function statuses(times: number, email: string, password: string): Promise<number[]> {
  const found: number[] = [];
  for (let count = 0; count < times; count += 1) found.push((await signIn(email, password)).status());
  return found;
}

async function newAccount(tessera: Tessera): Promise<Member> {
  return addMember(tessera, organizationId, "viewer");
}

async function expectTooMany(answer: Answer): Promise<void> {
  const problem = await expectProblem(answer, 429, "too_many_attempts");
  const seconds = Number(answer.headers()["retry-after"]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(WINDOW_SECONDS);
  expect(problem.detail).toMatch(/wrong too often.* Wait \d+ (minutes|seconds), then try again\.$/);
}

/** Ends all windows of the throttle, as their time does. */
async function letWindowsEnd(tessera: Tessera): Promise<void> {
  await tessera.sql(`UPDATE "RateLimit" SET expire = 1`);
}

test.describe("A wrong password", () => {
  test("is answered alike, whether there is such an account or not", async ({ tessera }) => {
    const known = await signIn((await newAccount(tessera)).email, WRONG);
    const unknown = await signIn(`${unique()}@example.com`, WRONG);
    await expectProblem(known, 401, "wrong_credentials");
    expect(await comparable(unknown)).toEqual(await comparable(known));
    expect(Object.keys(unknown.headers()).sort()).toEqual(Object.keys(known.headers()).sort());
    expect(known.headers()).not.toHaveProperty("set-cookie");
  });

  test("takes as long, whether there is such an account or not", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const times = { known: [] as number[], unknown: [] as number[] };
    // In turns, so that whatever else keeps the machine busy keeps both busy.
    for (let count = 0; count < 7; count += 1) {
      for (const [who, address] of [
        ["known", email],
        ["unknown", `${unique()}@example.com`],
      ] as const) {
        const started = performance.now();
        expect((await signIn(address, WRONG)).status()).toBe(401);
        times[who].push(performance.now() - started);
      }
    }
    const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;
    const ratio = median(times.unknown) / median(times.known);
    // A password that is not hashed at all is answered in a tenth of the time.
    expect(ratio).toBeGreaterThan(1 / 3);
    expect(ratio).toBeLessThan(3);
  });

  test("is one that is too long to be one, or an address that is none", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    await expectProblem(await signIn(email, "x".repeat(5_000)), 401, "wrong_credentials");
    await expectProblem(await signIn("nobody", WRONG), 401, "wrong_credentials");
    await expectProblem(await signIn("ada@example.com\u0000", WRONG), 401, "wrong_credentials");
  });
});

test.describe("After ten wrong passwords", () => {
  test("an account is not tried any more, not even with the right one, and says for how long", async ({
    tessera,
  }) => {
    const { email } = await newAccount(tessera);
    expect(await statuses(FAILURES, email, WRONG)).toEqual(Array(FAILURES).fill(401));
    await expectTooMany(await signIn(email, WRONG));
    await expectTooMany(await signIn(email, owner.password));
    await expectTooMany(await signIn(` ${email.toUpperCase()} `, owner.password));
  });

  test("so it is for an account that does not exist", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const nobody = `${unique()}@example.com`;
    for (const address of [email, nobody]) await statuses(FAILURES, address, WRONG);
    const [known, unknown] = [await signIn(email, WRONG), await signIn(nobody, WRONG)];
    await expectTooMany(known);
    await expectTooMany(unknown);
  });

  test("others sign in as ever, also from the same place", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const other = await newAccount(tessera);
    await statuses(FAILURES + 1, email, WRONG);
    expect((await signIn(other.email, owner.password)).status()).toBe(200);
  });

  test("the sessions that there are go on", async ({ tessera }) => {
    const member = await newAccount(tessera);
    await statuses(FAILURES + 1, member.email, WRONG);
    expect((await member.api.get("/api/v1/connectors")).status()).toBe(200);
  });

  test("an address that the caller claims to come from makes no difference", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const found: number[] = [];
    for (let count = 0; count < FAILURES + 2; count += 1) {
      const answer = await exchange(tessera.url, {
        method: "POST",
        path: SIGN_IN,
        headers: { "content-type": "application/json", "x-forwarded-for": `198.51.100.${count}` },
        body: JSON.stringify({ email, password: WRONG }),
      });
      found.push(answer.status());
    }
    expect(found.slice(FAILURES)).toEqual([429, 429]);
  });

  test("it is tried again once the window has ended", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    await statuses(FAILURES, email, WRONG);
    await expectTooMany(await signIn(email, owner.password));
    await letWindowsEnd(tessera);
    expect((await signIn(email, owner.password)).status()).toBe(200);
  });

  test("sent all at once, no more than ten were tried", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const answers = await Promise.all(Array.from({ length: 40 }, () => signIn(email, WRONG)));
    const found = answers.map((answer) => answer.status());
    expect(found.filter((status) => status === 401)).toHaveLength(FAILURES);
    expect(found.filter((status) => status === 429)).toHaveLength(40 - FAILURES);
  });
});

test.describe("The right password", () => {
  test("begins the account's count again", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    for (let round = 0; round < 2; round += 1) {
      expect(await statuses(FAILURES - 1, email, WRONG)).toEqual(Array(FAILURES - 1).fill(401));
      expect((await signIn(email, owner.password)).status()).toBe(200);
    }
  });

  test("is counted for nobody, however often and however many at once", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const answers = await Promise.all(
      Array.from({ length: FAILURES + 2 }, () => signIn(email, owner.password)),
    );
    expect(new Set(answers.map((answer) => answer.status()))).toEqual(new Set([200]));
    expect((await signIn(email, owner.password)).status()).toBe(200);
    const key = createHash("sha256").update(email).digest("base64url");
    expect(await tessera.sql(`SELECT * FROM "RateLimit" WHERE key LIKE '%' || $1`, [key])).toEqual([]);
  });

  test("is taken from a browser that is signed in already, as somebody else or not", async ({ tessera }) => {
    const [one, other] = [await newAccount(tessera), await newAccount(tessera)];
    for (const { email } of [one, other]) {
      const response = await one.api.post(SIGN_IN, { data: { email, password: owner.password } });
      expect(response.status()).toBe(200);
      expect(await (await one.api.get("/api/v1/account")).json()).toMatchObject({ email });
    }
  });

  test("gives the session in a cookie that no script can read, and nowhere else", async ({ tessera }) => {
    const { email } = await newAccount(tessera);
    const answer = await signIn(email, owner.password);
    const cookie = answer.headers()["set-cookie"] ?? "";
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const tokens = await tessera.sql<{ token: string }>(
      `SELECT s.token FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE u.email = $1`,
      [email],
    );
    expect(tokens).toHaveLength(2);
    const body = await answer.text();
    for (const { token } of tokens) expect(body).not.toContain(token);
    expect(tokens.filter(({ token }) => cookie.includes(token))).toHaveLength(1);
  });
});

test("What is counted does not say of whom", async ({ tessera }) => {
  const { email } = await newAccount(tessera);
  await signIn(email, WRONG);
  const rows = await tessera.sql<{ key: string }>(`SELECT key FROM "RateLimit"`);
  expect(rows.length).toBeGreaterThan(0);
  for (const { key } of rows) expect(key.toLowerCase()).not.toContain(email.split("@")[0]);
});

test.describe("A body that is no sign-in", () => {
  for (const [what, data, field] of [
    ["a list for an address", { email: ["ada@example.com"], password: WRONG }, "email"],
    ["an object for an address", { email: { contains: "@" }, password: WRONG }, "email"],
    ["no address", { password: WRONG }, "email"],
    ["no password", { email: "ada@example.com" }, "password"],
    ["null for a password", { email: "ada@example.com", password: null }, "password"],
    ["where to go", { email: "ada@example.com", password: WRONG, callbackURL: "https://evil.example" }, ""],
  ] as [string, object, string][]) {
    test(`but has ${what} is refused, and counted for nobody`, async ({ tessera }) => {
      const counts = () => tessera.sql(`SELECT * FROM "RateLimit" WHERE key LIKE 'sign-in%' ORDER BY key`);
      const before = await counts();
      await expectInvalid(await visitor.post(SIGN_IN, { data }), field);
      expect(await counts()).toEqual(before);
    });
  }

  test("but a form is refused", async () => {
    const form = { email: owner.email, password: owner.password };
    await expectProblem(await visitor.post(SIGN_IN, { form }), 415, "wrong_content_type");
  });
});

test.describe("A cookie that was planted before the sign-in", () => {
  /** Signs in with this Cookie header, and gives the name=value that the browser keeps from then on. */
  async function signInWith(tessera: Tessera, email: string, cookie: string): Promise<string> {
    const answer = await exchange(tessera.url, {
      method: "POST",
      path: SIGN_IN,
      headers: { "content-type": "application/json", cookie },
      body: JSON.stringify({ email, password: owner.password }),
    });
    expect(answer.status()).toBe(200);
    return answer.headers()["set-cookie"]?.split(";")[0] ?? "";
  }

  async function whoIs(tessera: Tessera, cookie: string): Promise<string | null> {
    const answer = await exchange(tessera.url, {
      method: "GET",
      path: "/api/v1/account",
      headers: { cookie },
    });
    return answer.status() === 200 ? (JSON.parse(await answer.text()) as { email: string }).email : null;
  }

  test("stays the session of whoever planted it: the sign-in makes another one", async ({ tessera }) => {
    const attacker = await newAccount(tessera);
    const victim = await newAccount(tessera);
    const planted = cookieOf(await attacker.api.storageState());
    const given = await signInWith(tessera, victim.email, planted);
    expect(given).not.toBe(planted);
    expect(await whoIs(tessera, planted)).toBe(attacker.email);
    expect(await whoIs(tessera, given)).toBe(victim.email);
  });

  test("becomes nobody's session when it was no session's", async ({ tessera }) => {
    const victim = await newAccount(tessera);
    const [name = ""] = cookieOf(await victim.api.storageState()).split("=");
    const planted = `${name}=${encodeURIComponent("planted-token.c2lnbmF0dXJl")}`;
    const given = await signInWith(tessera, victim.email, planted);
    expect(given).not.toContain("planted-token");
    expect(await whoIs(tessera, planted)).toBeNull();
    expect(await whoIs(tessera, given)).toBe(victim.email);
  });
});
