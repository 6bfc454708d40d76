import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import { createCredential } from "./credentials.ts";
import { addHouse, addMember, events, invite, type Member, roleIn } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

const ROLES = ["viewer", "member", "admin", "owner"] as const;
type Role = (typeof ROLES)[number];

/** An organization of its own with one of each role in it, and one owner more than it needs. */
interface Staff extends Record<Role, Member> {
  organizationId: string;
  secondOwner: Member;
}

async function addStaff(tessera: Tessera): Promise<Staff> {
  const first = await addHouse(tessera);
  const { organizationId } = first;
  const add = (role: Role) => addMember(tessera, organizationId, role);
  return {
    organizationId,
    owner: first,
    secondOwner: await add("owner"),
    admin: await add("admin"),
    member: await add("member"),
    viewer: await add("viewer"),
  };
}

async function disposeOf(staff: Staff) {
  for (const role of [...ROLES, "secondOwner"] as const) await staff[role].api.dispose();
}

const setRole = (by: Member, whom: { userId: string }, role: string) =>
  by.api.patch(`/api/v1/members/${whom.userId}`, { data: { role } });
const remove = (by: Member, whom: { userId: string }) => by.api.delete(`/api/v1/members/${whom.userId}`);
const transfer = (by: Member, whom: { userId: string }) =>
  by.api.post(`/api/v1/members/${whom.userId}/transfer`);

let staff: Staff;
// The first account is the owner's, in every file: whoever comes later does so by invitation.
test.beforeAll(async ({ tessera, ownerState: _first }) => {
  staff = await addStaff(tessera);
});
test.afterAll(() => disposeOf(staff));

// Whatever a test did to them: each begins with everybody in their role, in the order in which they joined.
test.beforeEach(async ({ tessera }) => {
  const joined = ["owner", "secondOwner", "admin", "member", "viewer"] as const;
  for (const [index, who] of joined.entries()) {
    await tessera.sql(
      `INSERT INTO "Member" (id, "organizationId", "userId", role, "createdAt")
       VALUES ($1, $2, $3, $4, now() - interval '1 hour' + $5 * interval '1 minute')
       ON CONFLICT ("organizationId", "userId") DO UPDATE SET role = excluded.role, "createdAt" = excluded."createdAt"`,
      [uuidv7(), staff.organizationId, staff[who].userId, who === "secondOwner" ? "owner" : who, index],
    );
  }
});

test("Admins see the members in the order in which they joined, page by page; others do not", async () => {
  for (const role of ["owner", "admin"] as const) {
    const response = await staff[role].api.get("/api/v1/members");
    expect(response.status()).toBe(200);
    const { data, nextCursor } = await response.json();
    expect(nextCursor).toBeNull();
    expect(data.map((row: Record<string, unknown>) => row.role)).toEqual([
      "owner",
      "owner",
      "admin",
      "member",
      "viewer",
    ]);
    const { userId, name, email } = staff.owner;
    expect(data[0]).toEqual({ id: userId, name, email, role: "owner", joinedAt: data[0].joinedAt });
  }
  for (const role of ["member", "viewer"] as const) {
    await expectProblem(await staff[role].api.get("/api/v1/members"), 403, "forbidden");
  }
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const params: Record<string, string> = { limit: "2", ...(cursor === null ? {} : { cursor }) };
    const page = await (await staff.admin.api.get("/api/v1/members", { params })).json();
    seen.push(...page.data.map(({ id }: { id: string }) => id));
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(new Set(seen).size).toBe(5);
  await expectInvalid(await staff.admin.api.get("/api/v1/members?cursor=nonsense"), "cursor");
});

test("A role that is given, or taken away, counts from the next request on", async () => {
  const { owner, viewer, admin } = staff;
  await expectProblem(await viewer.api.get("/api/v1/members"), 403, "forbidden");
  const response = await setRole(admin, viewer, "admin");
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ id: viewer.userId, name: viewer.name, role: "admin" });
  expect((await viewer.api.get("/api/v1/members")).status()).toBe(200);
  expect((await setRole(owner, viewer, "viewer")).status()).toBe(200);
  await expectProblem(await viewer.api.get("/api/v1/members"), 403, "forbidden");
});

