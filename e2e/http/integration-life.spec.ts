import type { APIRequestContext, APIResponse } from "@playwright/test";
import { v7 as uuidv7 } from "uuid";
import { expect, test } from "../fixtures.ts";
import type { Tessera } from "../tessera.ts";
import {
  createCredential,
  createDestination,
  createSource,
  type Integration,
  newDestination,
  newSource,
  unique,
} from "./credentials.ts";
import { addHouse, addMember, firstOrganization } from "./members.ts";
import { comparable, expectInvalid, expectProblem } from "./problems.ts";
import { apiWith, createToken } from "./tokens.ts";

const kinds = [
  { direction: "source", path: "/api/v1/sources", create: createSource, body: newSource },
  { direction: "destination", path: "/api/v1/destinations", create: createDestination, body: newDestination },
] as const;

/** Edits as whoever has seen this revision; `*` stands for whichever it is. */
function edit(api: APIRequestContext, address: string, revision: number | "*", data: object) {
  const headers = { "if-match": revision === "*" ? "*" : `"${revision}"` };
  return api.patch(address, { headers, data });
}

async function integrationOf(response: APIResponse): Promise<Integration> {
  expect(response.status(), await response.text()).toBe(200);
  const integration = (await response.json()) as Integration;
  expect(response.headers().etag).toBe(`"${integration.revision}"`);
  return integration;
}

async function eventsOf(tessera: Tessera, id: string) {
  return tessera.sql<{ action: string; subjectName: string; credentialId: string }>(
    `SELECT action, "subjectName", "credentialId", before, after FROM "AuditEvent"
     WHERE "subjectId" = $1 AND action NOT LIKE '%.created' ORDER BY id`,
    [id],
  );
}

