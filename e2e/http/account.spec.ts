import { createHash, randomBytes } from "node:crypto";
import { type APIRequestContext, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";
import { cookieOf, exchange } from "./exchange.ts";
import { addMember, firstOrganization, type Member } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

const NEW_PASSWORD = "seven quiet herons at noon";
const JSON_TYPE = { "content-type": "application/json" };

interface Session {
  id: string;
  current: boolean;
  device: string | null;
  address: string | null;
  createdAt: string;
  expiresAt: string;
}

// Passwords are slow to hash, on purpose.
test.describe.configure({ timeout: 120_000 });

let me: Member;

test.beforeEach(async ({ tessera, ownerState: _signedUp }) => {
  me = await addMember(tessera, await firstOrganization(tessera), "viewer");
});

test.afterEach(() => me?.api.dispose());

/** Signs in once more, as with another browser. */
async function signInAgain(
  tessera: Tessera,
  { email }: { email: string },
  { password = owner.password, userAgent }: { password?: string; userAgent?: string } = {},
): Promise<APIRequestContext> {
  const api = await request.newContext({
    baseURL: tessera.url,
    ...(userAgent !== undefined && { userAgent }),
  });
  const response = await api.post("/api/auth/sign-in/email", { data: { email, password } });
  expect(response.status(), await response.text()).toBe(200);
  return api;
}

const sessionsOf = async (api: APIRequestContext): Promise<{ data: Session[]; total: number }> =>
  (await api.get("/api/v1/account/sessions")).json();

const isSignedIn = async (api: APIRequestContext) => (await api.get("/api/v1/account")).status() === 200;

const eventsOf = (tessera: Tessera, { userId }: Member) =>
  tessera.sql<{ action: string; before: unknown; after: unknown; detail: unknown }>(
    `SELECT action, before, after, detail FROM "AuditEvent" WHERE "actorId" = $1 AND action LIKE 'account.%'
       AND action <> 'account.signed_in' ORDER BY id`,
    [userId],
  );

const changePassword = (api: APIRequestContext, currentPassword: unknown, newPassword: unknown) =>
  api.put("/api/v1/account/password", { data: { currentPassword, newPassword } });

test.describe("One's own account", () => {
  test("is one's name and address, and nothing else", async () => {
    const response = await me.api.get("/api/v1/account");
    expect(await response.json()).toEqual({
      id: me.userId,
      name: me.name,
      email: me.email,
      hasPassword: true,
    });
    expect(response.headers()["cache-control"]).toBe("no-store");
  });

  test("takes another name, trimmed, once, and it is recorded", async ({ tessera }) => {
    for (let count = 0; count < 2; count += 1) {
      const response = await me.api.patch("/api/v1/account", { data: { name: "  Grace Hopper " } });
      expect(await response.json()).toMatchObject({ name: "Grace Hopper", email: me.email });
    }
    expect(await eventsOf(tessera, me)).toEqual([
      {
        action: "account.renamed",
        before: { name: me.name },
        after: { name: "Grace Hopper" },
        detail: {},
      },
    ]);
  });

  test("is recorded in every organization that one is a member of, and in no other", async ({ tessera }) => {
    const organizations = [uuidv7(), uuidv7()];
    for (const id of organizations) {
      await tessera.sql(`INSERT INTO "Organization" (id, name, slug) VALUES ($1, $1, $1)`, [id]);
    }
    await tessera.sql(
      `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'viewer')`,
      [uuidv7(), organizations[0], me.userId],
    );
    await me.api.patch("/api/v1/account", { data: { name: "Grace" } });
    const rows = await tessera.sql<{ organizationId: string }>(
      `SELECT "organizationId" FROM "AuditEvent" WHERE "actorId" = $1 AND action = 'account.renamed'`,
      [me.userId],
    );
    expect(rows.map((row) => row.organizationId).sort()).toEqual(
      [me.organizationId, organizations[0]].sort(),
    );
  });

  for (const [what, name] of [
    ["nothing", ""],
    ["white space", " \t "],
    ["a line break", "Grace\nHopper"],
    ["a NUL", "Grace\u0000"],
    ["an escape", "\u001b[31mGrace"],
    ["a right-to-left override", "Grace\u202erepooH"],
    ["a zero-width space", "Gr\u200bace"],
    ["half of a surrogate pair", "Grace \ud83d"],
    ["81 characters", "x".repeat(81)],
    ["a number", 7],
    ["a list", ["Grace"]],
    ["null", null],
  ] as [string, unknown][]) {
    test(`keeps its name when the new one is ${what}`, async ({ tessera }) => {
      const data = JSON.stringify({ name });
      const response = await me.api.patch("/api/v1/account", { headers: JSON_TYPE, data });
      await expectInvalid(response, "name");
      expect(await (await me.api.get("/api/v1/account")).json()).toMatchObject({ name: me.name });
      expect(await eventsOf(tessera, me)).toEqual([]);
    });
  }

  test("takes nothing but a name", async ({ tessera }) => {
    for (const change of [
      { email: "root@example.com" },
      { id: uuidv7() },
      { emailVerified: true },
      { role: "owner" },
      { password: NEW_PASSWORD },
    ]) {
      const response = await me.api.patch("/api/v1/account", { data: { name: "Grace", ...change } });
      await expectProblem(response, 422, "invalid");
    }
    const [row] = await tessera.sql(`SELECT name, email, "emailVerified" FROM "User" WHERE id = $1`, [
      me.userId,
    ]);
    expect(row).toEqual({ name: me.name, email: me.email, emailVerified: false });
  });

  test("is still one's own without any organization", async ({ tessera }) => {
    await tessera.sql(`DELETE FROM "Member" WHERE "userId" = $1`, [me.userId]);
    expect(await (await me.api.get("/api/v1/account")).json()).toMatchObject({ email: me.email });
    expect((await me.api.patch("/api/v1/account", { data: { name: "Grace" } })).status()).toBe(200);
    expect((await changePassword(me.api, owner.password, NEW_PASSWORD)).status()).toBe(200);
    expect((await sessionsOf(me.api)).data).toHaveLength(1);
  });

  test("is nothing that a token can reach", async ({ tessera }) => {
    const token = `tsr_${randomBytes(32).toString("base64url")}`;
    await tessera.sql(
      `INSERT INTO "ApiToken" (id, "organizationId", name, "tokenHash", hint, scopes, "credentialIds", "createdById")
       VALUES ($1, $2, 'A program', $3, 'hint', $4, '{}', $5)`,
      [
        uuidv7(),
        me.organizationId,
        createHash("sha256").update(token).digest("hex"),
        ["credentials:read", "credentials:write", "credentials:use"],
        me.userId,
      ],
    );
    const headers = { authorization: `Bearer ${token}` };
    for (const [method, path] of [
      ["GET", "/api/v1/account"],
      ["PATCH", "/api/v1/account"],
      ["PUT", "/api/v1/account/password"],
      ["GET", "/api/v1/account/sessions"],
      ["DELETE", "/api/v1/account/sessions"],
      ["DELETE", `/api/v1/account/sessions/${(await sessionsOf(me.api)).data[0]?.id}`],
    ] as const) {
      const response = await me.api.fetch(path, { method, headers, ...(method !== "GET" && { data: {} }) });
      await expectProblem(response, 403, "forbidden");
    }
    expect((await sessionsOf(me.api)).data).toHaveLength(1);
  });
});

test.describe("A change of password", () => {
  test("signs out everybody but the one who made it, at once, and says how many", async ({ tessera }) => {
    const others = [await signInAgain(tessera, me), await signInAgain(tessera, me)];
    const stranger = await addMember(tessera, me.organizationId, "viewer");
    const response = await changePassword(me.api, owner.password, NEW_PASSWORD);
    expect(await response.json()).toEqual({ sessionsEnded: 2 });
    for (const other of others) await expectProblem(await other.get("/api/v1/account"), 401, "signed_out");
    expect(await isSignedIn(me.api)).toBe(true);
    expect(await isSignedIn(stranger.api)).toBe(true);
    expect((await sessionsOf(me.api)).total).toBe(1);
  });

  test("ends the copies of the cookie that made it, too", async ({ tessera }) => {
    const copied = cookieOf(await me.api.storageState());
    const [before] = (await sessionsOf(me.api)).data;
    const response = await changePassword(me.api, owner.password, NEW_PASSWORD);
    const cookie = response.headers()["set-cookie"] ?? "";
    expect(cookie).toMatch(/; Path=\/; Max-Age=1209600; SameSite=lax; HttpOnly$/i);
    const answer = await exchange(tessera.url, {
      method: "GET",
      path: "/api/v1/account",
      headers: { cookie: copied },
    });
    await expectProblem(answer, 401, "signed_out");
    const [after] = (await sessionsOf(me.api)).data;
    expect(after).toEqual(before);
  });

  test("makes the new one the only one", async ({ tessera, anonymous }) => {
    await changePassword(me.api, owner.password, NEW_PASSWORD);
    const old = { email: me.email, password: owner.password };
    const response = await anonymous.post("/api/auth/sign-in/email", { data: old });
    await expectProblem(response, 401, "wrong_credentials");
    expect(await isSignedIn(await signInAgain(tessera, me, { password: NEW_PASSWORD }))).toBe(true);
  });

  test("is recorded, and neither password is anywhere", async ({ tessera }) => {
    const response = await changePassword(me.api, owner.password, NEW_PASSWORD);
    expect(await response.text()).toBe('{"sessionsEnded":0}');
    expect(await eventsOf(tessera, me)).toEqual([
      { action: "account.password_changed", before: null, after: null, detail: { sessionsEnded: 0 } },
    ]);
    const [account] = await tessera.sql<{ password: string }>(
      `SELECT password FROM "Account" WHERE "userId" = $1`,
      [me.userId],
    );
    expect(account?.password).toMatch(/^[0-9a-f]{32}:[0-9a-f]{128}$/);
  });

  for (const [what, newPassword] of [
    ["eleven characters", "k8-Zq!f4mRx"],
    ["129 characters", "k8-Zq!f4mRx".padEnd(129, "walrus tin ")],
    ["one of the most common ones", "administrator"],
    ["a common one with a year behind it", "Sunshine-2026"],
    ["two common ones in a row", "dragonbaseball"],
    ["one character, often", "a".repeat(40)],
    ["a number", 123456789012],
    ["null", null],
  ] as [string, unknown][]) {
    test(`is refused when the new one is ${what}`, async ({ tessera }) => {
      await expectInvalid(await changePassword(me.api, owner.password, newPassword), "newPassword");
      expect(await isSignedIn(await signInAgain(tessera, me))).toBe(true);
      expect(await eventsOf(tessera, me)).toEqual([]);
    });
  }

  test("is refused when the new one is one's name, one's address, or the current one", async ({
    tessera,
  }) => {
    await me.api.patch("/api/v1/account", { data: { name: "Wilhelmina Featherstone" } });
    for (const newPassword of ["wilhelmina featherstone", "FeatherstoneWilhelmina!", me.email]) {
      await expectInvalid(await changePassword(me.api, owner.password, newPassword), "newPassword");
    }
    await expectInvalid(await changePassword(me.api, owner.password, owner.password), "newPassword");
    expect(await isSignedIn(await signInAgain(tessera, me))).toBe(true);
  });

  test("with a wrong current one is refused, changes nothing, and counts as a wrong sign-in", async ({
    tessera,
    anonymous,
  }) => {
    const other = await signInAgain(tessera, me);
    for (let count = 0; count < 10; count += 1) {
      await expectInvalid(
        await changePassword(me.api, "not the password at all", NEW_PASSWORD),
        "currentPassword",
      );
    }
    const refused = await changePassword(me.api, owner.password, NEW_PASSWORD);
    await expectProblem(refused, 429, "too_many_attempts");
    expect(Number(refused.headers()["retry-after"])).toBeGreaterThan(0);
    const signIn = { data: { email: me.email, password: owner.password } };
    await expectProblem(await anonymous.post("/api/auth/sign-in/email", signIn), 429, "too_many_attempts");
    expect(await isSignedIn(me.api)).toBe(true);
    expect(await isSignedIn(other)).toBe(true);
    expect(await eventsOf(tessera, me)).toEqual([]);
  });

  test("made twice at the same moment happens once", async () => {
    const both = await Promise.all([
      changePassword(me.api, owner.password, NEW_PASSWORD),
      changePassword(me.api, owner.password, `${NEW_PASSWORD}, too`),
    ]);
    const statuses = both.map((response) => response.status()).sort();
    expect(statuses[0]).toBe(200);
    expect([401, 422]).toContain(statuses[1]);
  });

  test("of an account without a password says so", async ({ tessera }) => {
    await tessera.sql(`UPDATE "Account" SET "providerId" = 'oidc', password = NULL WHERE "userId" = $1`, [
      me.userId,
    ]);
    expect(await (await me.api.get("/api/v1/account")).json()).toMatchObject({ hasPassword: false });
    const response = await changePassword(me.api, owner.password, NEW_PASSWORD);
    await expectProblem(response, 409, "no_password");
  });
});

test.describe("One's sessions", () => {
  const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

  test("are listed, this one first and marked, with device and time, and without any token", async ({
    tessera,
  }) => {
    const other = await signInAgain(tessera, me, { userAgent: firefox });
    const response = await other.get("/api/v1/account/sessions");
    const text = await response.text();
    const { data, total } = JSON.parse(text) as { data: Session[]; total: number };
    expect(total).toBe(2);
    expect(data.map(({ current }) => current)).toEqual([true, false]);
    expect(data[0]).toMatchObject({ device: "Firefox on Linux", address: "127.0.0.1" });
    for (const session of data) {
      expect(Object.keys(session).sort()).toEqual(
        ["address", "createdAt", "current", "device", "expiresAt", "id"].sort(),
      );
      expect(Date.parse(session.expiresAt)).toBeGreaterThan(Date.parse(session.createdAt));
    }
    const tokens = await tessera.sql<{ token: string }>(`SELECT token FROM "Session" WHERE "userId" = $1`, [
      me.userId,
    ]);
    expect(tokens).toHaveLength(2);
    for (const { token } of tokens) expect(text).not.toContain(token);
  });

  test("do not show an address that the caller made up, nor anything that they wrote as their device", async ({
    tessera,
  }) => {
    const evil = `<script>alert("${unique()}")</script> Firefox/1`;
    const answer = await exchange(tessera.url, {
      method: "POST",
      path: "/api/auth/sign-in/email",
      headers: { ...JSON_TYPE, "x-forwarded-for": "203.0.113.7", "user-agent": evil },
      body: JSON.stringify({ email: me.email, password: owner.password }),
    });
    expect(answer.status()).toBe(200);
    const { data } = await sessionsOf(me.api);
    expect(data).toHaveLength(2);
    expect(data[1]).toMatchObject({ device: "Firefox", address: "127.0.0.1" });
  });

  test("that have expired are not listed, and those of others neither", async ({ tessera }) => {
    await signInAgain(tessera, me);
    await tessera.sql(
      `UPDATE "Session" SET "expiresAt" = now() - interval '1 second'
       WHERE id = (SELECT id FROM "Session" WHERE "userId" = $1 ORDER BY id DESC LIMIT 1)`,
      [me.userId],
    );
    expect((await sessionsOf(me.api)).total).toBe(1);
  });

  test("are the newest hundred, however many there are", async ({ tessera }) => {
    await tessera.sql(
      `INSERT INTO "Session" (id, token, "userId", "expiresAt", "updatedAt")
       SELECT gen_random_uuid()::text, gen_random_uuid()::text, $1, now() + interval '1 day', now()
       FROM generate_series(1, 150)`,
      [me.userId],
    );
    const { data, total } = await sessionsOf(me.api);
    expect([data.length, total, data[0]?.current]).toEqual([100, 151, true]);
    expect(await (await me.api.delete("/api/v1/account/sessions")).json()).toEqual({ sessionsEnded: 150 });
  });

  test("end one by one, at once, and it is recorded", async ({ tessera }) => {
    const other = await signInAgain(tessera, me, { userAgent: firefox });
    const third = await signInAgain(tessera, me);
    const { data } = await sessionsOf(me.api);
    const { id } = data.find(({ device }) => device === "Firefox on Linux") ?? { id: "" };
    expect((await me.api.delete(`/api/v1/account/sessions/${id}`)).status()).toBe(204);
    await expectProblem(await other.get("/api/v1/account"), 401, "signed_out");
    expect(await isSignedIn(third)).toBe(true);
    await expectProblem(await me.api.delete(`/api/v1/account/sessions/${id}`), 404, "not_found");
    expect(await eventsOf(tessera, me)).toEqual([
      { action: "account.sessions_ended", before: null, after: null, detail: { sessionsEnded: 1 } },
    ]);
  });

  test("end all but this one, and nobody else's", async ({ tessera }) => {
    const others = [await signInAgain(tessera, me), await signInAgain(tessera, me)];
    const stranger = await addMember(tessera, me.organizationId, "owner");
    for (const sessionsEnded of [2, 0]) {
      const response = await me.api.delete("/api/v1/account/sessions");
      expect(await response.json()).toEqual({ sessionsEnded });
    }
    for (const other of others) expect(await isSignedIn(other)).toBe(false);
    expect(await isSignedIn(me.api)).toBe(true);
    expect(await isSignedIn(stranger.api)).toBe(true);
    expect(await eventsOf(tessera, me)).toHaveLength(1);
  });

  test("of others are not there: not by their id, in whatever writing", async ({ tessera }) => {
    const victim = await addMember(tessera, me.organizationId, "owner");
    const { id } = (await sessionsOf(victim.api)).data[0] ?? { id: "" };
    const unknown = await me.api.delete(`/api/v1/account/sessions/${uuidv7()}`);
    await expectProblem(unknown, 404, "not_found");
    for (const guess of [
      id,
      id.toUpperCase(),
      ` ${id}`,
      `${id}%00`,
      `%00`,
      "%27%20OR%201=1--",
      "current",
      "x".repeat(4_000),
    ]) {
      const response = await me.api.delete(`/api/v1/account/sessions/${guess}`);
      expect(await comparable(response)).toEqual(await comparable(unknown));
    }
    expect(await isSignedIn(victim.api)).toBe(true);
    expect(await eventsOf(tessera, me)).toEqual([]);
  });
});

test.describe("A body of one's account", () => {
  const targets = [
    ["PATCH", "/api/v1/account", { name: "Grace" }],
    ["PUT", "/api/v1/account/password", { currentPassword: owner.password, newPassword: NEW_PASSWORD }],
  ] as const;

  for (const [method, path, body] of targets) {
    test(`that is no JSON object, too large or of another type is refused by ${method} ${path}`, async ({
      tessera,
    }) => {
      const cookie = cookieOf(await me.api.storageState());
      const send = (
        payload: string | Buffer | readonly Buffer[],
        headers: Record<string, string> = JSON_TYPE,
      ) => exchange(tessera.url, { method, path, headers: { cookie, ...headers }, body: payload });
      const pieces = Array.from({ length: 80 }, () => Buffer.alloc(1024, " "));
      await expectProblem(await send(pieces), 413, "too_large");
      await expectProblem(await send(JSON.stringify(body).padEnd(65_537, " ")), 413, "too_large");
      await expectProblem(
        await send(JSON.stringify(body), { "content-type": "text/plain" }),
        415,
        "wrong_content_type",
      );
      const deep = `${'{"a":'.repeat(5_000)}1${"}".repeat(5_000)}`;
      for (const broken of [
        "",
        "{",
        '{"name": "a',
        "[".repeat(10_000),
        deep,
        Buffer.from([0x22, 0xff, 0x22]),
      ]) {
        await expectProblem(await send(broken), 400, "bad_json");
      }
      for (const other of ["null", "[]", "{}", `[${JSON.stringify(body)}]`]) {
        await expectProblem(await send(other), 422, "invalid");
      }
      expect(await eventsOf(tessera, me)).toEqual([]);
    });

    test(`is never repeated in the answer of ${method} ${path}`, async () => {
      const marker = "m4rk3r";
      for (const field of Object.keys(body)) {
        for (const value of [`${marker}\u0000${"x".repeat(5_000)}`, [marker], { [marker]: marker }]) {
          const data = JSON.stringify({ ...body, [field]: value, [marker]: marker });
          const response = await me.api.fetch(path, { method, headers: JSON_TYPE, data });
          expect(response.status()).toBe(422);
          expect(await response.text()).not.toContain(marker);
        }
      }
    });
  }
});
