import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import pg from "pg";
import { expect, owner, test } from "../fixtures.ts";
import { type AtLocalhost, newVisitor, startAtLocalhost } from "../localhost.ts";
import { fromBase32, totp, wrongTotp } from "../totp.ts";
import { cookieOf, exchange } from "./exchange.ts";
import { addAccount, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";

/** Somebody with two-factor on. */
interface Guarded {
  userId: string;
  email: string;
  /** Base32. */
  secret: string;
  recoveryCodes: string[];
  /** Signed in, with a code. */
  api: APIRequestContext;
}

const { password } = owner;
const enable = "/api/auth/two-factor/enable";
const disable = "/api/auth/two-factor/disable";
const verifyCode = "/api/auth/two-factor/verify-totp";
const verifyRecoveryCode = "/api/auth/two-factor/verify-backup-code";
const newRecoveryCodes = "/api/auth/two-factor/generate-backup-codes";

let place: AtLocalhost;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  place = await startAtLocalhost();
  const visitor = await newVisitor(place);
  expect((await visitor.post("/api/v1/owner", { data: owner })).status()).toBe(201);
  await visitor.dispose();
});

test.afterAll(() => place?.tessera.dispose());

async function newPerson() {
  return addAccount(place.tessera, await firstOrganization(place.tessera), "member");
}

/** The password's step, by a browser that is new to Tessera. */
async function enterPassword(email: string): Promise<APIRequestContext> {
  const visitor = await newVisitor(place);
  const response = await visitor.post("/api/auth/sign-in/email", { data: { email, password } });
  expect(response.status(), await response.text()).toBe(200);
  return visitor;
}

const isSignedIn = async (api: APIRequestContext) => (await api.get("/api/v1/credentials")).status() === 200;

const sessionsOf = (userId: string) =>
  place.tessera.sql<{ id: string }>(`SELECT id FROM "Session" WHERE "userId" = $1`, [userId]);

async function newGuarded(): Promise<Guarded> {
  const { userId, email } = await newPerson();
  const api = await enterPassword(email);
  const { totpURI, backupCodes } = await (await api.post(enable, { data: { password } })).json();
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  const response = await api.post(verifyCode, { data: { code: totp(secret) } });
  expect(response.status(), await response.text()).toBe(200);
  return { userId, email, secret, recoveryCodes: backupCodes, api };
}

test("With two-factor on, a password alone opens nothing, whatever one does with what it answers", async () => {
  const { userId, email } = await newGuarded();
  const before = await sessionsOf(userId);
  const headers = { "content-type": "application/json", origin: place.url };
  const answer = await exchange(place.tessera.url, {
    method: "POST",
    path: "/api/auth/sign-in/email",
    headers,
    body: JSON.stringify({ email, password }),
  });
  expect([answer.status(), await answer.text()]).toEqual([200, '{"twoFactorRedirect":true}']);
  expect(await sessionsOf(userId)).toEqual(before);

  // Each cookie as it was set, also those that were taken back in the same answer, and under the session's name.
  const cookies = (answer.headers()["set-cookie"] ?? "")
    .split("\n")
    .map((cookie) => cookie.split(";")[0] ?? "");
  const [name = ""] = cookies.find((cookie) => cookie.includes("session_token"))?.split("=") ?? [];
  expect(name).not.toBe("");
  const renamed = cookies.map((cookie) => `${name}=${cookie.slice(cookie.indexOf("=") + 1)}`);
  for (const cookie of [...cookies, ...renamed, cookies.join("; ")]) {
    const api = await exchange(place.tessera.url, {
      method: "GET",
      path: "/api/v1/credentials",
      headers: { cookie },
    });
    await expectProblem(api, 401, "signed_out");
    const page = await exchange(place.tessera.url, { method: "GET", path: "/sources", headers: { cookie } });
    expect(page.headers().location).toMatch(/^\/sign-in/);
    for (const path of [disable, newRecoveryCodes, enable]) {
      const body = JSON.stringify({ password });
      const change = await exchange(place.tessera.url, {
        method: "POST",
        path,
        headers: { ...headers, cookie },
        body,
      });
      expect(change.status()).toBe(401);
    }
  }
});

