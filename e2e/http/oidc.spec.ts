import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { expect, owner, test } from "../fixtures.ts";
import { type AtLocalhost, newVisitor, startAtLocalhost } from "../localhost.ts";
import { client, OidcProvider } from "../oidc-provider.ts";
import { cookieOf, exchange } from "./exchange.ts";
import { addAccount, firstOrganization } from "./members.ts";
import { expectInvalid, expectProblem } from "./problems.ts";

let provider: OidcProvider;
let place: AtLocalhost;
let subjects = 0;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  provider = await OidcProvider.start();
  place = await startAtLocalhost({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: "Example Login",
  });
  const visitor = await newVisitor(place);
  expect((await visitor.post("/api/v1/owner", { data: owner })).status()).toBe(201);
  await visitor.dispose();
});

test.afterAll(async () => {
  await place?.tessera.dispose();
  await provider?.stop();
});

test.afterEach(() => {
  provider.isUp = true;
  provider.forge = () => ({});
});

/** Somebody with an account here, who is signed in at the provider with the same address. */
async function newPerson(verified = true) {
  const account = await addAccount(place.tessera, await firstOrganization(place.tessera), "member");
  subjects += 1;
  provider.person = { sub: `subject-${subjects}`, email: account.email, email_verified: verified };
  return account;
}

const ask = (visitor: APIRequestContext, callbackURL = "/destinations") =>
  visitor.post("/api/auth/sign-in/social", { data: { provider: "oidc", callbackURL } });

/** From the button to the provider and to the address that it sends the browser back to. */
async function goToProvider(visitor: APIRequestContext, callbackURL?: string): Promise<string> {
  const response = await ask(visitor, callbackURL);
  expect(response.status(), await response.text()).toBe(200);
  const { url } = await response.json();
  const sentBack = await fetch(url, { redirect: "manual" });
  return sentBack.headers.get("location") ?? "";
}

/** As a browser comes back: by a link of the provider's page, without an Origin. */
async function comeBack(visitor: APIRequestContext, address: string) {
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", origin: "" };
  const response = await visitor.get(address, { maxRedirects: 0, headers });
  return { status: response.status(), location: response.headers().location };
}

const isSignedIn = async (api: APIRequestContext) => (await api.get("/api/v1/credentials")).status() === 200;

/** Everything that a sign-in could leave behind. */
const stored = async () =>
  JSON.stringify([
    await place.tessera.sql(`SELECT * FROM "User" ORDER BY id`),
    await place.tessera.sql(`SELECT * FROM "Account" ORDER BY id`),
    await place.tessera.sql(`SELECT * FROM "Session" ORDER BY id`),
  ]);

test("While the provider does not answer, passwords still work; and once it does, so does its button", async () => {
  const { email } = await newPerson();
  provider.isUp = false;
  const visitor = await newVisitor(place);
  const refused = await ask(visitor);
  expect([refused.status(), (await refused.json()).code]).toEqual([404, "PROVIDER_NOT_FOUND"]);
  const { password } = owner;
  expect((await visitor.post("/api/auth/sign-in/email", { data: { email, password } })).status()).toBe(200);
  expect(await isSignedIn(visitor)).toBe(true);

  provider.isUp = true;
  expect((await ask(await newVisitor(place))).status()).toBe(200);
});

test("Whoever has an account with the address that the provider verified gets in, again and again", async () => {
  const { email, userId } = await newPerson();
  for (const time of ["first", "second"]) {
    const visitor = await newVisitor(place);
    const way = await goToProvider(visitor);
    expect(way).toMatch(new RegExp(`^${place.url}/api/auth/callback/oidc\\?`));
    expect(await comeBack(visitor, way), time).toEqual({ status: 302, location: "/destinations" });
    expect(await isSignedIn(visitor)).toBe(true);
    expect(await (await visitor.get("/sources")).text()).toContain(email);
  }
  const accounts = await place.tessera.sql(
    `SELECT "accountId", "accessToken", "refreshToken", "idToken", "accessTokenExpiresAt", "refreshTokenExpiresAt"
     FROM "Account" WHERE "userId" = $1 AND "providerId" = 'oidc'`,
    [userId],
  );
  expect(accounts).toEqual([
    {
      accountId: provider.person.sub,
      accessToken: null,
      refreshToken: null,
      idToken: null,
      accessTokenExpiresAt: null,
      refreshTokenExpiresAt: null,
    },
  ]);
});

