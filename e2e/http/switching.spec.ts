import { request } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, owner as someone, test } from "../fixtures.ts";
import { createCredential, createSource, unique } from "./credentials.ts";
import { addHouse, addInvitation, addMember, addOrganization, events, type Member } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";

interface Own {
  id: string;
  name: string;
  role: string;
  current: boolean;
}

async function mine({ api }: Member): Promise<Own[]> {
  const response = await api.get("/api/v1/organizations");
  expect(response.status()).toBe(200);
  return (await response.json()).data;
}

async function currentOf(who: Member): Promise<string | undefined> {
  const current = (await mine(who)).filter((organization) => organization.current);
  expect(current).toHaveLength(1);
  return current[0]?.id;
}

async function create({ api }: Member, name = `Works ${unique()}`): Promise<Own> {
  const response = await api.post("/api/v1/organizations", { data: { name } });
  expect(response.status(), await response.text()).toBe(201);
  return response.json();
}

const select = ({ api }: Member, id: string) => api.post(`/api/v1/organizations/${id}/select`);

let ada: Member;
// The first account is the owner's, in every file: whoever comes later does so by invitation.
test.beforeEach(async ({ tessera, ownerState: _first }) => {
  ada = await addHouse(tessera);
});
test.afterEach(() => ada.api.dispose());

test("Whoever creates an organization owns it, is switched to it, and nobody else is in it", async ({
  tessera,
}) => {
  const name = `Works ${unique()}`;
  const created = await create(ada, name);
  expect(created).toEqual({ id: created.id, name, role: "owner", current: true });
  expect(await currentOf(ada)).toBe(created.id);
  const { data } = await (await ada.api.get("/api/v1/members")).json();
  expect(data.map(({ id }: { id: string }) => id)).toEqual([ada.userId]);
  expect(await events(tessera, created.id)).toEqual([
    expect.objectContaining({
      action: "organization.created",
      actorId: ada.userId,
      actorName: ada.name,
      subjectId: created.id,
      subjectName: name,
      after: { name },
    }),
  ]);
});

test("What was created in one organization is not there in the other, and is again after switching back", async () => {
  const first = ada.organizationId;
  const { id } = await createCredential(ada.api);
  const source = await createSource(ada.api, id);
  const second = await create(ada);
  for (const path of [`credentials/${id}`, `sources/${source.id}`]) {
    await expectProblem(await ada.api.get(`/api/v1/${path}`), 404, "not_found");
  }
  expect((await (await ada.api.get("/api/v1/credentials")).json()).data).toEqual([]);
  await expectProblem(await ada.api.delete(`/api/v1/credentials/${id}`), 404, "not_found");
  expect((await select(ada, first)).status()).toBe(204);
  expect((await ada.api.get(`/api/v1/credentials/${id}`)).status()).toBe(200);
  expect((await mine(ada)).map((organization) => organization.id).sort()).toEqual([first, second.id].sort());
});

test("A role counts only where it was given", async ({ tessera }) => {
  const other = await addHouse(tessera);
  const token = await addInvitation(tessera, other.organizationId, { email: ada.email, role: "viewer" });
  expect((await ada.api.post("/api/v1/invitations/accept", { data: { token } })).status()).toBe(200);
  expect(await currentOf(ada)).toBe(other.organizationId);
  await expectProblem(await ada.api.get("/api/v1/members"), 403, "forbidden");
  await expectProblem(
    await ada.api.patch(`/api/v1/organizations/${other.organizationId}`, { data: { name: "Taken over" } }),
    403,
    "forbidden",
  );
  // What they own is not what they look at: from here it does not exist.
  await expectProblem(
    await ada.api.patch(`/api/v1/organizations/${ada.organizationId}`, { data: { name: "From elsewhere" } }),
    404,
    "not_found",
  );
  await select(ada, ada.organizationId);
  expect((await ada.api.get("/api/v1/members")).status()).toBe(200);
  await other.api.dispose();
});

test("An organization that does not have somebody is as unknown to them as one that does not exist", async ({
  tessera,
}) => {
  const foreign = await addOrganization(tessera);
  await tessera.sql(`UPDATE "Organization" SET name = 'Secret works' WHERE id = $1`, [foreign]);
  const before = await mine(ada);
  for (const attempt of [
    (id: string) => select(ada, id),
    (id: string) => ada.api.patch(`/api/v1/organizations/${id}`, { data: { name: "Taken over" } }),
  ]) {
    const answer = await comparable(await attempt(foreign));
    expect(answer.status).toBe(404);
    for (const id of [uuidv7(), "nothing", "%00", "__proto__", "..%2f..", "a".repeat(500)]) {
      expect(await comparable(await attempt(id))).toEqual(answer);
    }
  }
  expect(await mine(ada)).toEqual(before);
  const [row] = await tessera.sql<{ name: string }>(`SELECT name FROM "Organization" WHERE id = $1`, [
    foreign,
  ]);
  expect(row?.name).toBe("Secret works");
});