test("Password and code begin a session, and the same challenge begins no other", async () => {
  const { email, secret } = await newGuarded();
  const visitor = await enterPassword(email);
  const cookie = cookieOf(await visitor.storageState());
  const response = await visitor.post(verifyCode, { data: { code: totp(secret) } });
  expect([response.status(), await response.text()]).toEqual([200, "{}"]);
  expect(await isSignedIn(visitor)).toBe(true);

  const again = await exchange(place.tessera.url, {
    method: "POST",
    path: verifyCode,
    headers: { "content-type": "application/json", origin: place.url, cookie },
    body: JSON.stringify({ code: totp(secret) }),
  });
  expect(again.status()).toBe(401);
  expect(again.headers()["set-cookie"] ?? "").not.toMatch(/session_token=[^;]/);
});

test("A code signs in once, also while the app still shows it", async () => {
  const { email, secret, userId } = await newGuarded();
  const [seen, unaware] = [await enterPassword(email), await enterPassword(email)];
  const code = totp(secret);
  expect((await unaware.post(verifyCode, { data: { code } })).status()).toBe(200);
  const before = await sessionsOf(userId);
  const again = await seen.post(verifyCode, { data: { code } });
  expect([again.status(), (await again.json()).code]).toEqual([401, "INVALID_CODE"]);
  expect(await isSignedIn(seen)).toBe(false);
  expect(await sessionsOf(userId)).toEqual(before);

  const next = await enterPassword(email);
  expect((await next.post(verifyCode, { data: { code: totp(secret, Date.now() + 30_000) } })).status()).toBe(
    200,
  );
});

test("A code opens only the account that its app belongs to, and nothing without a password before it", async () => {
  const ada = await newGuarded();
  const eve = await newGuarded();
  const visitor = await enterPassword(ada.email);
  expect((await visitor.post(verifyCode, { data: { code: totp(eve.secret) } })).status()).toBe(401);
  expect((await visitor.post(verifyRecoveryCode, { data: { code: eve.recoveryCodes[0] } })).status()).toBe(
    401,
  );
  expect(await isSignedIn(visitor)).toBe(false);

  const stranger = await newVisitor(place);
  expect((await stranger.post(verifyCode, { data: { code: totp(ada.secret) } })).status()).toBe(401);
  expect((await stranger.post(verifyRecoveryCode, { data: { code: ada.recoveryCodes[0] } })).status()).toBe(
    401,
  );
  expect(await isSignedIn(stranger)).toBe(false);
});

test("A recovery code works once, and however its halves are typed apart", async () => {
  const { email, recoveryCodes } = await newGuarded();
  const [code = ""] = recoveryCodes;
  expect(recoveryCodes).toHaveLength(10);
  const first = await enterPassword(email);
  expect(
    (await first.post(verifyRecoveryCode, { data: { code: ` ${code.replace("-", " ")} ` } })).status(),
  ).toBe(200);
  expect(await isSignedIn(first)).toBe(true);

  const second = await enterPassword(email);
  expect((await second.post(verifyRecoveryCode, { data: { code } })).status()).toBe(401);
  expect(await isSignedIn(second)).toBe(false);
});

test("New recovery codes end those from before", async () => {
  const { api, email, recoveryCodes } = await newGuarded();
  const { backupCodes } = await (await api.post(newRecoveryCodes, { data: { password } })).json();
  const visitor = await enterPassword(email);
  expect((await visitor.post(verifyRecoveryCode, { data: { code: recoveryCodes[0] } })).status()).toBe(401);
  expect((await visitor.post(verifyRecoveryCode, { data: { code: backupCodes[0] } })).status()).toBe(200);
  expect(await isSignedIn(visitor)).toBe(true);
});