test("The provider is asked with PKCE, state and nonce, and for no more than who somebody is", async () => {
  await newPerson();
  await goToProvider(await newVisitor(place));
  const asked = provider.asked.at(-1);
  expect(asked?.get("response_type")).toBe("code");
  expect(asked?.get("scope")?.split(" ").sort()).toEqual(["email", "openid", "profile"]);
  expect(asked?.get("code_challenge_method")).toBe("S256");
  expect(asked?.get("redirect_uri")).toBe(`${place.url}/api/auth/callback/oidc`);
  for (const name of ["state", "nonce", "code_challenge"])
    expect(asked?.get(name)?.length).toBeGreaterThan(30);
});

test("Whoever comes back to a name that is not Tessera's is not heard", async () => {
  await newPerson();
  const visitor = await newVisitor(place);
  const way = new URL(await goToProvider(visitor));
  const answer = await exchange(place.tessera.url, {
    method: "GET",
    path: way.pathname + way.search,
    headers: { host: "evil.example", cookie: cookieOf(await visitor.storageState()) },
  });
  await expectProblem(answer, 421, "unknown_host");
});

test("Whoever has no account gets none, and is told so", async () => {
  provider.person = { sub: "a stranger", email: "stranger@example.com", email_verified: true };
  const before = await stored();
  const visitor = await newVisitor(place);
  const { location } = await comeBack(visitor, await goToProvider(visitor));
  expect(location).toBe(`${place.url}/sign-in?error=signup_disabled`);
  expect(await stored()).toBe(before);
  const page = await (await visitor.get(location ?? "")).text();
  expect(page).toContain(
    "There is no Tessera account with the email address that Example Login knows you by.",
  );
});

test("An address that the provider has not verified is nobody's", async () => {
  await newPerson(false);
  const before = await stored();
  const visitor = await newVisitor(place);
  const { location } = await comeBack(visitor, await goToProvider(visitor));
  expect(location).toBe(`${place.url}/sign-in?error=account_not_linked`);
  expect(await stored()).toBe(before);
  expect(await (await visitor.get(location ?? "")).text()).toContain(
    "Example Login has not verified your email address",
  );
});

const forgeries: [string, OidcProvider["forge"]][] = [
  ["signed by somebody else", () => ({ key: "another" })],
  ["not signed", () => ({ algorithm: "none" })],
  ["for another client", (claims) => ({ claims: { ...claims, aud: "another client" } })],
  ["of another issuer", (claims) => ({ claims: { ...claims, iss: "https://evil.example" } })],
  ["that has run out", (claims) => ({ claims: { ...claims, exp: Math.floor(Date.now() / 1000) - 600 } })],
  ["of another sign-in", (claims) => ({ claims: { ...claims, nonce: "another nonce" } })],
  ["without a nonce", (claims) => ({ claims: { ...claims, nonce: undefined } })],
];
for (const [what, forge] of forgeries) {
  test(`An ID token ${what} signs nobody in`, async () => {
    await newPerson();
    const before = await stored();
    provider.forge = forge;
    const visitor = await newVisitor(place);
    const { location } = await comeBack(visitor, await goToProvider(visitor));
    expect(location).toBe(`${place.url}/sign-in?error=unable_to_get_user_info`);
    expect(await isSignedIn(visitor)).toBe(false);
    expect(await stored()).toBe(before);
  });
}

test("The way back works once, and only in the browser that left", async () => {
  await newPerson();
  const visitor = await newVisitor(place);
  const way = await goToProvider(visitor);
  const other = await newVisitor(place);
  const before = await stored();
  expect((await comeBack(other, way)).location).toBe(`${place.url}/sign-in?error=state_mismatch`);
  expect(await isSignedIn(other)).toBe(false);
  expect(await stored()).toBe(before);

  const cookie = cookieOf(await visitor.storageState());
  expect((await comeBack(visitor, way)).location).toBe("/destinations");
  const { pathname, search } = new URL(way);
  const again = await exchange(place.tessera.url, {
    method: "GET",
    path: pathname + search,
    headers: { cookie },
  });
  expect(again.headers().location).toBe(`${place.url}/sign-in?error=state_mismatch`);
  expect(again.headers()["set-cookie"] ?? "").not.toMatch(/session_token=[^;]/);
});