test("A viewer or a member changes, removes and promotes nobody, least of all themselves", async ({
  tessera,
}) => {
  const { organizationId } = staff;
  for (const by of [staff.viewer, staff.member]) {
    for (const whom of [staff.viewer, staff.member, staff.admin, staff.owner]) {
      const before = await roleIn(tessera, organizationId, whom.userId);
      for (const role of ROLES) await expectProblem(await setRole(by, whom, role), 403, "forbidden");
      await expectProblem(await transfer(by, whom), 403, "forbidden");
      if (by !== whom) await expectProblem(await remove(by, whom), 403, "forbidden");
      expect(await roleIn(tessera, organizationId, whom.userId)).toBe(before);
    }
    // Not even that somebody is there is to be learned.
    const unknown = { userId: uuidv7() };
    expect(await comparable(await remove(by, unknown))).toEqual(
      await comparable(await remove(by, staff.admin)),
    );
  }
});

test("An admin makes nobody owner, and neither demotes nor removes one", async ({ tessera }) => {
  const { admin, member, owner, organizationId } = staff;
  for (const whom of [admin, member]) {
    await expectProblem(await setRole(admin, whom, "owner"), 403, "forbidden");
  }
  for (const role of ["viewer", "member", "admin"]) {
    await expectProblem(await setRole(admin, owner, role), 403, "forbidden");
  }
  await expectProblem(await remove(admin, owner), 403, "forbidden");
  await expectProblem(await transfer(admin, member), 403, "forbidden");
  expect(await roleIn(tessera, organizationId, owner.userId)).toBe("owner");
  expect(await roleIn(tessera, organizationId, member.userId)).toBe("member");
  expect((await remove(admin, member)).status()).toBe(204);
});

test("An owner makes others owner, and demotes and removes them", async ({ tessera }) => {
  const { owner, secondOwner, admin, organizationId } = staff;
  expect((await setRole(owner, admin, "owner")).status()).toBe(200);
  expect((await setRole(admin, secondOwner, "viewer")).status()).toBe(200);
  expect((await remove(owner, admin)).status()).toBe(204);
  expect(await roleIn(tessera, organizationId, secondOwner.userId)).toBe("viewer");
  expect(await roleIn(tessera, organizationId, admin.userId)).toBeNull();
});

test("A role that there is not is refused, and so is one that is not a text", async () => {
  for (const role of ["", "root", "Owner", "owner ", null, 1, ["owner"], { role: "owner" }]) {
    const response = await staff.owner.api.patch(`/api/v1/members/${staff.viewer.userId}`, {
      data: { role },
    });
    await expectInvalid(response, "role");
  }
  const more = { role: "viewer", organizationId: uuidv7() };
  const response = await staff.owner.api.patch(`/api/v1/members/${staff.viewer.userId}`, { data: more });
  await expectProblem(response, 422, "invalid");
});

test("The last owner is neither demoted nor removed, and does not leave", async ({ tessera }) => {
  const { owner, secondOwner, organizationId } = staff;
  expect((await setRole(owner, secondOwner, "admin")).status()).toBe(200);
  for (const role of ["viewer", "member", "admin"]) {
    const { detail } = await expectProblem(await setRole(owner, owner, role), 409, "last_owner");
    expect(detail).toMatch(/Make somebody else owner first/);
  }
  const { detail } = await expectProblem(await remove(owner, owner), 409, "last_owner");
  expect(detail).toMatch(/make somebody else owner before you leave/);
  expect(await roleIn(tessera, organizationId, owner.userId)).toBe("owner");
});

test("Of two owners who demote each other, remove each other or leave at once, one stays", async ({
  tessera,
}) => {
  const { owner, secondOwner, organizationId } = staff;
  const owners = async () =>
    (
      await tessera.sql<{ count: number }>(
        `SELECT count(*)::int AS count FROM "Member" WHERE "organizationId" = $1 AND role = 'owner'`,
        [organizationId],
      )
    )[0]?.count;
  const races = [
    () => [setRole(owner, secondOwner, "admin"), setRole(secondOwner, owner, "admin")],
    () => [setRole(owner, owner, "viewer"), setRole(secondOwner, secondOwner, "viewer")],
    () => [remove(owner, secondOwner), remove(secondOwner, owner)],
    () => [remove(owner, owner), remove(secondOwner, secondOwner)],
    () => [
      transfer(owner, staff.admin),
      remove(secondOwner, secondOwner),
      setRole(secondOwner, owner, "viewer"),
    ],
  ];
  for (const race of races) {
    for (let round = 0; round < 4; round += 1) {
      for (const { userId } of [owner, secondOwner]) {
        await tessera.sql(
          `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'owner')
           ON CONFLICT ("organizationId", "userId") DO UPDATE SET role = 'owner'`,
          [uuidv7(), organizationId, userId],
        );
      }
      await tessera.sql(`UPDATE "Member" SET role = 'admin' WHERE "userId" = $1`, [staff.admin.userId]);
      const statuses = await Promise.all(race().map(async (answer) => (await answer).status()));
      expect(statuses.some((status) => status < 300)).toBe(true);
      for (const status of statuses) expect([200, 204, 403, 404, 409]).toContain(status);
      expect(await owners(), statuses.join()).toBeGreaterThanOrEqual(1);
    }
  }
});