for (const { direction, path, create, body } of kinds) {
  test.describe(`Editing a ${direction}`, () => {
    test("changes what is named and nothing else, and says who did it", async ({ api, tessera }) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const created = await create(api, credential.id, { description: "Before" });
      const address = `${path}/${created.id}`;
      expect(await integrationOf(await api.get(address))).toEqual(created);

      const name = `Edited ${unique()}`;
      const renamed = await integrationOf(await edit(api, address, 1, { name: `  ${name} ` }));
      expect(renamed).toEqual({ ...created, name, revision: 2, updatedAt: expect.any(String) });
      const data = { description: "", credentialId: another.id.toUpperCase() };
      const moved = await integrationOf(await edit(api, address, 2, data));
      expect(moved).toMatchObject({ name, description: "", revision: 3 });
      expect(moved.credential).toMatchObject({ id: another.id, name: another.name });
      // A retry of what is so already changes nothing, whoever has seen what.
      expect(await integrationOf(await edit(api, address, 2, data))).toEqual(moved);

      expect(await eventsOf(tessera, created.id)).toEqual([
        {
          action: `${direction}.updated`,
          subjectName: name,
          credentialId: credential.id,
          before: { name: created.name },
          after: { name },
        },
        {
          action: `${direction}.updated`,
          subjectName: name,
          credentialId: another.id,
          before: { description: "Before", credentialId: credential.id },
          after: { description: "", credentialId: another.id },
        },
      ]);
    });

    test("takes no other field, and no value that a new one could not have", async ({ api, tessera }) => {
      const { id } = await create(api, (await createCredential(api)).id);
      const address = `${path}/${id}`;
      const stored = () => tessera.sql(`SELECT * FROM "Integration" WHERE id = $1`, [id]);
      const before = await stored();
      for (const data of [{ endpoint: "teams" }, { connector: "people-ai" }, { id: uuidv7() }, []]) {
        await expectProblem(await edit(api, address, 1, data), 422, "invalid");
      }
      const wrong: [string, unknown[]][] = [
        ["name", ["", " ", "x".repeat(81), "a\u202eb", null, 7]],
        ["description", ["x".repeat(2_001), "a\0b", null, 7]],
        ["credentialId", ["", "x", uuidv7(), null, 7]],
      ];
      for (const [field, values] of wrong) {
        for (const value of values)
          await expectInvalid(await edit(api, address, 1, { [field]: value }), field);
      }
      const strangers = await addHouse(tessera);
      const foreign = await createCredential(strangers.api);
      await expectInvalid(await edit(api, address, 1, { credentialId: foreign.id }), "credentialId");
      expect(await stored()).toEqual(before);
      await strangers.api.dispose();
    });

    test("does not lead a token that is limited to its credential to another one", async ({
      api,
      tessera,
    }) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const { id } = await create(api, credential.id);
      const { token } = await createToken(api, { credentialIds: [credential.id] });
      const program = await apiWith(tessera, token);
      const data = { credentialId: another.id };
      await expectInvalid(await edit(program, `${path}/${id}`, 1, data), "credentialId");
      await program.dispose();
    });

    test("needs to say what was seen, and is refused where that is no more", async ({ api }) => {
      const { id, name } = await create(api, (await createCredential(api)).id);
      const address = `${path}/${id}`;
      const data = { name: `Edited ${unique()}` };
      await expectProblem(await api.patch(address, { data }), 428, "if_match_required");
      for (const condition of ['"2"', '"0"', 'W/"1"', "1", '"x"', '""', '"1", "2"']) {
        const response = await api.patch(address, { headers: { "if-match": condition }, data });
        const problem = await expectProblem(response, 412, "changed_meanwhile");
        expect(problem.detail).toContain(direction);
      }
      expect(await integrationOf(await api.get(address))).toMatchObject({ name, revision: 1 });
      await integrationOf(await edit(api, address, "*", data));
    });

    test("lets one of many editors at once through, and tells the others", async ({ api, tessera }) => {
      const { id } = await create(api, (await createCredential(api)).id);
      const names = Array.from({ length: 6 }, () => `Edited ${unique()}`);
      const responses = await Promise.all(names.map((name) => edit(api, `${path}/${id}`, 1, { name })));
      const won = names.filter((_, index) => responses[index]?.status() === 200);
      expect(won).toHaveLength(1);
      for (const response of responses.filter((answer) => answer.status() !== 200)) {
        await expectProblem(response, 412, "changed_meanwhile");
      }
      expect(await integrationOf(await api.get(`${path}/${id}`))).toMatchObject({
        name: won[0],
        revision: 2,
      });
      expect(await eventsOf(tessera, id)).toHaveLength(1);
    });

    test("is refused to whoever has not seen that its credential was changed from the other side", async ({
      api,
    }) => {
      const [credential, another] = [await createCredential(api), await createCredential(api)];
      const { id } = await create(api, credential.id);
      const move = { data: { to: another.id } };
      expect((await api.post(`/api/v1/credentials/${credential.id}/usage/move`, move)).status()).toBe(200);
      const stale = await edit(api, `${path}/${id}`, 1, { name: `Edited ${unique()}` });
      await expectProblem(stale, 412, "changed_meanwhile");
    });
  });

  test.describe(`Deleting a ${direction}`, () => {
    test("is on the record, and lets its credential be deleted", async ({ api, tessera }) => {
      const credential = await createCredential(api);
      const created = await create(api, credential.id, { description: "Every night" });
      const [address, used] = [`${path}/${created.id}`, `/api/v1/credentials/${credential.id}`];
      await expectProblem(await api.delete(used), 409, "credential_in_use");

      expect((await api.delete(address)).status()).toBe(204);
      await expectProblem(await api.get(address), 404, "not_found");
      await expectProblem(await api.delete(address), 404, "not_found");
      await expectProblem(await edit(api, address, "*", { name: "Again" }), 404, "not_found");
      expect(await eventsOf(tessera, created.id)).toEqual([
        {
          action: `${direction}.deleted`,
          subjectName: created.name,
          credentialId: credential.id,
          before: {
            name: created.name,
            description: "Every night",
            credentialId: credential.id,
            connector: "people-ai",
            endpoint: created.endpoint,
          },
          after: null,
        },
      ]);
      expect((await api.delete(used)).status()).toBe(204);
    });

    test("happens once, however many ask for it at once", async ({ api, tessera }) => {
      const { id } = await create(api, (await createCredential(api)).id);
      const responses = await Promise.all(Array.from({ length: 6 }, () => api.delete(`${path}/${id}`)));
      const statuses = responses.map((response) => response.status());
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      expect(statuses.filter((status) => status === 404)).toHaveLength(5);
      expect(await eventsOf(tessera, id)).toHaveLength(1);
    });
  });

  test(`A ${direction} is changed by its owner and by admins, and by nobody else`, async ({
    api,
    tessera,
  }) => {
    const organization = await firstOrganization(tessera);
    const [member, admin, viewer, stranger] = [
      await addMember(tessera, organization, "member"),
      await addMember(tessera, organization, "admin"),
      await addMember(tessera, organization, "viewer"),
      await addHouse(tessera),
    ];
    const { id: credentialId } = await createCredential(api);
    const own = (await (await member.api.post(path, { data: body(credentialId) })).json()) as Integration;
    const others = await create(api, credentialId);
    const data = { description: `Edited ${unique()}` };

    await integrationOf(await edit(member.api, `${path}/${own.id}`, 1, data));
    for (const { api: caller } of [member, viewer]) {
      await expectProblem(await edit(caller, `${path}/${others.id}`, 1, data), 403, "forbidden");
      await expectProblem(await caller.delete(`${path}/${others.id}`), 403, "forbidden");
    }
    const [foreign, unknown] = [`${path}/${others.id}`, `${path}/${uuidv7()}`];
    for (const ask of [
      (address: string) => edit(stranger.api, address, 1, data),
      (address: string) => stranger.api.delete(address),
    ]) {
      const response = await ask(foreign);
      expect(await comparable(response)).toEqual(await comparable(await ask(unknown)));
      await expectProblem(response, 404, "not_found");
    }
    await integrationOf(await edit(admin.api, `${path}/${own.id}`, 2, { description: "The admin's" }));
    expect((await admin.api.delete(`${path}/${others.id}`)).status()).toBe(204);
    expect((await member.api.delete(`${path}/${own.id}`)).status()).toBe(204);
    for (const person of [member, admin, viewer, stranger]) await person.api.dispose();
  });
}

