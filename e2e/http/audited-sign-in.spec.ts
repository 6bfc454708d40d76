import { readFileSync } from "node:fs";
import { type APIRequestContext, type APIResponse, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner, test } from "../fixtures.ts";
import { type AtLocalhost, newVisitor, startAtLocalhost } from "../localhost.ts";
import { client, OidcProvider } from "../oidc-provider.ts";
import { Authenticator } from "../passkey.ts";
import { totp, wrongTotp } from "../totp.ts";
import { addAccount, addOrganization, firstOrganization } from "./members.ts";

const { password } = owner;
const at = (path: string) => `/api/auth/${path}`;

interface Somebody {
  userId: string;
  name: string;
  email: string;
}

interface SignedIn extends Somebody {
  api: APIRequestContext;
  /** What nobody may find in an event. */
  secrets: string[];
}

interface Guarded extends SignedIn {
  secret: string;
  recoveryCodes: string[];
}

interface Stored {
  id: string;
  organizationId: string;
  actorKind: string;
  actorId: string;
  action: string;
  subjectId: string;
  subjectName: string;
  before: unknown;
  after: unknown;
  detail: unknown;
  requestId: string;
  address: string | null;
}

let place: AtLocalhost;
let provider: OidcProvider;
let reader: APIRequestContext;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  provider = await OidcProvider.start();
  place = await startAtLocalhost({
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
    OIDC_NAME: "Example Login",
  });
  reader = await newVisitor(place);
  expect((await reader.post("/api/v1/owner", { data: owner })).status()).toBe(201);
});

test.afterAll(async () => {
  await reader?.dispose();
  await place?.tessera.dispose();
  await provider?.stop();
});

const newPerson = async () => addAccount(place.tessera, await firstOrganization(place.tessera), "member");

async function ok(answer: Promise<APIResponse>): Promise<APIResponse> {
  const response = await answer;
  expect(response.status(), await response.text()).toBe(200);
  return response;
}

const enterPassword = (api: APIRequestContext, email: string) =>
  api.post(at("sign-in/email"), { data: { email, password } });

const signOut = (api: APIRequestContext) => api.post(at("sign-out"), { data: {} });

async function newSignedIn(): Promise<SignedIn> {
  const person = await newPerson();
  const api = await newVisitor(place);
  await ok(enterPassword(api, person.email));
  return { ...person, api, secrets: [password, ...(await sessionTokensOf(person.userId))] };
}

/** Somebody who has read a QR code and has not typed the first code. */
async function newBeginner(): Promise<Guarded> {
  const person = await newSignedIn();
  const { totpURI, backupCodes } = await (
    await ok(person.api.post(at("two-factor/enable"), { data: { password } }))
  ).json();
  const secret = new URL(totpURI).searchParams.get("secret") ?? "";
  const secrets = [...person.secrets, secret, ...backupCodes];
  return { ...person, secret, recoveryCodes: backupCodes, secrets };
}

async function newGuarded(): Promise<Guarded> {
  const person = await newBeginner();
  await ok(person.api.post(at("two-factor/verify-totp"), { data: { code: totp(person.secret) } }));
  return person;
}

/** Somebody with a passkey, of which they have the device. */
async function newHolder() {
  const person = await newSignedIn();
  const device = new Authenticator();
  const response = await addPasskey(person.api, device);
  const { id } = (await response.json()) as { id: string };
  return { ...person, device, passkeyId: id, response };
}

async function addPasskey(api: APIRequestContext, device: Authenticator): Promise<APIResponse> {
  const options = await (await ok(api.get(at("passkey/generate-register-options")))).json();
  const data = { name: "Work laptop", response: device.register(options, place.url) };
  return ok(api.post(at("passkey/verify-registration"), { data }));
}

async function passkeySignIn(device: Authenticator): Promise<APIResponse> {
  const visitor = await newVisitor(place);
  const options = await (await ok(visitor.get(at("passkey/generate-authenticate-options")))).json();
  const data = { response: device.authenticate(options, place.url) };
  return visitor.post(at("passkey/verify-authentication"), { data });
}