test("Whoever transfers ownership is an admin from then on, and the other one owner: both or neither", async ({
  tessera,
}) => {
  const { owner, secondOwner, member, organizationId } = staff;
  await setRole(owner, secondOwner, "viewer");
  const response = await transfer(owner, member);
  expect(response.status()).toBe(200);
  expect(await response.json()).toMatchObject({ id: member.userId, role: "owner" });
  expect(await roleIn(tessera, organizationId, member.userId)).toBe("owner");
  expect(await roleIn(tessera, organizationId, owner.userId)).toBe("admin");
  await expectProblem(await transfer(owner, member), 403, "forbidden");

  const itself = await transfer(member, member);
  await expectProblem(itself, 409, "already_owner");
  await expectProblem(await transfer(member, { userId: uuidv7() }), 404, "not_found");
  expect(await roleIn(tessera, organizationId, member.userId)).toBe("owner");
});

test("Everybody may leave, and sees nothing of the organization from then on", async ({ tessera }) => {
  for (const who of [staff.viewer, staff.member, staff.admin, staff.secondOwner]) {
    expect((await who.api.get("/api/v1/credentials")).status()).toBe(200);
    expect((await remove(who, who)).status()).toBe(204);
    await expectProblem(await who.api.get("/api/v1/credentials"), 403, "no_organization");
    await expectProblem(await remove(who, who), 403, "no_organization");
    const page = await who.api.get("/sources", { maxRedirects: 0 });
    expect(page.status()).toBe(307);
    expect(page.headers().location).toBe("/organizations/new");
    expect(await roleIn(tessera, staff.organizationId, who.userId)).toBeNull();
  }
});

test("Whoever is removed is out with the next request; what they created stays", async () => {
  const { member, admin } = staff;
  const { id } = await createCredential(member.api);
  expect((await remove(admin, member)).status()).toBe(204);
  for (const path of ["credentials", `credentials/${id}`, "sources", "members", "invitations"]) {
    await expectProblem(await member.api.get(`/api/v1/${path}`), 403, "no_organization");
  }
  await expectProblem(await setRole(member, member, "owner"), 403, "no_organization");
  const credential = await (await admin.api.get(`/api/v1/credentials/${id}`)).json();
  expect(credential.owner).toEqual({ id: member.userId, name: member.name });
  await expectProblem(await remove(admin, member), 404, "not_found");
});

test("Whoever is no admin learns of nobody but those who own a credential", async ({ tessera }) => {
  const [owner, anotherHouse] = [await addHouse(tessera), await addHouse(tessera)];
  const { organizationId } = owner;
  const viewer = await addMember(tessera, organizationId, "viewer");
  const member = await addMember(tessera, organizationId, "member");
  const elsewhere = await addMember(tessera, anotherHouse.organizationId, "member");
  await createCredential(member.api);
  await createCredential(elsewhere.api);
  await tessera.sql(
    `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'member')`,
    [uuidv7(), organizationId, elsewhere.userId],
  );
  for (const path of ["/credentials", "/sources/new/people-ai", "/sources"]) {
    const page = await (await viewer.api.get(path)).text();
    if (path === "/credentials") expect(page).toContain(member.userId);
    for (const { userId, name, email } of [owner, elsewhere]) {
      for (const text of [userId, name, email]) expect(page, path).not.toContain(text);
    }
  }
  for (const { api } of [owner, anotherHouse, viewer, member, elsewhere]) await api.dispose();
});

test("An admin who is removed while they act does nothing more", async ({ tessera }) => {
  const { admin, owner, viewer, organizationId } = staff;
  for (let round = 0; round < 5; round += 1) {
    const [removed, promoted] = await Promise.all([remove(owner, admin), setRole(admin, viewer, "admin")]);
    expect(removed.status()).toBe(204);
    // Before the removal or not at all: 403 is both "no more a member" and "no more an admin".
    expect([200, 403]).toContain(promoted.status());
    const role = await roleIn(tessera, organizationId, viewer.userId);
    expect(role).toBe(promoted.status() === 200 ? "admin" : "viewer");
    await tessera.sql(
      `INSERT INTO "Member" (id, "organizationId", "userId", role) VALUES ($1, $2, $3, 'admin')`,
      [uuidv7(), organizationId, admin.userId],
    );
    await tessera.sql(`UPDATE "Member" SET role = 'viewer' WHERE "userId" = $1`, [viewer.userId]);
  }
});