test.describe("Editing the settings", () => {
  test("of a source puts all of them in the place of the earlier ones, and says what they were", async ({
    api,
    tessera,
  }) => {
    const credential = await createCredential(api);
    const settings = { from: "2026-01-01", "include-deleted": "true" };
    const source = await createSource(api, credential.id, { endpoint: "activities", settings });
    const address = `/api/v1/sources/${source.id}`;

    const data = { settings: { "last-n-days": 30 } };
    const edited = await integrationOf(await edit(api, address, 1, data));
    expect(edited).toEqual({ ...source, ...data, revision: 2, updatedAt: expect.any(String) });
    expect(await integrationOf(await edit(api, address, 1, data))).toEqual(edited);
    const renamed = await integrationOf(await edit(api, address, 2, { description: "Monthly" }));
    expect(renamed.settings).toEqual(data.settings);
    expect((await integrationOf(await edit(api, address, 3, { settings: {} }))).settings).toEqual({});

    const events = await eventsOf(tessera, source.id);
    expect(events).toMatchObject([
      {
        before: { settings: ["from=2026-01-01", "include-deleted=true"] },
        after: { settings: ["last-n-days=30"] },
      },
      { before: { description: "" }, after: { description: "Monthly" } },
      { before: { settings: ["last-n-days=30"] }, after: { settings: [] } },
    ]);
  });

  test("is refused on the parameter that is wrong, and changes nothing then", async ({ api }) => {
    const credential = await createCredential(api);
    const source = await createSource(api, credential.id, { endpoint: "activities" });
    const address = `/api/v1/sources/${source.id}`;
    for (const [field, settings] of [
      ["settings.last-n-days", { "last-n-days": "30" }],
      ["settings.last-n-days", { "last-n-days": 30, from: "2026-01-01" }],
      ["settings.account-id", { "account-id": "a&limit=1" }],
      ["settings", { [`x${unique()}`]: 1 }],
      ["settings", null],
      ["settings", ["from"]],
    ] as const) {
      await expectInvalid(await edit(api, address, 1, { settings, description: "Not saved" }), field);
    }
    expect(await integrationOf(await api.get(address))).toEqual(source);

    const destination = await createDestination(api, credential.id);
    const path = `/api/v1/destinations/${destination.id}`;
    await expectInvalid(await edit(api, path, 1, { settings: { from: "2026-01-01" } }), "settings.from");
    expect(await integrationOf(await edit(api, path, 1, { settings: {} }))).toEqual(destination);
  });
});
