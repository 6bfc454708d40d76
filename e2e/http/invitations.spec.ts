import { type APIRequestContext, request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner as someone, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { unique } from "./credentials.ts";
import { exchange } from "./exchange.ts";
import {
  addHouse,
  addInvitation,
  addMember,
  events,
  type Invited,
  invite,
  type Member,
  newEmail,
  register,
  roleIn,
} from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

const DAY_MS = 86_400_000;

const accept = (api: APIRequestContext, token: string) =>
  api.post("/api/v1/invitations/accept", { data: { token } });
const registerWith = (api: APIRequestContext, token: string, changes: object = {}) =>
  api.post("/api/v1/invitations/register", {
    data: { token, name: `Somebody ${unique()}`, password: someone.password, ...changes },
  });
const withdraw = (api: APIRequestContext, id: string) => api.delete(`/api/v1/invitations/${id}`);
async function listed(api: APIRequestContext): Promise<Invited[]> {
  const response = await api.get("/api/v1/invitations");
  expect(response.status()).toBe(200);
  return (await response.json()).data;
}

let house: Member;
let admin: Member;
let api: APIRequestContext;
// The first account is the owner's, in every file: whoever comes later does so by invitation.
test.beforeAll(async ({ tessera, ownerState: _first }) => {
  house = await addHouse(tessera);
  admin = await addMember(tessera, house.organizationId, "admin");
  api = house.api;
});
// Each test begins with the admin in their role, and without an open invitation.
test.beforeEach(async ({ tessera }) => {
  await tessera.sql(
    `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'admin')
     ON CONFLICT ("organizationId", "userId") DO UPDATE SET role = 'admin'`,
    [uuidv7(), house.organizationId, admin.userId],
  );
  await tessera.sql(
    `UPDATE "Invitation" SET "revokedAt" = now()
     WHERE "organizationId" = $1 AND "revokedAt" IS NULL AND "acceptedAt" IS NULL`,
    [house.organizationId],
  );
});
test.afterAll(async () => {
  await house.api.dispose();
  await admin.api.dispose();
});

test("Whoever is invited gets an account, the role that was meant, and a session, with one request", async ({
  tessera,
}) => {
  for (const role of ["viewer", "member", "admin", "owner"]) {
    const invited = await invite(api, role);
    const member = await register(tessera, invited.token);
    expect(member.email).toBe(invited.email);
    expect(await roleIn(tessera, house.organizationId, member.userId)).toBe(role);
    const { data } = await (await member.api.get("/api/v1/organizations")).json();
    expect(data).toEqual([expect.objectContaining({ id: house.organizationId, role, current: true })]);
    await member.api.dispose();
  }
});

test("The link is answered once, ends after seven days, and is in no list, column or log; neither is a password", async ({
  tessera,
}) => {
  const invited = await invite(api, "member");
  expect(invited.link).toBe(`${tessera.url}/invitations/${invited.token}`);
  expect(invited.token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  const [row] = await tessera.sql<{ life: number }>(
    `SELECT extract(epoch FROM "expiresAt" - "createdAt")::float * 1000 AS life FROM "Invitation" WHERE id = $1`,
    [invited.id],
  );
  const life = row?.life ?? 0;
  expect(Math.abs(life - 7 * DAY_MS)).toBeLessThan(60_000);

  expect(await listed(api)).toEqual([
    {
      id: invited.id,
      email: invited.email,
      role: "member",
      inviter: { id: house.userId, name: house.name },
      createdAt: expect.any(String),
      expiresAt: expect.any(String),
    },
  ]);

  // Also where it is used, refused, or fails because of us.
  const strangers = await request.newContext({ baseURL: tessera.url });
  await strangers.get(`/invitations/${invited.token}`);
  await accept(admin.api, invited.token);
  await tessera.sql(`ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action = 'x') NOT VALID`);
  const password = `pass phrase ${unique()}`;
  await expectProblem(await registerWith(strangers, invited.token, { password }), 500, "internal");
  await tessera.sql(`ALTER TABLE "AuditEvent" DROP CONSTRAINT never`);
  await tessera.sql(`ALTER TABLE "Invitation" RENAME TO "Elsewhere"`);
  await expectProblem(await registerWith(strangers, invited.token, { password }), 500, "internal");
  expect((await strangers.get(`/invitations/${invited.token}`)).status()).toBe(500);
  await tessera.sql(`ALTER TABLE "Elsewhere" RENAME TO "Invitation"`);
  const answer = await registerWith(strangers, invited.token, { password });
  expect(answer.status()).toBe(201);
  const everything = (await answer.text()) + JSON.stringify(answer.headers());

  const log = tessera.log();
  expect(log).toContain("/api/v1/invitations/register");
  const tables = ["Invitation", "AuditEvent", "Session", "User", "Account", "Verification"];
  const rows = await Promise.all(
    tables.map((table) => tessera.sql<{ row: string }>(`SELECT t::text AS row FROM "${table}" t`)),
  );
  for (const secret of [invited.token, password]) {
    expect(everything).not.toContain(secret);
    expect(log).not.toContain(secret);
    expect(rows.flat().filter(({ row }) => row.includes(secret))).toEqual([]);
  }
  expect(tessera.output).not.toContain(invited.token);
  await strangers.dispose();
});

test("What stands in the database opens no invitation", async ({ tessera, anonymous }) => {
  const invited = await invite(api, "owner");
  const [row] = await tessera.sql<{ tokenHash: string }>(
    `SELECT "tokenHash" FROM "Invitation" WHERE id = $1`,
    [invited.id],
  );
  for (const stolen of [
    row?.tokenHash ?? "",
    Buffer.from(row?.tokenHash ?? "", "hex").toString("base64url"),
    invited.id,
  ]) {
    await expectProblem(await registerWith(anonymous, stolen), 404, "invitation_gone");
  }
});

test("Members and viewers invite nobody, see no invitation and withdraw none", async ({ tessera }) => {
  const { id } = await invite(api, "viewer");
  for (const role of ["viewer", "member"]) {
    const member = await addMember(tessera, house.organizationId, role);
    const data = { email: newEmail(), role: "viewer" };
    await expectProblem(await member.api.post("/api/v1/invitations", { data }), 403, "forbidden");
    await expectProblem(await member.api.get("/api/v1/invitations"), 403, "forbidden");
    await expectProblem(await withdraw(member.api, id), 403, "forbidden");
    await member.api.dispose();
  }
  expect(await listed(api)).toHaveLength(1);
});

test("An admin invites to every role but owner", async () => {
  for (const role of ["viewer", "member", "admin"]) await invite(admin.api, role);
  const data = { email: newEmail(), role: "owner" };
  const { detail } = await expectProblem(
    await admin.api.post("/api/v1/invitations", { data }),
    403,
    "forbidden",
  );
  expect(detail).toMatch(/Only an owner/);
  expect(await listed(api)).toHaveLength(3);
});

test("An address that is none, or carries a header, is refused", async () => {
  for (const email of [
    "",
    "ada",
    "ada@",
    "@example.com",
    "ada@example",
    "ada@example.com\r\nBcc: eve@example.com",
    "ada@example.com\nBcc: eve@example.com",
    "ada@example.com,eve@example.com",
    "ada@example.com eve@example.com",
    "Ada <ada@example.com>",
    "ada\u0000@example.com",
    "ada\u202e@example.com",
    "ada@exämple.com",
    `${"a".repeat(250)}@example.com`,
    ["ada@example.com"],
    null,
  ]) {
    await expectInvalid(await api.post("/api/v1/invitations", { data: { email, role: "viewer" } }), "email");
  }
  const noRole = await api.post("/api/v1/invitations", { data: { email: newEmail(), role: "root" } });
  await expectInvalid(noRole, "role");
  expect(await listed(api)).toEqual([]);
});

test("Inviting an address again replaces its open invitation: the link from before opens nothing", async ({
  tessera,
  anonymous,
}) => {
  const email = newEmail();
  const first = await invite(api, "admin", email);
  const second = await invite(api, "viewer", email.toUpperCase());
  expect(second.email).toBe(email);
  expect(await listed(api)).toEqual([expect.objectContaining({ id: second.id, role: "viewer" })]);
  await expectProblem(await registerWith(anonymous, first.token), 404, "invitation_gone");
  const member = await register(tessera, second.token);
  expect(await roleIn(tessera, house.organizationId, member.userId)).toBe("viewer");
  await member.api.dispose();
});

test("Many invitations of one address at once leave one that is open", async ({ tessera }) => {
  const email = newEmail();
  const all = await Promise.all(Array.from({ length: 6 }, () => invite(api, "viewer", email)));
  const [open] = await listed(api);
  expect(await listed(api)).toHaveLength(1);
  const working = all.filter(({ id }) => id === open?.id);
  expect(working).toHaveLength(1);
  const member = await register(tessera, working[0]?.token ?? "");
  await member.api.dispose();
});

test("Who is a member already is not invited again, however their address is written", async () => {
  const data = { email: admin.email.toUpperCase(), role: "owner" };
  const answer = await api.post("/api/v1/invitations", { data });
  const { errors } = await expectProblem(answer, 409, "already_member");
  expect(errors?.[0]?.field).toBe("email");
});

test("Who is a member already is let in by no invitation, now or after they were removed", async ({
  tessera,
}) => {
  const member = await addMember(tessera, house.organizationId, "member");
  const { email } = member;
  const used = await addInvitation(tessera, house.organizationId, { email, role: "admin" });
  await expectProblem(await accept(member.api, used), 409, "already_member");
  await expectProblem(await accept(member.api, used), 404, "invitation_gone");
  expect(await roleIn(tessera, house.organizationId, member.userId)).toBe("member");
  const revoked = (await events(tessera, house.organizationId)).at(-1);
  expect(revoked).toMatchObject({
    action: "invitation.revoked",
    actorId: member.userId,
    subjectName: email,
  });

  const open = await addInvitation(tessera, house.organizationId, { email });
  expect((await api.delete(`/api/v1/members/${member.userId}`)).status()).toBe(204);
  for (const token of [used, open]) {
    await expectProblem(await accept(member.api, token), 404, "invitation_gone");
  }
  const { token } = await invite(api, "viewer", email);
  expect((await accept(member.api, token)).status()).toBe(200);
  await member.api.dispose();
});

test("An address that is invited again while it accepts is a member, or invited, and never both", async ({
  tessera,
}) => {
  const people = await Promise.all(Array.from({ length: 8 }, () => addHouse(tessera)));
  await Promise.all(
    people.map(async (person) => {
      const { token } = await invite(api, "viewer", person.email);
      await Promise.all([
        accept(person.api, token),
        api.post("/api/v1/invitations", { data: { email: person.email, role: "admin" } }),
      ]);
      const open = await tessera.sql(
        `SELECT 1 FROM "Invitation" WHERE "organizationId" = $1 AND email = $2
         AND "acceptedAt" IS NULL AND "revokedAt" IS NULL`,
        [house.organizationId, person.email],
      );
      const isMember = (await roleIn(tessera, house.organizationId, person.userId)) !== null;
      expect(open).toHaveLength(isMember ? 0 : 1);
      await person.api.dispose();
    }),
  );
});

test.describe("A link that opens nothing", () => {
  const endings: Record<string, (invited: Invited, tessera: Tessera) => Promise<unknown>> = {
    "was used": async (invited, tessera) => (await register(tessera, invited.token)).api.dispose(),
    "was withdrawn": (invited) => withdraw(api, invited.id),
    "has expired": (invited, tessera) =>
      tessera.sql(`UPDATE "Invitation" SET "expiresAt" = now() - interval '1 second' WHERE id = $1`, [
        invited.id,
      ]),
    "was written by somebody who was removed since": () => api.delete(`/api/v1/members/${admin.userId}`),
    "was written by somebody who left since": () => admin.api.delete(`/api/v1/members/${admin.userId}`),
    "was written by somebody who is no admin any more": () =>
      api.patch(`/api/v1/members/${admin.userId}`, { data: { role: "member" } }),
  };
  for (const [what, end] of Object.entries(endings)) {
    test(`because it ${what} is told apart from an unknown one by nobody`, async ({ tessera, anonymous }) => {
      const invited = await invite(admin.api, "member");
      await end(invited, tessera);
      const visitor = await addHouse(tessera);
      const unknown = "A".repeat(43);
      const gone = await comparable(await registerWith(anonymous, unknown));
      expect(gone.status).toBe(404);
      for (const token of [invited.token, "", "x", "é".repeat(100), `${invited.token}=`]) {
        expect(await comparable(await registerWith(anonymous, token))).toEqual(gone);
        expect(await comparable(await accept(visitor.api, token))).toEqual(gone);
      }
      const page = await anonymous.get(`/invitations/${invited.token}`);
      const text = await page.text();
      expect(text).toContain("This link does not work any more");
      for (const secret of [invited.email, admin.name, house.organizationId])
        expect(text).not.toContain(secret);
      await visitor.api.dispose();
    });
  }

  test("is one to owner whose writer is an owner no more; those that an admin may write stay", async ({
    anonymous,
    tessera,
  }) => {
    const second = await addMember(tessera, house.organizationId, "owner");
    const toOwner = await invite(second.api, "owner");
    const toViewer = await invite(second.api, "viewer");
    await api.patch(`/api/v1/members/${second.userId}`, { data: { role: "admin" } });
    await expectProblem(await registerWith(anonymous, toOwner.token), 404, "invitation_gone");
    const member = await register(tessera, toViewer.token);
    await member.api.dispose();
    await second.api.dispose();
  });

  test("is withdrawn once, and not found the second time", async () => {
    const { id } = await invite(api, "viewer");
    expect((await withdraw(api, id)).status()).toBe(204);
    await expectProblem(await withdraw(api, id), 404, "not_found");
    expect(await listed(api)).toEqual([]);
  });
});

test("Whoever has an account joins with it, and with no other", async ({ tessera }) => {
  const other = await addHouse(tessera);
  const stranger = await addHouse(tessera);
  const invited = await invite(api, "member", other.email.toUpperCase());
  await expectProblem(await accept(stranger.api, invited.token), 403, "other_address");
  expect(await roleIn(tessera, house.organizationId, stranger.userId)).toBeNull();

  const joined = await accept(other.api, invited.token);
  expect(joined.status()).toBe(200);
  expect(await joined.json()).toEqual({ organizationId: house.organizationId });
  expect(await roleIn(tessera, house.organizationId, other.userId)).toBe("member");
  await expectProblem(await accept(other.api, invited.token), 404, "invitation_gone");
  await other.api.dispose();
  await stranger.api.dispose();
});

test("Nobody accepts without being signed in, and no token of a program does", async ({ anonymous }) => {
  const { token } = await invite(api, "viewer");
  await expectProblem(await accept(anonymous, token), 401, "signed_out");
  const response = await api.post("/api/v1/invitations/accept", {
    headers: { authorization: `Bearer tsr_${"A".repeat(43)}` },
    data: { token },
  });
  expect(response.status()).toBe(401);
});

test("An address with an account gets no second one, and its password stays", async ({
  tessera,
  anonymous,
}) => {
  const other = await addHouse(tessera);
  const invited = await invite(api, "member", other.email);
  const before = await tessera.sql(`SELECT * FROM "Account" WHERE "userId" = $1`, [other.userId]);
  await expectProblem(
    await registerWith(anonymous, invited.token, { password: "another password of mine" }),
    409,
    "account_exists",
  );
  expect(await tessera.sql(`SELECT * FROM "Account" WHERE "userId" = $1`, [other.userId])).toEqual(before);
  // Nothing was used up by that.
  expect((await accept(other.api, invited.token)).status()).toBe(200);
  await other.api.dispose();
});

test("Neither address, role nor organization can be chosen by whoever holds the link", async ({
  anonymous,
}) => {
  const { token } = await invite(api, "viewer");
  for (const more of [
    { email: "eve@example.com" },
    { role: "owner" },
    { organizationId: uuidv7() },
    { emailVerified: true },
    { id: uuidv7() },
  ]) {
    await expectProblem(await registerWith(anonymous, token, more), 422, "invalid");
  }
});

test("A password of under 12 characters, and a name with control characters, are refused on their fields", async ({
  anonymous,
}) => {
  const { token } = await invite(api, "viewer");
  await expectInvalid(await registerWith(anonymous, token, { password: "short" }), "password");
  await expectInvalid(await registerWith(anonymous, token, { password: "x".repeat(129) }), "password");
  for (const name of ["", " ", "a\u0000", "a\nb", "\u202eadmin", "x".repeat(81)]) {
    await expectInvalid(await registerWith(anonymous, token, { name }), "name");
  }
  const answer = await registerWith(anonymous, token, { name: "Zoë 日本 🏛️" });
  expect(answer.status()).toBe(201);
});

test("A link that many use at once lets in one account, one member, once", async ({ tessera, anonymous }) => {
  const invited = await invite(api, "member");
  const answers = await Promise.all(Array.from({ length: 5 }, () => registerWith(anonymous, invited.token)));
  const statuses = answers.map((answer) => answer.status()).sort();
  expect(statuses[0]).toBe(201);
  for (const status of statuses.slice(1)) expect([404, 409]).toContain(status);
  const users = await tessera.sql<{ id: string }>(`SELECT id FROM "User" WHERE email = $1`, [invited.email]);
  expect(users).toHaveLength(1);

  const other = await addHouse(tessera);
  const { token } = await invite(api, "member", other.email);
  const accepted = await Promise.all(Array.from({ length: 5 }, () => accept(other.api, token)));
  expect(accepted.filter((answer) => answer.status() === 200)).toHaveLength(1);
  for (const answer of accepted) expect([200, 404, 409]).toContain(answer.status());
  const joins = (await events(tessera, house.organizationId)).filter(
    ({ action, actorId }) => action === "member.joined" && [other.userId, users[0]?.id].includes(actorId),
  );
  expect(joins).toHaveLength(2);
  await other.api.dispose();
});

test("A link that is used while it is withdrawn is either used or withdrawn", async ({ tessera }) => {
  for (let round = 0; round < 4; round += 1) {
    const invited = await invite(api, "viewer");
    const visitor = await request.newContext({ baseURL: tessera.url });
    const [joined, withdrawn] = await Promise.all([
      registerWith(visitor, invited.token),
      withdraw(api, invited.id),
    ]);
    expect([[201, 404].join(), [404, 204].join()]).toContain([joined.status(), withdrawn.status()].join());
    await visitor.dispose();
  }
});

test("Two organizations that invite one new address get one person", async ({ tessera, anonymous }) => {
  const email = newEmail();
  const other = await addHouse(tessera);
  const here = await invite(api, "member", email);
  const there = await invite(other.api, "viewer", email);
  const answers = await Promise.all([
    registerWith(anonymous, here.token),
    registerWith(anonymous, there.token),
  ]);
  expect(answers.map((answer) => answer.status()).sort()).toEqual([201, 409]);
  await other.api.dispose();
});

test("Invitations of another organization are as unknown as those that do not exist", async ({ tessera }) => {
  const other = await addHouse(tessera);
  const { id } = await invite(other.api, "viewer");
  const foreign = await comparable(await withdraw(api, id));
  expect(foreign.status).toBe(404);
  for (const unknown of [uuidv7(), "nothing", "%00", "a".repeat(500)]) {
    expect(await comparable(await withdraw(api, unknown))).toEqual(foreign);
  }
  expect(await listed(other.api)).toHaveLength(1);
  expect(await listed(api)).toEqual([]);
  await other.api.dispose();
});

test("Every invitation, and what became of it, is recorded", async ({ tessera }) => {
  const before = (await events(tessera, house.organizationId)).length;
  const first = await invite(api, "member");
  const second = await invite(admin.api, "viewer");
  const member = await register(tessera, first.token);
  await api.delete(`/api/v1/members/${admin.userId}`);
  const recorded = (await events(tessera, house.organizationId)).slice(before);
  expect(recorded).toEqual([
    expect.objectContaining({
      action: "invitation.created",
      actorId: house.userId,
      subjectName: first.email,
      after: expect.objectContaining({ email: first.email, role: "member" }),
    }),
    expect.objectContaining({
      action: "invitation.created",
      actorId: admin.userId,
      subjectName: second.email,
    }),
    expect.objectContaining({
      action: "member.joined",
      actorId: member.userId,
      actorName: member.name,
      after: { role: "member" },
    }),
    expect.objectContaining({ action: "account.signed_in", actorId: member.userId }),
    expect.objectContaining({ action: "member.removed", subjectId: admin.userId }),
    expect.objectContaining({
      action: "invitation.revoked",
      actorId: house.userId,
      subjectId: second.id,
      subjectName: second.email,
      before: { email: second.email, role: "viewer" },
    }),
  ]);
  await member.api.dispose();
});

test.describe("The page of a link", () => {
  test("sends no referrer, is kept by nobody, and shows who invited whom to what", async ({
    tessera,
    anonymous,
  }) => {
    const invited = await invite(api, "member");
    const page = await anonymous.get(`/invitations/${invited.token}`);
    expect(page.status()).toBe(200);
    expect(page.headers()["referrer-policy"]).toBe("no-referrer");
    expect(page.headers()["cache-control"]).toContain("no-store");
    const text = await page.text();
    for (const shown of [invited.email, house.name, "Create account"]) expect(text).toContain(shown);
    const unknown = await exchange(tessera.url, { method: "GET", path: `/invitations/${"A".repeat(43)}` });
    expect(unknown.headers()["referrer-policy"]).toBe("no-referrer");
  });

  test("asks whoever has an account to sign in, and offers no second one", async ({ tessera, anonymous }) => {
    const other = await addHouse(tessera);
    const { token } = await invite(api, "member", other.email);
    const text = await (await anonymous.get(`/invitations/${token}`)).text();
    expect(text).toContain("Sign in");
    expect(text).not.toContain("Create account");
    await other.api.dispose();
  });

  test("tells whoever is signed in with another address so, and does not offer to join", async () => {
    const { token, email } = await invite(api, "member");
    const text = await (await admin.api.get(`/invitations/${token}`)).text();
    expect(text).toContain(email);
    expect(text).toContain(admin.email);
    expect(text).toContain("Sign out");
    // The words of the button that joins.
    expect(text).not.toContain("Joining…");
  });
});

test("An expired invitation stays in the list until it is withdrawn or written again", async ({
  tessera,
}) => {
  const token = await addInvitation(tessera, house.organizationId, { expiresIn: "-1 second" });
  expect(token).toHaveLength(43);
  const [expired] = await listed(api);
  expect(Date.parse((expired as unknown as { expiresAt: string }).expiresAt)).toBeLessThan(Date.now());
  await invite(api, "viewer", expired?.email);
  expect(await listed(api)).toHaveLength(1);
});