test("Members of another organization are as unknown as those that do not exist", async ({ tessera }) => {
  const stranger = await addHouse(tessera);
  for (const attempt of [
    (whom: { userId: string }) => setRole(staff.owner, whom, "viewer"),
    (whom: { userId: string }) => remove(staff.owner, whom),
    (whom: { userId: string }) => transfer(staff.owner, whom),
  ]) {
    const foreign = await comparable(await attempt(stranger));
    expect(foreign.status).toBe(404);
    for (const unknown of [uuidv7(), "nobody", "%00", "..%2f..", "a".repeat(500)]) {
      expect(await comparable(await attempt({ userId: unknown }))).toEqual(foreign);
    }
  }
  expect(await roleIn(tessera, stranger.organizationId, stranger.userId)).toBe("owner");
  await stranger.api.dispose();
});

test("Every change is recorded with who made it, on whom, and from what to what; what is refused is not", async ({
  tessera,
}) => {
  const { owner, secondOwner, admin, member, viewer, organizationId } = staff;
  const joined = (await events(tessera, organizationId)).length;
  await setRole(admin, viewer, "member");
  await setRole(admin, viewer, "member");
  await setRole(viewer, admin, "viewer");
  await transfer(owner, admin);
  await remove(secondOwner, member);
  await remove(secondOwner, secondOwner);
  const recorded = (await events(tessera, organizationId)).slice(joined);
  expect(recorded).toEqual([
    {
      action: "member.role_changed",
      actorId: admin.userId,
      actorName: admin.name,
      subjectId: viewer.userId,
      subjectName: viewer.name,
      before: { role: "viewer" },
      after: { role: "member" },
    },
    expect.objectContaining({
      action: "ownership.transferred",
      actorId: owner.userId,
      subjectId: admin.userId,
      before: { role: "admin" },
      after: { role: "owner" },
    }),
    expect.objectContaining({
      action: "member.role_changed",
      subjectId: owner.userId,
      before: { role: "owner" },
      after: { role: "admin" },
    }),
    expect.objectContaining({
      action: "member.removed",
      actorId: secondOwner.userId,
      subjectName: member.name,
      before: { role: "member" },
    }),
    expect.objectContaining({
      action: "member.left",
      actorId: secondOwner.userId,
      before: { role: "owner" },
    }),
  ]);
});

test("A change that cannot be recorded is not made", async ({ tessera }) => {
  const { owner, viewer, organizationId } = staff;
  await tessera.sql(`ALTER TABLE "AuditEvent" ADD CONSTRAINT never CHECK (action = 'x') NOT VALID`);
  try {
    for (const attempt of [
      () => setRole(owner, viewer, "admin"),
      () => transfer(owner, viewer),
      () => remove(owner, viewer),
      () => owner.api.post("/api/v1/invitations", { data: { email: "never@example.com", role: "viewer" } }),
      () => owner.api.patch(`/api/v1/organizations/${organizationId}`, { data: { name: "Never" } }),
      () => owner.api.post("/api/v1/organizations", { data: { name: "Never" } }),
    ]) {
      await expectProblem(await attempt(), 500, "internal");
    }
  } finally {
    await tessera.sql(`ALTER TABLE "AuditEvent" DROP CONSTRAINT never`);
  }
  expect(await roleIn(tessera, organizationId, viewer.userId)).toBe("viewer");
  expect(await roleIn(tessera, organizationId, owner.userId)).toBe("owner");
  expect(await tessera.sql(`SELECT id FROM "Invitation" WHERE email = 'never@example.com'`)).toEqual([]);
  expect(await tessera.sql(`SELECT id FROM "Organization" WHERE name = 'Never'`)).toEqual([]);
});

test("A role in the database that Tessera does not know gives nothing, and breaks no list", async ({
  tessera,
}) => {
  await tessera.sql(`UPDATE "Member" SET role = 'janitor' WHERE "userId" = $1`, [staff.member.userId]);
  expect((await staff.owner.api.get("/api/v1/members")).status()).toBe(200);
  await expectProblem(await staff.member.api.get("/api/v1/members"), 403, "forbidden");
  await expectProblem(await setRole(staff.member, staff.viewer, "admin"), 403, "forbidden");
  await invite(staff.owner.api, "viewer");
  await expectProblem(await staff.member.api.get("/api/v1/invitations"), 403, "forbidden");
});