test("A new session begins in the organization that was chosen last", async ({ tessera }) => {
  const second = await create(ada);
  const again = await request.newContext({ baseURL: tessera.url });
  const signedIn = await again.post("/api/auth/sign-in/email", {
    data: { email: ada.email, password: someone.password },
  });
  expect(signedIn.status(), await signedIn.text()).toBe(200);
  const newSession = { ...ada, api: again };
  expect(await currentOf(newSession)).toBe(second.id);

  // Each session looks where it was told to, also while another one looks elsewhere.
  await select(newSession, ada.organizationId);
  expect(await currentOf(ada)).toBe(second.id);
  expect(await currentOf(newSession)).toBe(ada.organizationId);
  await again.dispose();
});

test("Whoever is removed from the organization that they look at sees another one of theirs", async ({
  tessera,
}) => {
  const other = await addHouse(tessera);
  const token = await addInvitation(tessera, other.organizationId, { email: ada.email, role: "admin" });
  await ada.api.post("/api/v1/invitations/accept", { data: { token } });
  expect((await other.api.delete(`/api/v1/members/${ada.userId}`)).status()).toBe(204);
  expect(await currentOf(ada)).toBe(ada.organizationId);
  await expectProblem(await select(ada, other.organizationId), 404, "not_found");
  await other.api.dispose();
});

test("A page that shows another organization than the session looks at changes nothing", async () => {
  const shown = { "tessera-organization": ada.organizationId };
  await create(ada);
  const data = { email: "late@example.com", role: "viewer" };
  const late = await ada.api.post("/api/v1/invitations", { headers: shown, data });
  await expectProblem(late, 409, "other_organization");
  await expectProblem(
    await ada.api.delete(`/api/v1/members/${ada.userId}`, { headers: shown }),
    409,
    "other_organization",
  );
  // Switching itself works from there.
  const back = await ada.api.post(`/api/v1/organizations/${ada.organizationId}/select`, { headers: shown });
  expect(back.status()).toBe(204);
});

test("Only owners rename, and the other members see it at once", async ({ tessera }) => {
  const { organizationId } = ada;
  const path = `/api/v1/organizations/${organizationId}`;
  for (const role of ["viewer", "member", "admin"]) {
    const member = await addMember(tessera, organizationId, role);
    await expectProblem(await member.api.patch(path, { data: { name: "Mine" } }), 403, "forbidden");
    await member.api.dispose();
  }
  const [{ name: earlier } = { name: "" }] = await mine(ada);
  const renamed = await ada.api.patch(path, { data: { name: "  Renamed works " } });
  expect(renamed.status()).toBe(200);
  expect(await renamed.json()).toMatchObject({ id: organizationId, name: "Renamed works" });
  await ada.api.patch(path, { data: { name: "Renamed works" } });
  const recorded = (await events(tessera, organizationId)).filter(
    ({ action }) => action === "organization.renamed",
  );
  expect(recorded).toEqual([
    expect.objectContaining({ before: { name: earlier }, after: { name: "Renamed works" } }),
  ]);
});

test("A name keeps every script, and has neither control nor invisible characters", async () => {
  for (const name of [
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "a\nb",
    "a\u202eb",
    "a\u200bb",
    "\ud800",
    "x".repeat(81),
  ]) {
    const created = await ada.api.post("/api/v1/organizations", { data: { name } });
    await expectInvalid(created, "name");
    const renamed = await ada.api.patch(`/api/v1/organizations/${ada.organizationId}`, { data: { name } });
    await expectInvalid(renamed, "name");
  }
  for (const name of [
    "Ünïcode & Söhne",
    "日本語の会社",
    "شركة",
    "🏛️ Works",
    "<b>Works</b>",
    "'; DROP TABLE",
  ]) {
    const created = await create(ada, name);
    expect(created.name).toBe(name.normalize("NFC"));
    expect((await mine(ada)).find(({ id }) => id === created.id)?.name).toBe(created.name);
  }
});

test("Somebody without an organization sees that they have none, and creates one", async ({ tessera }) => {
  const member = await addMember(tessera, ada.organizationId, "viewer");
  await member.api.delete(`/api/v1/members/${member.userId}`);
  expect(await mine(member)).toEqual([]);
  await expectProblem(await member.api.get("/api/v1/members"), 403, "no_organization");
  const created = await create(member);
  expect(await currentOf(member)).toBe(created.id);
  expect((await member.api.get("/api/v1/members")).status()).toBe(200);
  await member.api.dispose();
});