for (const [what, change] of [
  ["a made-up code", (way: URL) => way.searchParams.set("code", "made-up")],
  ["a made-up state", (way: URL) => way.searchParams.set("state", "made-up")],
  ["no state", (way: URL) => way.searchParams.delete("state")],
  ["no code", (way: URL) => way.searchParams.delete("code")],
  ["an error of the provider's", (way: URL) => way.searchParams.set("error", "access_denied")],
  ["another issuer", (way: URL) => way.searchParams.set("iss", "https://evil.example")],
] as const) {
  test(`Whoever comes back with ${what} is not signed in`, async () => {
    await newPerson();
    const visitor = await newVisitor(place);
    const way = new URL(await goToProvider(visitor));
    change(way);
    const before = await stored();
    const { location } = await comeBack(visitor, way.href);
    expect(location).toMatch(new RegExp(`^${place.url}/sign-in\\?error=[a-z_]+$`));
    expect(await isSignedIn(visitor)).toBe(false);
    expect(await stored()).toBe(before);
  });
}

test("Signing in leads to a path of this site and nowhere else", async () => {
  await newPerson();
  const visitor = await newVisitor(place);
  for (const elsewhere of [
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    `${place.url}.evil.example/`,
    `${place.url}@evil.example/`,
    place.url,
    "sources",
    "",
  ]) {
    await expectInvalid(await ask(visitor, elsewhere), "callbackURL");
  }
  for (const more of ["errorCallbackURL", "newUserCallbackURL", "redirectTo"]) {
    const data = { provider: "oidc", callbackURL: "/sources", [more]: "https://evil.example" };
    await expectProblem(await visitor.post("/api/auth/sign-in/social", { data }), 422, "invalid");
  }
  const way = await goToProvider(visitor, "/sources?next=https://evil.example");
  expect((await comeBack(visitor, way)).location).toBe("/sources?next=https://evil.example");
});

test("Nobody can hand in a token, ask for more, or name another provider", async () => {
  const visitor = await newVisitor(place);
  const before = await stored();
  for (const more of [
    { idToken: { token: provider.tokens[0] ?? "token" } },
    { scopes: ["admin"] },
    { requestSignUp: true },
    { additionalData: { link: { email: owner.email, userId: "1" } } },
    { provider: "google" },
  ]) {
    const data = { provider: "oidc", callbackURL: "/sources", ...more };
    await expectProblem(await visitor.post("/api/auth/sign-in/social", { data }), 422, "invalid");
  }
  expect(await stored()).toBe(before);
});

test("A sentence in the address is never shown: only Tessera's own", async () => {
  const visitor = await newVisitor(place);
  const page = await visitor.get("/sign-in?error=call-0800-evil&error_description=Call+0800+EVIL");
  const text = await page.text();
  expect(text).toContain("Signing in with Example Login did not work.");
  expect(text).not.toContain("0800 EVIL");
});

test("No token of the provider's, and not the client's secret, is in the database, a page or a log", async () => {
  await newPerson();
  const visitor = await newVisitor(place);
  await comeBack(visitor, await goToProvider(visitor));
  expect(provider.tokens.length).toBeGreaterThan(0);
  const places = [
    await stored(),
    JSON.stringify(await place.tessera.sql(`SELECT * FROM "Verification"`)),
    await (await visitor.get("/sign-in")).text(),
    readFileSync(join(place.tessera.home, "logs/tessera.log"), "utf8"),
  ];
  for (const secret of [...provider.tokens, client.secret]) {
    for (const text of places) expect(text.includes(secret)).toBe(false);
  }
});

test("Without a provider in the settings, there is neither a button nor an address", async ({
  anonymous,
  ownerState: _,
}) => {
  const data = { provider: "oidc", callbackURL: "/sources" };
  await expectProblem(await anonymous.post("/api/auth/sign-in/social", { data }), 404, "not_found");
  await expectProblem(await anonymous.get("/api/auth/callback/oidc?code=1&state=1"), 404, "not_found");
  expect(await (await anonymous.get("/sign-in")).text()).not.toContain("Continue with");
});