test("After five wrong codes the password is asked for again, and after ten nobody gets in for a while", async () => {
  const { email, secret } = await newGuarded();
  for (const round of [1, 2]) {
    const guesser = await enterPassword(email);
    for (let count = 0; count < 5; count += 1) {
      const wrong = await guesser.post(verifyCode, { data: { code: wrongTotp(secret) } });
      expect(wrong.status(), `round ${round}, guess ${count}`).toBe(401);
    }
    const right = await guesser.post(verifyCode, { data: { code: totp(secret) } });
    expect(right.status()).toBe(round === 1 ? 400 : 429);
    expect(await isSignedIn(guesser)).toBe(false);
  }
  const visitor = await enterPassword(email);
  const locked = await visitor.post(verifyCode, { data: { code: totp(secret) } });
  expect([locked.status(), (await locked.json()).code]).toEqual([429, "ACCOUNT_TEMPORARILY_LOCKED"]);
  expect(await isSignedIn(visitor)).toBe(false);
});

test("Turning it on ends the sessions that began with a password alone, and no one else's", async () => {
  const { email } = await newPerson();
  const stolen = await enterPassword(email);
  const own = await enterPassword(email);
  const other = await enterPassword((await newPerson()).email);
  const { totpURI } = await (await own.post(enable, { data: { password } })).json();
  expect(await isSignedIn(stolen)).toBe(true);
  const code = totp(new URL(totpURI).searchParams.get("secret") ?? "");
  expect((await own.post(verifyCode, { data: { code } })).status()).toBe(200);
  expect(await isSignedIn(own)).toBe(true);
  expect(await isSignedIn(stolen)).toBe(false);
  expect(await isSignedIn(other)).toBe(true);
});

test("A password that was being checked when it was turned on signs nobody in", async () => {
  const { email, userId } = await newPerson();
  const meanwhile = new pg.Client({ connectionString: place.tessera.run.databaseUrl });
  await meanwhile.connect();
  await meanwhile.query("BEGIN");
  await meanwhile.query(`UPDATE "User" SET "twoFactorEnabled" = true WHERE id = $1`, [userId]);
  const visitor = await newVisitor(place);
  const signingIn = visitor.post("/api/auth/sign-in/email", { data: { email, password } });
  const waiting = `SELECT 1 FROM pg_locks WHERE NOT granted`;
  await expect
    .poll(async () => (await place.tessera.sql(waiting)).length, { intervals: [50] })
    .toBeGreaterThan(0);
  await meanwhile.query("COMMIT");
  await meanwhile.end();
  await signingIn;
  expect(await isSignedIn(visitor)).toBe(false);
  const open = `SELECT 1 FROM "Session" WHERE "userId" = $1 AND "expiresAt" > now()`;
  expect(await place.tessera.sql(open, [userId])).toEqual([]);
  const events = `SELECT action FROM "AuditEvent" WHERE "actorId" = $1`;
  expect(await place.tessera.sql(events, [userId])).toEqual([]);
});

test("Until a code was right it is not on, and nobody is locked out", async () => {
  const { email } = await newPerson();
  const api = await enterPassword(email);
  const { totpURI } = await (await api.post(enable, { data: { password } })).json();
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  expect((await api.post(verifyCode, { data: { code: wrongTotp(secret) } })).status()).toBe(401);
  expect(await isSignedIn(await enterPassword(email))).toBe(true);
});

test("Nothing about it changes without the password", async () => {
  const { api, userId } = await newGuarded();
  const state = () =>
    place.tessera.sql(
      `SELECT t.secret, t."backupCodes", u."twoFactorEnabled" FROM "TwoFactor" t JOIN "User" u ON u.id = t."userId"
       WHERE u.id = $1`,
      [userId],
    );
  const before = await state();
  for (const path of [enable, disable, newRecoveryCodes]) {
    const wrong = await api.post(path, { data: { password: "not the password at all" } });
    expect([wrong.status(), (await wrong.json()).code]).toEqual([400, "INVALID_PASSWORD"]);
    await expectInvalid(await api.post(path, { data: {} }), "password");
  }
  expect(await state()).toEqual(before);
});