/** By single sign-on, as far as the answer to the browser that comes back. */
async function comeBack({ email, userId }: Somebody): Promise<APIResponse> {
  provider.person = { sub: `subject of ${userId}`, email, email_verified: true };
  const visitor = await newVisitor(place);
  const data = { provider: "oidc", callbackURL: "/sources" };
  const { url } = await (await ok(visitor.post(at("sign-in/social"), { data }))).json();
  const sentBack = await fetch(url, { redirect: "manual" });
  const headers = { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate", origin: "" };
  const response = await visitor.get(sentBack.headers.get("location") ?? "", { maxRedirects: 0, headers });
  expect([response.status(), response.headers().location]).toEqual([302, "/sources"]);
  return response;
}

interface Made {
  response: APIResponse;
  person: Somebody;
  secrets?: string[];
  /** What the events are about, where that is not the person. */
  subject?: { subjectId: string; subjectName: string };
}

type Writes = { action: string; detail?: object }[];

const signedIn = (signInMethod: string) => ({ action: "account.signed_in", detail: { signInMethod } });

/** Every address of better-auth that is in use: what it is asked for, and the events that this writes. */
const ways: Record<string, { make: () => Promise<Made>; writes: Writes }> = {
  "POST /api/auth/sign-in/email": {
    make: async () => {
      const person = await newPerson();
      const response = await ok(enterPassword(await newVisitor(place), person.email));
      return { response, person, secrets: [password] };
    },
    writes: [signedIn("password")],
  },
  "POST /api/auth/sign-out": {
    make: async () => {
      const person = await newSignedIn();
      return { response: await ok(signOut(person.api)), person, secrets: person.secrets };
    },
    writes: [{ action: "account.signed_out" }],
  },
  "POST /api/auth/two-factor/enable": {
    make: async () => {
      const person = await newSignedIn();
      const response = await ok(person.api.post(at("two-factor/enable"), { data: { password } }));
      return { response, person };
    },
    // Nothing is on before the first code.
    writes: [],
  },
  "POST /api/auth/two-factor/verify-totp": {
    make: async () => {
      const person = await newBeginner();
      const code = totp(person.secret);
      await ok(enterPassword(await newVisitor(place), person.email));
      const response = await ok(person.api.post(at("two-factor/verify-totp"), { data: { code } }));
      return { response, person, secrets: [...person.secrets, code] };
    },
    writes: [
      { action: "account.sessions_ended", detail: { sessionsEnded: 1 } },
      { action: "account.two_factor_on" },
    ],
  },
  "POST /api/auth/two-factor/disable": {
    make: async () => {
      const person = await newGuarded();
      const response = await ok(person.api.post(at("two-factor/disable"), { data: { password } }));
      return { response, person, secrets: person.secrets };
    },
    writes: [{ action: "account.two_factor_off" }],
  },
  "POST /api/auth/two-factor/generate-backup-codes": {
    make: async () => {
      const person = await newGuarded();
      const response = await ok(
        person.api.post(at("two-factor/generate-backup-codes"), { data: { password } }),
      );
      const { backupCodes } = await response.json();
      return { response, person, secrets: [...person.secrets, ...backupCodes] };
    },
    writes: [{ action: "account.recovery_codes_renewed" }],
  },
  "POST /api/auth/two-factor/verify-backup-code": {
    make: async () => {
      const person = await newGuarded();
      const visitor = await newVisitor(place);
      await ok(enterPassword(visitor, person.email));
      const data = { code: person.recoveryCodes[0] };
      const response = await ok(visitor.post(at("two-factor/verify-backup-code"), { data }));
      return { response, person, secrets: person.secrets };
    },
    writes: [{ action: "account.recovery_code_used" }, signedIn("recovery-code")],
  },
  "GET /api/auth/passkey/generate-register-options": {
    make: async () => {
      const person = await newSignedIn();
      return { response: await ok(person.api.get(at("passkey/generate-register-options"))), person };
    },
    writes: [],
  },
  "POST /api/auth/passkey/verify-registration": {
    make: async () => {
      const { device, passkeyId, ...made } = await newHolder();
      const subject = { subjectId: passkeyId, subjectName: "Work laptop" };
      const { publicKey } = device;
      return {
        ...made,
        person: made,
        subject,
        secrets: [publicKey.toString("base64").slice(0, 80), publicKey.toString("hex")],
      };
    },
    writes: [{ action: "account.passkey_added" }],
  },
  "GET /api/auth/passkey/generate-authenticate-options": {
    make: async () => ({
      response: await ok((await newVisitor(place)).get(at("passkey/generate-authenticate-options"))),
      person: await newPerson(),
    }),
    writes: [],
  },
  "POST /api/auth/passkey/verify-authentication": {
    make: async () => {
      const person = await newHolder();
      return { response: await ok(passkeySignIn(person.device)), person };
    },
    writes: [signedIn("passkey")],
  },
  "POST /api/auth/passkey/delete-passkey": {
    make: async () => {
      const person = await newHolder();
      const data = { id: person.passkeyId };
      const response = await ok(person.api.post(at("passkey/delete-passkey"), { data }));
      return { response, person, subject: { subjectId: person.passkeyId, subjectName: "Work laptop" } };
    },
    writes: [{ action: "account.passkey_removed" }],
  },
  "POST /api/auth/sign-in/social": {
    make: async () => {
      const data = { provider: "oidc", callbackURL: "/sources" };
      const response = await ok((await newVisitor(place)).post(at("sign-in/social"), { data }));
      return { response, person: await newPerson() };
    },
    writes: [],
  },
  "GET /api/auth/callback/oidc": {
    make: async () => {
      const person = await newPerson();
      const response = await comeBack(person);
      return { response, person, secrets: [...provider.tokens, client.secret] };
    },
    writes: [{ action: "account.provider_linked" }, signedIn("single-sign-on")],
  },
};

test("every address of better-auth that is in use is in the table of this file", () => {
  const allowed = readFileSync(new URL("../../lib/server/access/sign-in-paths.ts", import.meta.url), "utf8");
  const paths = [...allowed.matchAll(/^ {2}"([A-Z]+ \/api\/auth\/[^"]+)":/gm)].map(([, path]) => path);
  expect(paths.length).toBeGreaterThan(0);
  expect(paths.length).toBe(allowed.split("/api/auth/").length - 1);
  expect(Object.keys(ways).sort()).toEqual(paths.sort());
});

for (const [way, { make, writes }] of Object.entries(ways)) {
  const actions = writes.map(({ action }) => action);
  test(`${way} writes ${actions.length === 0 ? "no event" : actions.join(" and ")}, without what could sign anybody in`, async () => {
    const { response, person, subject, secrets = [] } = await make();
    const { userId, name } = person;
    const events = await eventsOf(response);
    const organizationId = await firstOrganization(place.tessera);
    expect(events).toEqual(
      writes.map(({ action, detail = {} }) =>
        expect.objectContaining({
          organizationId,
          actorKind: "person",
          actorId: userId,
          actorName: name,
          action,
          ...(subject ?? { subjectId: userId, subjectName: name }),
          before: null,
          after: null,
          detail,
          address: expect.stringMatching(/^198\.51\./),
        }),
      ),
    );
    const session = await sessionTokensOf(userId);
    for (const secret of [...secrets, ...session]) expect(JSON.stringify(events)).not.toContain(secret);

    for (const { id, action, detail } of events) {
      const page = await read(`/api/v1/activity?action=${action}&actorId=${userId}`);
      expect(JSON.parse(page).data).toContainEqual(expect.objectContaining({ id, action, detail }));
    }
  });
}

/** What the owner reads there, over a connection of its own: an old one may just be closing. */
async function read(path: string): Promise<string> {
  const storageState = await reader.storageState();
  const api = await request.newContext({ baseURL: place.url, storageState });
  const text = await (await ok(api.get(path))).text();
  await api.dispose();
  return text;
}

/** What the request with this answer wrote, by action. */
async function eventsOf(response: APIResponse): Promise<Stored[]> {
  const requestId = response.headers()["tessera-request-id"];
  expect(requestId).toBeDefined();
  return place.tessera.sql<Stored>(`SELECT * FROM "AuditEvent" WHERE "requestId" = $1 ORDER BY action`, [
    requestId,
  ]);
}

const actionsOf = async (response: APIResponse) => (await eventsOf(response)).map(({ action }) => action);

async function sessionTokensOf(userId: string): Promise<string[]> {
  const rows = await place.tessera.sql<{ token: string }>(`SELECT token FROM "Session" WHERE "userId" = $1`, [
    userId,
  ]);
  return rows.map(({ token }) => token);
}

const isSignedIn = async (api: APIRequestContext) => (await api.get("/api/v1/credentials")).status() === 200;

test("With two-factor on, a password alone is no sign-in; the code that follows is, and only once", async () => {
  const { email, secret } = await newGuarded();
  const [first, second] = [await newVisitor(place), await newVisitor(place)];
  for (const visitor of [first, second]) {
    expect(await actionsOf(await ok(enterPassword(visitor, email)))).toEqual([]);
  }
  const code = totp(secret);
  const right = await ok(first.post(at("two-factor/verify-totp"), { data: { code } }));
  expect((await eventsOf(right)).map(({ action, detail }) => ({ action, detail }))).toEqual([
    signedIn("code"),
  ]);
  const again = await second.post(at("two-factor/verify-totp"), { data: { code } });
  expect(again.status()).toBe(401);
  expect(await actionsOf(again)).toEqual([]);
});

test("What is refused writes no event, nor does signing out without a session", async () => {
  const { email, userId, secret, api } = await newGuarded();
  const visitor = await newVisitor(place);
  await ok(enterPassword(visitor, email));
  const before = await place.tessera.sql(`SELECT id FROM "AuditEvent" WHERE "actorId" = $1`, [userId]);
  const wrong = { data: { code: wrongTotp(secret) } };
  const stranger = new Authenticator();
  for (const response of [
    await (await newVisitor(place)).post(at("sign-in/email"), { data: { email, password: "not this one" } }),
    await (await newVisitor(place)).post(at("sign-in/email"), {
      data: { email: "nobody@example.com", password },
    }),
    await visitor.post(at("two-factor/verify-totp"), wrong),
    await visitor.post(at("two-factor/verify-backup-code"), { data: { code: "aaaaa-bbbbb" } }),
    await api.post(at("two-factor/disable"), { data: { password: "not this one" } }),
    await passkeySignIn(stranger),
    await api.post(at("passkey/delete-passkey"), { data: { id: uuidv7() } }),
  ]) {
    expect(response.status()).toBeGreaterThanOrEqual(400);
    expect(await actionsOf(response)).toEqual([]);
  }
  expect(await actionsOf(await ok(signOut(await newVisitor(place))))).toEqual([]);
  expect(await place.tessera.sql(`SELECT id FROM "AuditEvent" WHERE "actorId" = $1`, [userId])).toEqual(
    before,
  );
});

test("It is recorded in every organization that the person is a member of, and in no other", async () => {
  const person = await newPerson();
  const [second, foreign] = [await addOrganization(place.tessera), await addOrganization(place.tessera)];
  await place.tessera.sql(
    `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'viewer')`,
    [uuidv7(), second, person.userId],
  );
  const events = await eventsOf(await ok(enterPassword(await newVisitor(place), person.email)));
  const organizations = events.map(({ organizationId }) => organizationId);
  expect(organizations.sort()).toEqual([await firstOrganization(place.tessera), second].sort());
  expect(organizations).not.toContain(foreign);
});

test("Single sign-on is connected once, and signs in again without that", async () => {
  const person = await newPerson();
  await comeBack(person);
  expect(await actionsOf(await comeBack(person))).toEqual(["account.signed_in"]);
});

test("An invitation that makes an account signs in, from where its person is", async () => {
  const { email } = await newPerson();
  await place.tessera.sql(`DELETE FROM "User" WHERE email = $1`, [email]);
  const inviter = await newVisitor(place);
  await ok(enterPassword(inviter, owner.email));
  const invited = await inviter.post("/api/v1/invitations", { data: { email, role: "viewer" } });
  const token = (await invited.json()).link.split("/").at(-1);
  const visitor = await newVisitor(place);
  const data = { token, name: "Grace Hopper", password };
  const response = await visitor.post("/api/v1/invitations/register", { data });
  expect(response.status(), await response.text()).toBe(201);
  expect(await actionsOf(response)).toEqual(["account.signed_in", "member.joined"]);
  const [{ address } = {}] = await eventsOf(response);
  const sessions = await place.tessera.sql<{ ipAddress: string }>(
    `SELECT s."ipAddress" FROM "Session" s JOIN "User" u ON u.id = s."userId" WHERE u.email = $1`,
    [email],
  );
  expect(sessions).toEqual([{ ipAddress: address }]);
});

test("What cannot be recorded does not happen, and nobody is told that it did", async () => {
  const person = await newGuarded();
  const beginner = await newBeginner();
  const holder = await newHolder();
  const unlinked = await newPerson();
  const tables = ["Session", "User", "Account", "Passkey"];
  const stored = async () => {
    const rows = tables.map((table) => place.tessera.sql(`SELECT * FROM "${table}" ORDER BY id`));
    const codes = place.tessera.sql(`SELECT "userId", "backupCodes" FROM "TwoFactor" ORDER BY id`);
    return JSON.stringify(await Promise.all([...rows, codes]));
  };
  const visitor = await newVisitor(place);
  await ok(enterPassword(visitor, person.email));
  const before = await stored();
  await place.tessera.sql(`ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action = 'x') NOT VALID`);
  try {
    const enterCode = { data: { code: totp(beginner.secret) } };
    for (const attempt of [
      () => newVisitor(place).then((api) => enterPassword(api, holder.email)),
      () => signOut(holder.api),
      () => passkeySignIn(holder.device),
      () => holder.api.post(at("passkey/delete-passkey"), { data: { id: holder.passkeyId } }),
      () => beginner.api.post(at("two-factor/verify-totp"), enterCode),
      () => visitor.post(at("two-factor/verify-backup-code"), { data: { code: person.recoveryCodes[0] } }),
      () => person.api.post(at("two-factor/disable"), { data: { password } }),
      () => person.api.post(at("two-factor/generate-backup-codes"), { data: { password } }),
    ]) {
      const response = await attempt();
      expect([response.status(), (await response.json()).code]).toEqual([500, "internal"]);
      expect(response.headers()["set-cookie"] ?? "").toBe("");
    }
    await expect(comeBack(unlinked)).rejects.toThrow();
  } finally {
    await place.tessera.sql(`ALTER TABLE "AuditEvent" DROP CONSTRAINT never`);
  }
  expect(await stored().then(withoutCounters)).toBe(withoutCounters(before));
  expect(await isSignedIn(holder.api)).toBe(true);
  expect(await isSignedIn(person.api)).toBe(true);
});

/** How often a passkey was used is no change that anybody made. */
const withoutCounters = (rows: string) => rows.replaceAll(/"counter":\d+/g, "");

test("The Activity page tells it in sentences, and its filters know the actions", async () => {
  const { api, name, userId, secret } = await newGuarded();
  const device = new Authenticator();
  await addPasskey(api, device);
  await ok(signOut(api));
  const text = textOf(await read(`/activity?actorId=${userId}`));
  for (const sentence of [
    `${name} signed in`,
    `${name} turned on two-factor`,
    `${name} added passkey Work laptop`,
    `${name} signed out`,
  ]) {
    expect(text).toContain(sentence);
  }
  expect(text).not.toContain(secret);
  const narrowed = textOf(await read(`/activity?actorId=${userId}&action=account.two_factor_on`));
  expect(narrowed).toContain(`${name} turned on two-factor`);
  expect(narrowed).not.toContain(`${name} signed out`);
});

/** What a reader sees: no scripts, no tags, white space as one space. */
function textOf(html: string): string {
  return html
    .replaceAll(/<script[\s\S]*?<\/script>/g, "")
    .replaceAll(/<[^>]+>/g, "")
    .replaceAll(/\s+/g, " ");
}