test("Codes that are sent too fast are refused with how long to wait, and only to whoever sends them", async () => {
  const guesser = await newVisitor(place);
  const guess = () => guesser.post(verifyCode, { data: { code: "000000" } });
  for (let count = 0; count < 20; count += 1) expect((await guess()).status()).toBe(401);
  const refused = await guess();
  const { detail } = await expectProblem(refused, 429, "too_many_attempts");
  const seconds = Number(refused.headers()["retry-after"]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(detail).toContain(`Wait ${seconds} second`);
  const other = await newVisitor(place);
  expect((await other.post(verifyCode, { data: { code: "000000" } })).status()).toBe(401);
});

test("A wrong password for a change of it counts as a wrong sign-in", async () => {
  const { api, email } = await newGuarded();
  for (let attempt = 0; attempt < 10; attempt += 1) {
    const response = await api.post(disable, { data: { password: "not the password at all" } });
    expect(response.status()).toBe(400);
  }
  for (const path of [enable, disable, newRecoveryCodes]) {
    await expectProblem(await api.post(path, { data: { password } }), 429, "too_many_attempts");
  }
  const visitor = await newVisitor(place);
  const signIn = await visitor.post("/api/auth/sign-in/email", { data: { email, password } });
  await expectProblem(signIn, 429, "too_many_attempts");
  await visitor.dispose();
});

test("Turned off, the password alone signs in again, and the secret is gone", async () => {
  const { api, email, userId } = await newGuarded();
  expect((await api.post(disable, { data: { password } })).status()).toBe(200);
  expect(await place.tessera.sql(`SELECT id FROM "TwoFactor" WHERE "userId" = $1`, [userId])).toEqual([]);
  expect(await isSignedIn(await enterPassword(email))).toBe(true);
});

test("Nobody can ask the library for more than Tessera offers", async () => {
  const { api, email, secret } = await newGuarded();
  for (const [path, data] of [
    [enable, { password, method: "otp" }],
    [enable, { password, issuer: "Elsewhere" }],
    [verifyCode, { code: totp(secret), trustDevice: true }],
    [verifyRecoveryCode, { code: "aaaaa-bbbbb", trustDevice: true }],
    [verifyRecoveryCode, { code: "aaaaa-bbbbb", disableSession: true }],
    [verifyCode, { code: { contains: "" } }],
  ] as const) {
    await expectProblem(await api.post(path, { data }), 422, "invalid");
  }
  for (const path of [
    "two-factor/get-totp-uri",
    "two-factor/send-otp",
    "two-factor/verify-otp",
    "totp/generate",
  ]) {
    await expectProblem(await api.post(`/api/auth/${path}`, { data: { password } }), 404, "not_found");
  }
  const visitor = await enterPassword(email);
  expect((await visitor.post(verifyCode, { data: { code: totp(secret) } })).status()).toBe(200);
  const { cookies } = await visitor.storageState();
  expect(cookies.filter(({ name }) => name.includes("trust"))).toEqual([]);
});

test("Neither a stolen database nor a log gives a secret or a recovery code", async () => {
  const { userId, secret, recoveryCodes } = await newGuarded();
  const rows = await place.tessera.sql(`SELECT * FROM "TwoFactor" WHERE "userId" = $1`, [userId]);
  expect(rows).toHaveLength(1);
  const verifications = await place.tessera.sql(`SELECT * FROM "Verification"`);
  const log = readFileSync(join(place.tessera.home, "logs/tessera.log"), "utf8");
  const dump = JSON.stringify([rows, verifications, log]);
  for (const form of [
    secret,
    fromBase32(secret).toString(),
    fromBase32(secret).toString("hex"),
    ...recoveryCodes,
  ]) {
    expect(dump).not.toContain(form);
  }
});

test("No answer on the way in repeats the session's token, which is the cookie's alone", async () => {
  const { email, secret } = await newGuarded();
  const visitor = await enterPassword(email);
  const response = await visitor.post(verifyCode, { data: { code: totp(secret) } });
  const { cookies } = await visitor.storageState();
  const session = cookies.find(({ name }) => name.endsWith("session_token"));
  expect(session?.httpOnly).toBe(true);
  expect(await response.text()).toBe("{}");

  const { email: plain } = await newPerson();
  const direct = await (await newVisitor(place)).post("/api/auth/sign-in/email", {
    data: { email: plain, password },
  });
  expect(await direct.text()).toBe("{}");
});
